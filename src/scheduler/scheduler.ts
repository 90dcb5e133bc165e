import type { Clock } from '../clock.ts';
import type { RootSql } from '../db/connect.ts';
import type { Log } from '../log.ts';
import { errorText } from './error-text.ts';
import { type Counts, type Job, type JobName, MINUTE_JOBS } from './job.ts';
import { waitAfter } from './retry.ts';
import { type RunResult, runJob, Stopped } from './run.ts';
import { manualSlot, minuteSlot } from './slots.ts';
import {
  boundLeases,
  type Claim,
  claimSlot,
  giveUpExpired,
  putAsideAhead,
  recordFault,
  seizeSlot,
  takeableSlots,
  writeFailure,
  writeRelease,
  writeSuccess,
} from './store.ts';

/** `given_up` is the failure after which nothing is tried any more; `stopped` is none. */
export type RunOutcome = 'succeeded' | 'failed' | 'given_up' | 'stopped';

export interface SchedulerDeps {
  sql: RootSql;
  clock: Clock;
  log: Log;
  jobs: readonly Job[];
  /** For metrics. */
  onRun?: (job: JobName, outcome: RunOutcome, seconds: number) => void;
  /** How much longer than its time limit a run is held; half of it is for a run to end once aborted. */
  leaseMarginMs?: number;
}

export interface Scheduler {
  /** One round: every job in order, each slot that wants it run and written down. Never rejects; rounds do not overlap. */
  tick(): Promise<void>;
  /**
   * Runs a job as of `now`, whether or not anything is due.
   * @throws what the job threw, after writing it down
   */
  runByHand(name: JobName, now: Date): Promise<Counts>;
  /** Aborts what runs, gives it back to be taken again at once, and waits for that. Nothing runs afterwards. */
  stop(): Promise<void>;
  /** How the rounds go. */
  pulse(): Pulse;
}

/** Whether rounds go on. It is told by time as it passes, whatever the clock says. */
export interface Pulse {
  /** By the clock, when the last round ended. */
  lastTick: Date | null;
  /** How long ago that was; null before the first has ended. */
  seconds: number | null;
  /** Nothing has begun or ended for too long: rounds do not come any more, or one of them hangs. */
  stalled: boolean;
}

/** A round comes every minute; three without one are too long. */
const PULSE_MS = 3 * 60_000;
/** Clocks of instances may be so far apart, and still each minute is run once. */
const CLOCKS_APART_MS = 30 * 60_000;
/** Set back by less, the clock is waited for: that is sooner over than all is run anew. */
const SET_BACK_MS = 5 * 60_000;

/**
 * Runs jobs once a slot, however many instances do so at the same time. All it knows is in `job_run`:
 * a tick is no more than a hint that there may be work.
 */
export function createScheduler(deps: SchedulerDeps): Scheduler {
  const { sql, clock, log, jobs, onRun, leaseMarginMs = 30_000 } = deps;
  const stopping = new AbortController();
  const byHand = new Set<Promise<unknown>>();
  let round: Promise<void> | undefined;
  /** By the clock, when the last round began. */
  let looked: number | undefined;
  let last: { at: Date; moment: number } | null = null;
  /** The moment by which the next sign of life is due. Nothing is, before the first round. */
  let signDue = Number.POSITIVE_INFINITY;
  const signOfLife = (withinMs = PULSE_MS) => {
    signDue = performance.now() + withinMs;
  };
  const longestLeaseMs = Math.max(0, ...jobs.map((job) => job.timeLimitMs)) + leaseMarginMs;

  async function runRound(): Promise<void> {
    await setRight();
    await giveUp();
    for (const job of jobs) {
      if (stopping.signal.aborted) return;
      for (const slot of await findWork(job)) await runSlot(job, slot);
    }
    last = { at: clock.now(), moment: performance.now() };
    signOfLife();
  }

  /** Undoes what would make jobs wait for a clock that was set back. */
  async function setRight(): Promise<void> {
    try {
      await boundLeases(sql, longestLeaseMs);
      const now = clock.now();
      // Whoever saw it go back knows; who has only just begun cannot tell it from another whose clock is fast.
      const saw = looked !== undefined && now.getTime() < looked - SET_BACK_MS;
      looked = now.getTime();
      const aside = await putAsideAhead(sql, MINUTE_JOBS, now, saw ? SET_BACK_MS : CLOCKS_APART_MS);
      if (aside > 0) log.warn({ runs: aside }, 'the clock was set back: minutes that had been are run again');
    } catch (error) {
      log.error({ err: error }, 'looking whether the clock was set back failed');
    }
  }

  async function giveUp(): Promise<void> {
    try {
      for (const { job, slot } of await giveUpExpired(sql, clock.now())) {
        log.error({ job, slot }, 'run was cut off and is given up');
        onRun?.(job, 'given_up', 0);
      }
    } catch (error) {
      log.error({ err: error }, 'looking for runs that were cut off failed');
    }
  }

  async function findWork(job: Job): Promise<string[]> {
    try {
      return await takeableSlots(sql, job.name, await dueSlots(job));
    } catch (error) {
      log.error({ err: error, job: job.name }, 'looking for work failed');
      return [];
    }
  }

  /** A job that cannot say what is due would otherwise stand still unseen: it leaves a failed run a minute. */
  async function dueSlots(job: Job): Promise<string[]> {
    const now = clock.now();
    try {
      return await job.due(now);
    } catch (error) {
      log.error({ err: error, job: job.name }, 'job cannot say what is due');
      onRun?.(job.name, 'failed', 0);
      await recordFault(sql, job.name, `due:${minuteSlot(now)}`, errorText(error), now);
      return [];
    }
  }

  async function runSlot(job: Job, slot: string): Promise<void> {
    if (stopping.signal.aborted) return;
    try {
      const now = clock.now();
      const claim = await claimSlot(sql, job.name, slot, now, job.timeLimitMs + leaseMarginMs);
      if (claim) await perform(job, claim, now);
    } catch (error) {
      log.error({ err: error, job: job.name, slot }, 'run could not be claimed or written down');
    }
  }

  async function perform(job: Job, claim: Claim, now: Date): Promise<RunResult> {
    const runLog = log.child({ job: job.name, slot: claim.slot });
    const begun = performance.now();
    const context = { now, slot: claim.slot, log: runLog };
    signOfLife(job.timeLimitMs + PULSE_MS);
    const result = await runJob(job, context, stopping.signal, leaseMarginMs / 2);
    signOfLife();
    const seconds = (performance.now() - begun) / 1000;
    if (result.outcome === 'failed')
      runLog.error({ err: result.error, attempt: claim.attempt }, 'run failed');
    else runLog.debug({ ...result, seconds }, 'run ended');
    const given = result.outcome === 'failed' && waitAfter(claim.attempt) === null;
    onRun?.(job.name, given ? 'given_up' : result.outcome, seconds);
    if (!(await writeDown(claim, result))) runLog.warn('lease was lost: the run is another’s now');
    return result;
  }

  async function writeDown(claim: Claim, result: RunResult): Promise<boolean> {
    const now = clock.now();
    if (result.outcome === 'succeeded') return await writeSuccess(sql, claim, result.counts, now);
    const write = result.outcome === 'stopped' ? writeRelease : writeFailure;
    return await write(sql, claim, errorText(result.error), now);
  }

  async function performByHand(name: JobName, now: Date): Promise<Counts> {
    const job = jobs.find((one) => one.name === name);
    if (!job) throw new Error(`There is no job “${name}”.`);
    stopping.signal.throwIfAborted();
    const leaseMs = job.timeLimitMs + leaseMarginMs;
    const claim = await seizeSlot(sql, name, manualSlot(now), clock.now(), leaseMs);
    const result = await perform(job, claim, now);
    if (result.outcome !== 'succeeded') throw result.error;
    return result.counts;
  }

  return {
    async tick() {
      if (stopping.signal.aborted) return;
      if (signDue === Number.POSITIVE_INFINITY) signOfLife();
      round ??= runRound().finally(() => {
        round = undefined;
      });
      await round;
    },
    async runByHand(name, now) {
      const run = performByHand(name, now);
      byHand.add(run);
      return await run.finally(() => byHand.delete(run));
    },
    async stop() {
      stopping.abort(new Stopped());
      await Promise.allSettled([round, ...byHand]);
    },
    pulse: () => ({
      lastTick: last?.at ?? null,
      seconds: last && (performance.now() - last.moment) / 1000,
      stalled: performance.now() > signDue,
    }),
  };
}
