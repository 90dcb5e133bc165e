import { isoLocal } from '../days.ts';
import type { Sql } from '../db/connect.ts';
import type { Counts, JobName } from './job.ts';
import { LONGEST_WAIT, MAX_ATTEMPTS, waitAfter } from './retry.ts';
import { MANUAL, minuteSlot } from './slots.ts';

/** A run that this instance holds. The attempt's number tells it from one that took the slot over. */
export interface Claim {
  job: JobName;
  slot: string;
  attempt: number;
}

/**
 * A row may be taken when its wait or its lease is over, by the database's clock: those of the
 * instances may differ by minutes.
 */
const takeable = (sql: Sql) => sql`
  job_run.attempts < ${MAX_ATTEMPTS} and (
    (job_run.outcome = 'failed' and job_run.next_attempt_at <= now())
    or (job_run.outcome = 'running' and job_run.lease_until <= now()))`;

/**
 * Slots of a job worth a claim, in one query: earlier runs that failed or were cut off, then those of
 * `due` that nobody has begun, in the order given.
 */
export async function takeableSlots(sql: Sql, job: JobName, due: readonly string[]): Promise<string[]> {
  const rows = await sql<{ slot: string }[]>`
    select slot from (
      select asked.slot, asked.place from unnest(${due as string[]}::text[]) with ordinality as asked(slot, place)
      where not exists (select from job_run where job_run.job = ${job} and job_run.slot = asked.slot)
      union all
      select slot, 0 from job_run
      where job = ${job} and starts_with(slot, ${MANUAL}) is false and ${takeable(sql)}
    ) as found(slot, place)
    order by place, slot`;
  return rows.map((row) => row.slot);
}

/** Takes a slot for `leaseMs`, or returns undefined when it is another's, done, or not to be tried now. */
export async function claimSlot(
  sql: Sql,
  job: JobName,
  slot: string,
  now: Date,
  leaseMs: number,
): Promise<Claim | undefined> {
  const [row] = await sql<{ attempt: number }[]>`
    ${begin(sql, job, slot, now, leaseMs)} where ${takeable(sql)} returning attempts as attempt`;
  return row && { job, slot, attempt: row.attempt };
}

/** Takes a slot whatever has become of it: for a run by hand. */
export async function seizeSlot(
  sql: Sql,
  job: JobName,
  slot: string,
  now: Date,
  leaseMs: number,
): Promise<Claim> {
  const [row] = await sql<{ attempt: number }[]>`
    ${begin(sql, job, slot, now, leaseMs)} returning attempts as attempt`;
  if (!row) throw new Error(`The run of ${job} could not be written down.`);
  return { job, slot, attempt: row.attempt };
}

const begin = (sql: Sql, job: JobName, slot: string, now: Date, leaseMs: number) => sql`
  insert into job_run (job, slot, attempts, started_at, outcome, lease_until)
  values (${job}, ${slot}, 1, ${now}, 'running', now() + ${leaseMs}::float8 * interval '1 millisecond')
  on conflict (job, slot) do update set attempts = job_run.attempts + 1, started_at = excluded.started_at,
    ended_at = null, outcome = 'running', lease_until = excluded.lease_until, next_attempt_at = null,
    counts = null, error = null`;

/** Rows change hands when a lease runs out: whoever lost one must leave it as it is. */
const held = (sql: Sql, claim: Claim) => sql`
  job = ${claim.job} and slot = ${claim.slot} and attempts = ${claim.attempt} and outcome = 'running'`;

/** Each of these returns false when the run is no longer the claim's. */
export async function writeSuccess(sql: Sql, claim: Claim, counts: Counts, now: Date): Promise<boolean> {
  const { count } = await sql`
    update job_run set outcome = 'succeeded', ended_at = ${now}, lease_until = null,
      counts = ${JSON.stringify(counts)}::text::jsonb
    where ${held(sql, claim)}`;
  return count > 0;
}

/** The next attempt comes after a growing wait; none after the last, or after a run by hand. */
export async function writeFailure(sql: Sql, claim: Claim, error: string, now: Date): Promise<boolean> {
  const wait = claim.slot.startsWith(MANUAL) ? null : waitAfter(claim.attempt);
  const { count } = await sql`
    update job_run set outcome = 'failed', ended_at = ${now}, lease_until = null, error = ${error},
      next_attempt_at = now() + ${wait}::float8 * interval '1 second'
    where ${held(sql, claim)}`;
  return count > 0;
}

/** Gives a run back as if it had not been tried: anybody may take it at once. */
export async function writeRelease(sql: Sql, claim: Claim, why: string, now: Date): Promise<boolean> {
  const { count } = await sql`
    update job_run set outcome = 'failed', ended_at = ${now}, lease_until = null, error = ${why},
      attempts = attempts - 1, next_attempt_at = now()
    where ${held(sql, claim)}`;
  return count > 0;
}

/** A failure that belongs to no slot of the job's own, and is not tried again. */
export async function recordFault(
  sql: Sql,
  job: JobName,
  slot: string,
  error: string,
  now: Date,
): Promise<void> {
  await sql`
    insert into job_run (job, slot, attempts, started_at, ended_at, outcome, error)
    values (${job}, ${slot}, 1, ${now}, ${now}, 'failed', ${error})
    on conflict (job, slot) do nothing`;
}

/**
 * Makes room after a clock was set back. Minutes that lie ahead and were run already would be passed over until
 * the clock is there again: their rows go aside, under a name that is no minute's, and count as begun by now.
 * Answers how many did. Nothing is done while none lies further ahead than `aheadMs`.
 */
export async function putAsideAhead(
  sql: Sql,
  jobs: readonly JobName[],
  now: Date,
  aheadMs: number,
): Promise<number> {
  const [minute, ahead] = [minuteSlot(now), minuteSlot(new Date(now.getTime() + aheadMs))];
  const { count } = await sql`
    update job_run set slot = ${`ahead:${isoLocal(now)}:`} || slot,
      started_at = least(started_at, ${now}), ended_at = least(ended_at, ${now})
    where job = any(${jobs as string[]}::text[]) and slot >= ${minute} and slot < '3' and outcome <> 'running'
      and exists (select from job_run where job = any(${jobs as string[]}::text[])
        and slot > ${ahead} and slot < '3' and outcome <> 'running')`;
  return count;
}

/**
 * Shortens leases and waits that reach further ahead than any can: they were written before the database's clock
 * was set back, and nobody is to wait for that long. None ends sooner than one that began now.
 */
export async function boundLeases(sql: Sql, longestLeaseMs: number): Promise<void> {
  await sql`
    update job_run set lease_until = least(lease_until, bound.lease), next_attempt_at = least(next_attempt_at, bound.wait)
    from (select now() + ${longestLeaseMs}::float8 * interval '1 millisecond' as lease,
      now() + ${LONGEST_WAIT}::float8 * interval '1 second' as wait) as bound
    where (outcome = 'running' and lease_until > bound.lease)
      or (outcome = 'failed' and next_attempt_at > bound.wait)`;
}

/** Ends runs that were cut off and will not be taken again: after the last attempt, or begun by hand. */
export async function giveUpExpired(sql: Sql, now: Date): Promise<{ job: JobName; slot: string }[]> {
  return await sql<{ job: JobName; slot: string }[]>`
    update job_run set outcome = 'failed', ended_at = ${now}, lease_until = null,
      error = 'cut off: the process ended, or took longer than its lease, on attempt ' || attempts
    where outcome = 'running' and lease_until <= now()
      and (attempts >= ${MAX_ATTEMPTS} or starts_with(slot, ${MANUAL}))
    returning job, slot`;
}
