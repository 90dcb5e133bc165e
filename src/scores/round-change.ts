import { type Author, writeAudit } from '../access/author.ts';
import { dayOf } from '../days.ts';
import type { Clients, OrmTx } from '../db/connect.ts';
import { fault } from '../faults.ts';
import { Problem } from '../http/problems.ts';
import { type Objection, Refused } from '../refused.ts';
import { inForce, type Locality } from '../registry/types.ts';
import type { ScorePeriod } from './period-rules.ts';
import { criteriaOf, sheetOf, totalled } from './rules.ts';
import { findSet, lockRound, type RoundRow } from './store.ts';
import type { CriteriaSet, Definition, OwnFigures, Said, SaidOfAll, Sheet } from './types.ts';

/** What all that is done with a period goes by: the lock of its round, what it may not be in, what was read before. */

/** What is acted on. */
export interface Scored {
  set: CriteriaSet;
  period: ScorePeriod;
}
export type SaidList = readonly ({ code: string } & Said)[];

interface Told {
  action: string;
  area: string;
  target: string;
  before?: unknown;
  after?: unknown;
}

/** In one transaction, under the lock of the round, by the version of the set that it is scored by. */
export async function changeRound(
  db: Clients,
  author: Author,
  { set: latest, period }: Scored,
  act: (tx: OrmTx, round: RoundRow, set: CriteriaSet) => Promise<Told>,
): Promise<void> {
  await db.orm.transaction(async (tx) => {
    if (period.from > dayOf(author.now)) throw new Problem('period_to_come');
    const round = await lockRound(tx, latest, period.label);
    const set =
      round.setVersion === latest.version ? latest : await findSet(tx, latest.code, round.setVersion);
    if (!set) throw new Error(`Version ${round.setVersion} of “${latest.code}” is gone.`);
    const { target, ...told } = await act(tx, round, set);
    await writeAudit(tx, author, { ...told, target: `${set.code} ${period.label} ${target}`.trim() });
  });
}

/** The last word counts: a locality that has ended by the end of the period is not scored in it. */
export function requireScored({ set, period }: Scored, locality: Locality, now: Date): void {
  const today = dayOf(now);
  const day = period.to < today ? period.to : today;
  if (set.province !== '*' && locality.province !== set.province) throw new Problem('not_found');
  if (!inForce(locality, day))
    throw new Problem('invalid_body', [
      fault('/locality', 'locality_not_in_force', { locality: locality.code, day }),
    ]);
}

export function requireOpen({ state }: RoundRow): void {
  if (state === 'approved') throw new Problem('scores_approved');
  if (state === 'published') throw new Problem('scores_published');
}

export function requireRevision(latest: number | undefined, read: number | undefined): void {
  if (read !== undefined && read !== (latest ?? 0)) throw new Problem('revision_conflict');
}

export function refuseFaults(wrong: readonly Objection[]): void {
  if (wrong.length > 0) throw new Refused(wrong);
}

export const saidOf = (criteria: SaidList): SaidOfAll =>
  Object.fromEntries(criteria.map(({ code, ...said }) => [code, said]));

export function entryOf(
  { now: at, name, actor }: Author,
  round: RoundRow,
  locality: Locality,
  kind: 'self' | 'verification',
  before: number | undefined,
  said: SaidOfAll,
) {
  const revision = (before ?? 0) + 1;
  return { round: round.id, locality: locality.code, kind, revision, said, at, by: name ?? actor };
}

/** A sheet by what was said; what is of the service's own figures stays as it was worked out. */
export function withOwn(
  set: Definition,
  known: Sheet,
  said: { self: SaidOfAll | undefined; verified: SaidOfAll | undefined },
): Sheet {
  const made = sheetOf(set, { locality: known.locality, state: 'published' }, said, {} as OwnFigures);
  const own = new Set(criteriaOf(set).flatMap((one) => (one.how === 'figure' ? [one.code] : [])));
  const lines = made.criteria.map((line) => {
    const kept = known.criteria.find((one) => one.code === line.code);
    return kept && own.has(line.code) && line.state === 'unknown' && !saysUnknown(said, line.code)
      ? { ...kept, note: line.note, evidence: line.evidence }
      : line;
  });
  return totalled(set, made, lines);
}

const saysUnknown = (
  { self, verified }: { self: SaidOfAll | undefined; verified: SaidOfAll | undefined },
  code: string,
) => (verified?.[code] ?? self?.[code])?.unknown === true;
