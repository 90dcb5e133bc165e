import type { Reason } from '../channels/reasons.ts';
import type { Day } from '../days.ts';
import type { Sql } from '../db/connect.ts';
import type { CurrentValues } from '../intake/types.ts';
import type { GapDeadlineFacts } from './kinds/gap-deadline.ts';
import type { PromiseFacts } from './kinds/promise-passed.ts';

/** What the watches read. */

/** `grey`: nothing fresh is known of the locality, so that its gaps say only that it does not report. */
export type OpenGap = { locality: string; grey: boolean } & Omit<GapDeadlineFacts, 'deadline' | 'passed'>;

/** Gaps of the latest status of each locality up to today. */
export async function readOpenGaps(
  sql: Sql,
  programme: string,
  localities: readonly string[],
  today: Day,
): Promise<OpenGap[]> {
  return await sql<OpenGap[]>`
    select s.locality, s.colour = 'grey' as grey, g.key as indicator, g.value ->> 'state' as state, (g.value ->> 'since')::date as since,
      (g.value ->> 'have')::float8 as have, (g.value ->> 'need')::float8 as need,
      (g.value ->> 'missing')::float8 as missing
    from unnest(${localities as string[]}::text[]) as asked(code)
    cross join lateral (select locality, colour, gaps from status
      where programme = ${programme} and locality = asked.code and day <= ${today}
      order by day desc limit 1) s
    cross join lateral jsonb_each(s.gaps) g
    order by s.locality, g.key`;
}

export type Promised = {
  id: number;
  programme: string;
  area: string;
  owner: string;
  promisedOn: Day;
} & PromiseFacts['about'];

/** Alerts that somebody took on, with a date that lies before `today`. */
export async function readPromisesBefore(sql: Sql, today: Day): Promise<Promised[]> {
  return await sql<Promised[]>`
    select id, programme, area, kind, facts, coalesce(owner, '') as owner, promised_on as "promisedOn" from alert
    where state = 'acknowledged' and promised_on < ${today} and kind <> 'promise_passed' order by id`;
}

export interface Questioned {
  locality: string;
  indicator: string;
  reason: string;
  by: string;
  on: Day;
}

/** Values questioned since a day, oldest first; some of them have been answered for. */
export async function readQuestionedLately(sql: Sql, since: Day): Promise<Questioned[]> {
  return await sql<Questioned[]>`
    select locality, indicator, reason, "by", set_on as "on" from mark
    where state = 'questioned' and set_on >= ${since} order by id`;
}

/** By locality: the values that stand. */
export async function readValuesNow(
  sql: Sql,
  localities: readonly string[],
): Promise<Map<string, CurrentValues>> {
  const rows = await sql<{ locality: string; values: CurrentValues }[]>`
    select locality, "values" from current_values where locality = any(${localities as string[]})`;
  return new Map(rows.map((row) => [row.locality, row.values]));
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

export interface FailingChannel {
  name: string;
  failingSince: Date;
  reason: Reason | null;
}

/** Channels that have failed since before an instant. */
export async function readFailingChannels(sql: Sql, before: Date): Promise<FailingChannel[]> {
  return await sql<FailingChannel[]>`
    select name, failing_since as "failingSince", reason from channel
    where failing_since <= ${before.toISOString()}::timestamptz order by name`;
}
