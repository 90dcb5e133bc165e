import { addDays, type Day, daysBetween } from '../days.ts';
import type { Calendar } from '../registry/calendar.ts';

/** All green by the programme's deadline: what that asks for from a day on. Pure. */
export interface Target {
  /** Null where the programme sets none. */
  deadline: Day | null;
  /** Localities that are not green yet. */
  lacking: number;
  /** Days to the deadline, negative once it has passed; null without one. */
  daysLeft: number | null;
  /** Reporting days after `day` through the deadline. */
  reportingDaysLeft: number;
  /** Localities that have to turn green each of them; null where there is nothing or no day left. */
  pace: number | null;
}

export function targetOf(
  day: Day,
  deadline: Day | null,
  lacking: number,
  calendar: Pick<Calendar, 'count'>,
): Target {
  if (deadline === null) return { deadline, lacking, daysLeft: null, reportingDaysLeft: 0, pace: null };
  const reportingDaysLeft = deadline > day ? calendar.count(day, deadline) : 0;
  return {
    deadline,
    lacking,
    daysLeft: daysBetween(day, deadline),
    reportingDaysLeft,
    pace: lacking > 0 && reportingDaysLeft > 0 ? lacking / reportingDaysLeft : null,
  };
}

/** The days that a day is compared with: the reporting day before it, and the last one a week before. */
export function comparedDays(
  day: Day,
  startsOn: Day | null,
  calendar: Pick<Calendar, 'isReportingDay' | 'previous'>,
): { yesterday: Day | null; lastWeek: Day | null } {
  const known = (one: Day) => (startsOn !== null && startsOn <= one ? one : null);
  const weekAgo = addDays(day, -7);
  return {
    yesterday: known(calendar.previous(day)),
    lastWeek: known(calendar.isReportingDay(weekAgo) ? weekAgo : calendar.previous(weekAgo)),
  };
}
