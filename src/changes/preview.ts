import { compute } from '../collect/settle.ts';
import type { Colour } from '../collect/types.ts';
import { type Day, dayOf } from '../days.ts';
import type { Clients } from '../db/connect.ts';
import { readCurrent } from '../intake/store.ts';
import { createRegistry, type Registry, type RegistryRows } from '../registry/snapshot.ts';
import { readRegistry } from '../registry/store.ts';
import type { Locality, Programme } from '../registry/types.ts';

/** What a change would do to the colours of a programme's localities today. */
export interface Preview {
  programme: Programme;
  /** How many there are of each colour. */
  before: Record<Colour, number>;
  after: Record<Colour, number>;
  /** Localities that change, by code. */
  changes: { locality: Locality; before: Colour; after: Colour }[];
  /** Localities that would begin, and such as would be there no more, by code. */
  begun: Locality[];
  ended: Locality[];
}

/**
 * Today's colours by the registry as it is and as it would be, by the rules that the collector uses and
 * over the values that are stored. Nothing is written.
 */
export async function previewColours(
  db: Clients,
  change: (rows: RegistryRows) => RegistryRows,
  now: Date,
): Promise<Preview[]> {
  const rows = await readRegistry(db.orm);
  const [present, changed] = [createRegistry(rows), createRegistry(change(rows))];
  const today = dayOf(now);
  const previews: Preview[] = [];
  for (const programme of present.programmes.values()) {
    const before = await coloursOn(db, present, programme.code, today);
    if (before.size === 0) continue;
    const after = await coloursOn(db, changed, programme.code, today);
    previews.push({
      programme,
      before: count(before.values()),
      after: count(after.values()),
      changes: [...before].flatMap(([code, was]) => {
        const is = after.get(code);
        const locality = present.localities.get(code);
        return is === undefined || is === was || !locality ? [] : [{ locality, before: was, after: is }];
      }),
      begun: onlyIn(after, before, changed),
      ended: onlyIn(before, after, present),
    });
  }
  return previews;
}

/** Localities that have a colour in the one and none in the other. */
function onlyIn(
  one: ReadonlyMap<string, Colour>,
  other: ReadonlyMap<string, Colour>,
  registry: Registry,
): Locality[] {
  return [...one.keys()].flatMap((code) => (other.has(code) ? [] : (registry.localities.get(code) ?? [])));
}

/** By locality. */
async function coloursOn(
  { sql }: Clients,
  registry: Registry,
  code: string,
  day: Day,
): Promise<Map<string, Colour>> {
  const programme = registry.programmes.get(code);
  if (!programme) return new Map();
  const localities = registry.localitiesOf(programme, day);
  const current = await readCurrent(
    sql,
    localities.map((one) => one.code),
  );
  const input = {
    programme,
    localities: localities.map((locality) => ({ locality, from: day })),
    through: day,
    cause: 'collect' as const,
    current,
  };
  const { rows } = await compute(sql, registry, input);
  return new Map(rows.filter((row) => row.day === day).map((row) => [row.locality, row.colour]));
}

function count(colours: Iterable<Colour>): Record<Colour, number> {
  const counts: Record<Colour, number> = { green: 0, yellow: 0, red: 0, grey: 0 };
  for (const colour of colours) counts[colour]++;
  return counts;
}
