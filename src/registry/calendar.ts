import { addDays, type Day, daysBetween, weekday } from '../days.ts';
import type { CalendarKind } from './types.ts';

/** Which days count. All questions of "how many reporting days" go through here. */
export interface Calendar {
  isReportingDay(day: Day): boolean;
  /** Reporting days in (after, through]; 0 when `through` is not later. */
  count(after: Day, through: Day): number;
  /** The `n`th last reporting day up to `day`, itself included, n ≥ 1; undefined where it would lie before `EPOCH`. */
  latest(day: Day, n: number): Day | undefined;
  /** The `n`th reporting day after `day`, n ≥ 1. */
  nthAfter(day: Day, n: number): Day;
  /** The last reporting day before `day`. */
  previous(day: Day): Day;
}

/** Days before this one are not counted: the service knows no older record. */
export const EPOCH: Day = '2025-01-01';
/** A calendar without a single reporting day in three years is a mistake of whoever edited it. */
const SEARCH_LIMIT = 1_100;

/** A working day of an office: Monday to Friday, less the days off, plus the make-up workdays. */
export function isWorkingDay(day: Day, kind: CalendarKind | undefined): boolean {
  if (kind === 'makeup_workday') return true;
  if (kind !== undefined) return false;
  const weekdayNumber = weekday(day);
  return weekdayNumber >= 1 && weekdayNumber <= 5;
}

/** Builds a calendar of a predicate; counts are summed up once and looked up from then on. */
export function createCalendar(isReportingDay: (day: Day) => boolean): Calendar {
  /** upTo[i]: reporting days from EPOCH to EPOCH + i, both included. */
  const upTo: number[] = [];
  /** Those days themselves, oldest first. */
  const reported: Day[] = [];
  let last: Day = addDays(EPOCH, -1);
  const known = new Map<Day, number>();

  function ordinal(day: Day): number {
    const hit = known.get(day);
    if (hit !== undefined) return hit;
    const index = daysBetween(EPOCH, day);
    if (index < 0) return 0;
    while (upTo.length <= index) {
      last = addDays(last, 1);
      if (isReportingDay(last)) reported.push(last);
      upTo.push(reported.length);
    }
    const value = upTo[index] ?? 0;
    known.set(day, value);
    return value;
  }

  function step(day: Day, direction: 1 | -1, n: number): Day {
    let found = 0;
    let at = day;
    for (let tried = 0; tried < SEARCH_LIMIT; tried++) {
      at = addDays(at, direction);
      if (isReportingDay(at) && ++found === n) return at;
    }
    throw new Error(`The calendar has no reporting day near ${day}.`);
  }

  return {
    isReportingDay,
    count: (after, through) => Math.max(0, ordinal(through) - ordinal(after)),
    latest: (day, n) => reported[ordinal(day) - n],
    nthAfter: (day, n) => step(day, 1, n),
    previous: (day) => step(day, -1, 1),
  };
}
