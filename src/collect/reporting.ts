import type { Day } from '../days.ts';
import type { Calendar } from '../registry/calendar.ts';
import type { ReportingState } from './types.ts';

export interface ReportingFacts {
  /** Whether the locality had to report that day: a reporting day, both programme and locality in force. */
  expected: boolean;
  cutoff: Date;
  /** Receipt of the first revision of the day; null when nothing came. */
  receivedAt: Date | null;
}

/** The reporting state of a day at `now`. A record on the stroke of the cutoff is late. */
export function reportingState({ expected, cutoff, receivedAt }: ReportingFacts, now: Date): ReportingState {
  if (!expected) return 'not_due';
  if (receivedAt) return receivedAt < cutoff ? 'on_time' : 'late';
  return now < cutoff ? 'due' : 'missing';
}

/**
 * Reporting days running without a record, up to `day`; a day that is still due is not counted yet.
 * `after` is the last day that broke the run: the latest reported one, or the day before the first.
 */
export function missingStreak(calendar: Calendar, after: Day, day: Day, state: ReportingState): number {
  const running = calendar.count(after, day);
  return state === 'due' ? Math.max(0, running - 1) : running;
}
