import type { Log } from '../log.ts';

/** Every job there is, in the order in which a round runs them. */
export const JOB_NAMES = [
  'collect',
  'close-day',
  'review',
  'report',
  'alert',
  'digest',
  'dispatch',
  'housekeeping',
] as const;
export type JobName = (typeof JOB_NAMES)[number];

/** Jobs that have a slot each minute. */
export const MINUTE_JOBS: readonly JobName[] = ['collect', 'review', 'alert', 'dispatch'];

/** What a run did, by the job's own words; shown beside it. */
export type Counts = Record<string, number>;

/** Adds `more` to `total`, name by name. */
export function addCounts(total: Counts, more: Counts): void {
  for (const [name, count] of Object.entries(more)) total[name] = (total[name] ?? 0) + count;
}

export interface JobContext {
  /** Read once when the run began; for a run by hand, the instant that was asked for. */
  now: Date;
  slot: string;
  /** Looked at between steps: aborted past the time limit and when the service stops. */
  signal: AbortSignal;
  log: Log;
}

/** One kind of background work. Its runs are idempotent: one may be cut off at any step and taken again. */
export interface Job {
  name: JobName;
  /** After it the run is given up. */
  timeLimitMs: number;
  /** Slots that may have work at `now`, oldest first; those that have succeeded already are passed over. */
  due(now: Date): Promise<string[]> | string[];
  run(context: JobContext): Promise<Counts>;
}
