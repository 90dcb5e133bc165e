import { settle } from '../collect/settle.ts';
import { advanceFinal, dropStatusesBefore } from '../collect/store.ts';
import { addDays, type Day, dayOf, formatDay } from '../days.ts';
import type { Clients, Tx } from '../db/connect.ts';
import { CHUNK } from '../intake/in-chunks.ts';
import { lockCurrent } from '../intake/store.ts';
import type { CurrentValues } from '../intake/types.ts';
import { chunks } from '../lib/chunks.ts';
import { refuse } from '../refused.ts';
import { openFrom } from '../registry/locks.ts';
import { covers, type Registry } from '../registry/snapshot.ts';
import type { Programme } from '../registry/types.ts';
import { loadRegistry, settleLocked } from './registry.ts';

/** @throws {Refused} when the programme's start may not be that day */
export function checkStart(
  registry: Registry,
  programme: Pick<Programme, 'code' | 'provinces' | 'startsOn' | 'finalThrough'>,
  startsOn: Day,
  today: Day,
): void {
  const { finalThrough } = programme;
  if (finalThrough !== null)
    refuse('starts-on', [
      `Các ngày đến ${formatDay(finalThrough)} đã khóa nên ngày đầu giữ nguyên.`,
      `Days up to ${formatDay(finalThrough)} are final, so the start of ${programme.code} stays.`,
    ]);
  const first = [...registry.localities.values()]
    .filter((one) => covers(programme, one.province))
    .map((one) => one.validFrom)
    .sort()[0];
  if (first !== undefined && startsOn < first)
    refuse('starts-on', [
      `Chưa có đơn vị nào hoạt động trước ${formatDay(first)}.`,
      `No locality of ${programme.code} is in force before ${first}.`,
    ]);
  const latest = addDays(today, 366);
  if (startsOn > latest)
    refuse('starts-on', [`Muộn nhất là ${formatDay(latest)}.`, `${latest} at the latest.`]);
}

/** Nobody hears of any day before yesterday, nor before the start. */
export function alertsFrom(startsOn: Day, today: Day): Day {
  const yesterday = addDays(today, -1);
  return startsOn > yesterday ? startsOn : yesterday;
}

/**
 * Makes `change`, which moves the start of a programme or makes one, and computes every day since the new start, all
 * under the locks of its localities: whoever still works by the old start finds no day left out before
 * the days that he writes.
 */
export async function withLocalitiesSettled(
  db: Clients,
  now: Date,
  { code, provinces }: Pick<Programme, 'code' | 'provinces'>,
  change: () => Promise<void>,
): Promise<void> {
  // Before any lock is taken: what has locked while nothing ran stays as it was by the old start.
  await settleLocked(db, now);
  const codes = localitiesOf(await loadRegistry(db), { provinces }).map((one) => one.code);
  await db.sql.begin(async (tx) => {
    const current = await lockCurrent(tx, codes);
    // Stored and read over connections of another pool, of which nobody who waits for these locks holds one.
    await change();
    const registry = await loadRegistry(db);
    const programme = registry.programmes.get(code);
    if (!programme?.startsOn) throw new Error(`Programme ${code} has lost its start.`);
    await dropStatusesBefore(tx, code, programme.startsOn);
    await settleSince(tx, registry, programme, programme.startsOn, current, now);
  });
}

async function settleSince(
  tx: Tx,
  registry: Registry,
  programme: Programme,
  from: Day,
  current: Map<string, CurrentValues>,
  now: Date,
): Promise<void> {
  if (from > dayOf(now)) return;
  for (const chunk of chunks(localitiesOf(registry, programme), CHUNK)) {
    const localities = chunk.map((locality) => ({ locality, from }));
    const input = { programme, localities, through: dayOf(now), cause: 'collect' as const, current };
    await settle(tx, registry, input, now);
  }
  const lastLocked = addDays(openFrom(registry, programme, now), -1);
  if (lastLocked >= from) await advanceFinal(tx, programme.code, lastLocked);
}

function localitiesOf(registry: Registry, asking: Pick<Programme, 'provinces'>) {
  return [...registry.localities.values()].filter((one) => covers(asking, one.province));
}
