import type { Clock } from '../../src/clock.ts';
import type { RootSql } from '../../src/db/connect.ts';
import { createLog } from '../../src/log.ts';
import type { Counts, Job, JobContext, JobName } from '../../src/scheduler/job.ts';
import { createScheduler, type RunOutcome, type SchedulerDeps } from '../../src/scheduler/scheduler.ts';

export const silent = createLog('silent');

/** A clock that a test moves, on top of one that others share if it likes. */
export interface TestClock extends Clock {
  set(instant: string): void;
  advance(minutes: number): void;
}

export function testClock(instant: string): TestClock {
  let at = Date.parse(instant);
  return {
    now: () => new Date(at),
    set: (other) => {
      at = Date.parse(other);
    },
    advance: (minutes) => {
      at += minutes * 60_000;
    },
  };
}

export interface TestJob extends Job {
  /** Slots in the order in which runs of this object began. */
  began: string[];
  contexts: JobContext[];
}

export function testJob(
  name: JobName,
  due: Job['due'],
  run: (context: JobContext) => Promise<Counts> = async () => ({}),
  timeLimitMs = 60_000,
): TestJob {
  const began: string[] = [];
  const contexts: JobContext[] = [];
  return {
    name,
    timeLimitMs,
    due,
    began,
    contexts,
    run: async (context) => {
      began.push(context.slot);
      contexts.push(context);
      return await run(context);
    },
  };
}

/** An instance of the service, as far as jobs go, with what it told the metrics. */
export function instance(
  sql: RootSql,
  clock: Clock,
  jobs: readonly Job[],
  more: Partial<SchedulerDeps> = {},
) {
  const outcomes: [JobName, RunOutcome][] = [];
  const onRun = (job: JobName, outcome: RunOutcome) => {
    outcomes.push([job, outcome]);
  };
  return { ...createScheduler({ sql, clock, log: silent, jobs, onRun, ...more }), outcomes };
}

export interface Row {
  job: string;
  slot: string;
  attempts: number;
  outcome: string;
  counts: Counts | null;
  error: string | null;
  startedAt: Date;
  endedAt: Date | null;
  /** Seconds from now, by the database's clock. */
  leaseIn: number | null;
  nextIn: number | null;
}

export async function rows(sql: RootSql): Promise<Row[]> {
  return await sql<Row[]>`
    select job, slot, attempts, outcome, counts, error, started_at as "startedAt", ended_at as "endedAt",
      extract(epoch from lease_until - now())::float8 as "leaseIn",
      extract(epoch from next_attempt_at - now())::float8 as "nextIn"
    from job_run order by job, slot`;
}

export async function row(sql: RootSql, job: JobName, slot: string): Promise<Row> {
  const found = (await rows(sql)).find((one) => one.job === job && one.slot === slot);
  if (!found) throw new Error(`No run of ${job} for ${slot}.`);
  return found;
}

/** Something that one side waits for and the other lets go. */
export function gate() {
  let open: () => void = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
