import type { Sql } from '../db/connect.ts';
import { type Order, orderBy } from '../db/order.ts';
import type { Counts } from './job.ts';

export type StoredOutcome = 'running' | 'succeeded' | 'failed';

export interface StoredRun {
  job: string;
  slot: string;
  startedAt: Date;
  endedAt: Date | null;
  outcome: StoredOutcome;
  counts: Counts | null;
  error: string | null;
  attempts: number;
  /** When a failed run is taken again; null when it is not. */
  nextAttemptAt: Date | null;
}

/** Where a page of the list ended. */
export interface RunKey {
  /** Milliseconds since 1970. */
  startedAt: number;
  job: string;
  slot: string;
}

/** By what they can be put. */
export const RUN_ORDERS = ['started', 'ended', 'outcome'] as const;
export type RunOrder = Order<(typeof RUN_ORDERS)[number]>;

export interface RunFilter {
  job?: string | undefined;
  outcome?: StoredOutcome | undefined;
  limit: number;
  after: RunKey | null;
  /** Another order, of which so many are passed over. */
  order?: RunOrder | undefined;
  offset?: number;
}

/** Newest first, or as asked. */
export async function listRuns(sql: Sql, filter: RunFilter): Promise<StoredRun[]> {
  const { job, outcome, limit, after, order = { key: 'started', descending: true }, offset = 0 } = filter;
  const orders = { started: sql`started_at`, ended: sql`ended_at`, outcome: sql`outcome` };
  return await sql<StoredRun[]>`
    select job, slot, started_at as "startedAt", ended_at as "endedAt", outcome, counts, error, attempts,
      next_attempt_at as "nextAttemptAt"
    from job_run
    where true
      ${job === undefined ? sql`` : sql`and job = ${job}`}
      ${outcome === undefined ? sql`` : sql`and outcome = ${outcome}`}
      ${
        after === null
          ? sql``
          : sql`and (started_at, job, slot) < (${new Date(after.startedAt)}::timestamptz, ${after.job}, ${after.slot})`
      }
    ${orderBy(sql, orders, order, sql`started_at desc, job desc, slot desc`)}
    limit ${limit} offset ${offset}`;
}

/** The run of each job that began last. */
export async function latestRuns(sql: Sql): Promise<StoredRun[]> {
  return await sql<StoredRun[]>`
    select distinct on (job) job, slot, started_at as "startedAt", ended_at as "endedAt", outcome, counts, error,
      attempts, next_attempt_at as "nextAttemptAt"
    from job_run order by job, started_at desc`;
}

/** Runs that failed and began after an instant, the newest first. */
export async function failedRuns(sql: Sql, since: Date, limit: number): Promise<StoredRun[]> {
  return await sql<StoredRun[]>`
    select job, slot, started_at as "startedAt", ended_at as "endedAt", outcome, counts, error, attempts,
      next_attempt_at as "nextAttemptAt"
    from job_run where outcome = 'failed' and started_at > ${since} order by started_at desc limit ${limit}`;
}

export interface Pruning {
  /** Jobs that leave a row a minute. */
  minuteJobs: readonly string[];
  /** Rows that began earlier go: those of minute jobs, failed ones of minute jobs, all others. */
  minuteBefore: Date;
  failedBefore: Date;
  before: Date;
}

/** Deletes at most `limit` runs that are over and out of date; returns how many. */
export async function pruneRuns(sql: Sql, pruning: Pruning, limit: number): Promise<number> {
  const { minuteJobs, minuteBefore, failedBefore, before } = pruning;
  const { count } = await sql`
    delete from job_run where (job, slot) in (
      select job, slot from job_run
      where outcome <> 'running' and started_at < case
        when job <> all(${minuteJobs as string[]}) then ${before}::timestamptz
        when outcome = 'failed' then ${failedBefore}::timestamptz
        else ${minuteBefore}::timestamptz end
      limit ${limit})`;
  return count;
}

export interface GivenUpRun {
  job: string;
  slot: string;
  startedAt: Date;
  error: string | null;
}

/**
 * Of each job the latest run that is not tried any more and that nothing has made good: a later run of a job that
 * runs every minute; of any other the same slot, or a run by hand.
 */
export async function readGivenUp(sql: Sql, minuteJobs: readonly string[]): Promise<GivenUpRun[]> {
  return await sql<GivenUpRun[]>`
    select distinct on (f.job) f.job, f.slot, f.started_at as "startedAt", f.error
    from job_run f
    where f.outcome = 'failed' and f.next_attempt_at is null and not starts_with(f.slot, 'manual:')
      and not exists (select from job_run s where s.job = f.job and s.outcome = 'succeeded'
        and s.started_at > f.started_at
        and (f.job = any(${minuteJobs as string[]}) or s.slot = f.slot or starts_with(s.slot, 'manual:')))
    order by f.job, f.started_at desc`;
}

/** By job: how many runs that began since then have succeeded; those without one are absent. */
export async function readLatestSuccesses(sql: Sql, since: Date): Promise<Map<string, { count: number }>> {
  const rows = await sql<{ job: string; count: number }[]>`
    select job, count(*)::int as count from job_run
    where outcome = 'succeeded' and started_at >= ${since.toISOString()}::timestamptz group by job`;
  return new Map(rows.map(({ job, count }) => [job, { count }]));
}

/** Those of a job's slots that have not succeeded, and have not been given up either. */
export async function readLateSlots(sql: Sql, job: string, slots: readonly string[]): Promise<string[]> {
  const rows = await sql<{ slot: string }[]>`
    select slot from unnest(${slots as string[]}::text[]) as asked(slot)
    where not exists (select from job_run r where r.job = ${job} and r.slot = asked.slot
      and (r.outcome = 'succeeded' or (r.outcome = 'failed' and r.next_attempt_at is null)))`;
  return rows.map((row) => row.slot);
}
