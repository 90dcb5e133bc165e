import { insertAuditOf } from '../access/audit-store.ts';
import type { Author } from '../access/author.ts';
import { readMarks } from '../collect/store.ts';
import { dayOf } from '../days.ts';
import type { RootSql, Tx } from '../db/connect.ts';
import { lockCurrent } from '../intake/store.ts';
import { type CurrentValues, sameValue } from '../intake/types.ts';
import { governingProgrammes, type Registry } from '../registry/snapshot.ts';
import { AUDIT_WORDS, type Decision, type MarkedValue, markValues } from './mark.ts';
import { decideFlags, type FlagToDecide, readFlagsToDecide } from './mark-store.ts';
import { questionedOf } from './questioned.ts';
import { type FlagState, WHOLE_RECORD } from './types.ts';

export interface FlagsDecided {
  decided: number;
  /** Not there any more, since the value is another by now, or somebody else has decided; or not the caller's. */
  gone: number;
}

/**
 * Decides flags: their values are marked, where they still stand. Of a whole record every required value
 * is questioned; verified, those that are. `localities` are those of the caller's area. One transaction.
 */
export async function decide(
  sql: RootSql,
  registry: Registry,
  asked: Decision & { ids: readonly number[]; localities: readonly string[]; seen: readonly FlagState[] },
  author: Author,
): Promise<FlagsDecided> {
  const { ids, localities, seen, ...decision } = asked;
  return (await sql.begin(async (tx) => {
    const found = await readFlagsToDecide(tx, ids, localities);
    const current = await lockCurrent(tx, [...new Set(found.map(({ locality }) => locality))]);
    // Read again under the locks: a newer record may have settled one meanwhile.
    const flags = (await readFlagsToDecide(tx, ids, localities)).filter(
      (flag) =>
        current.has(flag.locality) &&
        stands(flag, current) &&
        // Another's decision is not undone by who has not seen it; the same one twice is one.
        (seen.includes(flag.state) || flag.state === decision.state),
    );
    const undecided = flags.filter(({ state }) => state !== decision.state);
    const marked = new Map<string, MarkedValue>();
    for (const flag of undecided)
      for (const value of await valuesOf(tx, registry, flag, decision, current, author))
        marked.set(`${value.locality} ${value.indicator}`, value);
    await markValues(tx, registry, [...marked.values()], decision, current, author);
    await decideFlags(
      tx,
      undecided.map(({ id }) => id),
      { ...decision, by: author.name ?? author.actor, at: author.now },
    );
    for (const { locality, day } of undecided.filter(isWhole))
      await insertAuditOf(tx, author, {
        action: `record.${AUDIT_WORDS[decision.state]}`,
        target: `${locality} ${day}`,
        area: locality,
        after: { reason: decision.reason },
      });
    return { decided: flags.length, gone: ids.length - flags.length };
  })) as FlagsDecided;
}

const isWhole = ({ indicator }: FlagToDecide) => indicator === WHOLE_RECORD;

function stands(flag: FlagToDecide, current: Map<string, CurrentValues>): boolean {
  if (flag.state === 'corrected') return false;
  // Questioned as a whole, what is left of it can be verified when some of it has changed.
  if (isWhole(flag)) return flag.unchanged || flag.state === 'questioned';
  return sameValue(current.get(flag.locality)?.[flag.indicator]?.value, flag.value);
}

/** The values that a decision on a flag marks. */
async function valuesOf(
  tx: Tx,
  registry: Registry,
  flag: FlagToDecide,
  { state }: Decision,
  current: Map<string, CurrentValues>,
  { now }: Author,
): Promise<MarkedValue[]> {
  const values = current.get(flag.locality) ?? {};
  const of = (indicator: string): MarkedValue[] => {
    const standing = values[indicator];
    return standing && standing.value !== null ? [{ locality: flag.locality, indicator, ...standing }] : [];
  };
  if (!isWhole(flag)) return of(flag.indicator);
  if (state === 'questioned') return requiredOf(registry, flag.locality, now).flatMap(of);
  const questioned = questionedOf(await readMarks(tx, [flag.locality]), values);
  return [...questioned].flatMap(of);
}

/** What decides the colour of a locality today. */
function requiredOf(registry: Registry, code: string, now: Date): string[] {
  const locality = registry.localities.get(code);
  if (!locality) return [];
  const asked = governingProgrammes(registry, locality.province).flatMap((programme) =>
    registry.asked(programme, locality, dayOf(now)),
  );
  return [...new Set(asked.filter(({ required }) => required).map((one) => one.code))];
}
