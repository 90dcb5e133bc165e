import type { ReportingState } from '../../collect/types.ts';
import { addDays, type Day, daysFrom, weekday } from '../../days.ts';

/** A month of days, as a calendar lays them out. Pure. */

/** `2025-09`, and the months beside it. */
export type Month = string;

export interface DayCell {
  day: Day;
  /** Null where nothing is known of the day: before the first, or still to come. */
  reporting: ReportingState | null;
  receivedAt: Date | null;
}

export function monthOf(day: Day): Month {
  return day.slice(0, 7);
}

export function firstOf(month: Month): Day {
  return `${month}-01`;
}

export function lastOf(month: Month): Day {
  return addDays(firstOf(monthAfter(month)), -1);
}

export function monthAfter(month: Month): Month {
  return monthOf(addDays(firstOf(month), 31));
}

export function monthBefore(month: Month): Month {
  return monthOf(addDays(firstOf(month), -1));
}

/** Weeks from Monday to Sunday; null stands for days of the months beside it. */
export function weeksOf<T>(month: Month, cellOf: (day: Day) => T): (T | null)[][] {
  const days = daysFrom(firstOf(month), lastOf(month));
  const lead = (weekday(firstOf(month)) + 6) % 7;
  const cells = [...Array<null>(lead).fill(null), ...days.map(cellOf)];
  const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, at) =>
    cells.slice(at * 7, at * 7 + 7),
  );
  return weeks.map((week) => [...week, ...Array<null>(7 - week.length).fill(null)]);
}
