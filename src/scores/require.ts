import type { FastifyRequest } from 'fastify';
import { type Day, dayOf } from '../days.ts';
import type { Clients } from '../db/connect.ts';
import { fault } from '../faults.ts';
import { Problem } from '../http/problems.ts';
import { seesUnpublished, setsOf } from './access.ts';
import { type ScorePeriod, scorePeriod } from './period-rules.ts';
import { findSet } from './store.ts';
import type { CriteriaSet } from './types.ts';
import { loadScores, type Scores } from './view.ts';

type Asking = Pick<FastifyRequest, 'registry' | 'principal' | 'receivedAt'>;

/** A set that somebody may read. @throws {Problem} not_found */
export async function requireSet(
  { orm }: Pick<Clients, 'orm'>,
  { registry, principal }: Asking,
  code: string,
): Promise<CriteriaSet> {
  const set = await findSet(orm, code);
  if (!set || !setsOf(registry, principal).includes(set.province)) throw new Problem('not_found');
  return set;
}

/** A period of scores. @throws {Problem} invalid_query, at the place that is given */
export function requirePeriod(label: string, at = '?period'): ScorePeriod {
  const period = scorePeriod(label);
  if (!period)
    throw new Problem('invalid_query', [
      fault(at, 'invalid_value', {
        why: 'write 2026, 2026-H1, 2026-Q3 or 2026-09',
        whyVi: 'nhập 2026, 2026-H1, 2026-Q3 hoặc 2026-09',
      }),
    ]);
  return period;
}

/**
 * The scores of a period as somebody may see them: what is published, everybody of the province; what is not, whoever
 * verifies or approves, and a locality its own.
 * @throws {Problem} not_found where nothing could be read on the day that is asked for
 */
export async function scoresFor(
  db: Clients,
  { registry, principal, receivedAt }: Asking,
  set: CriteriaSet,
  period: ScorePeriod,
  on?: Day,
): Promise<Scores> {
  const scores = await loadScores(db, registry, set, period, receivedAt, on);
  if (!scores) throw new Problem('not_found');
  if (scores.publication || seesUnpublished(principal)) return scores;
  // What was published before a correction is read until the correction is.
  const standing = await loadScores(db, registry, set, period, receivedAt, on ?? dayOf(receivedAt));
  if (standing) return standing;
  const sheets = scores.sheets.filter((one) => one.locality.code === principal.area);
  // Its place among what nobody has published is not told.
  return { ...scores, sheets: sheets.map((one) => ({ ...one, rank: null })) };
}
