import { addDays, type Day, weekday } from '../../../days.ts';
import type { SpecialDay } from '../../../registry/changes-store.ts';

/** A year of days, month by month. Pure. */

export interface CalendarMonth {
  /** 1 to 12. */
  month: number;
  /** Monday to Sunday; null where the month has no such day. */
  weeks: (Day | null)[][];
}

/** The months of a year in weeks from Monday on. */
export function monthsOf(year: number): CalendarMonth[] {
  return Array.from({ length: 12 }, (_, index) => {
    const month = index + 1;
    const prefix = `${year}-${String(month).padStart(2, '0')}-`;
    const days: (Day | null)[] = [];
    let day: Day = `${prefix}01`;
    for (let blank = (weekday(day) + 6) % 7; blank > 0; blank--) days.push(null);
    for (; day.startsWith(prefix); day = addDays(day, 1)) days.push(day);
    while (days.length % 7 > 0) days.push(null);
    const weeks = Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7));
    return { month, weeks };
  });
}

/** Of each day what holds in a scope: the word of a province goes before that of the nation. */
export function inScope(days: readonly SpecialDay[], scope: string): Map<Day, SpecialDay> {
  const own = (one: SpecialDay) => Number(one.scope === scope);
  return new Map(
    days
      .filter((one) => one.scope === 'VN' || one.scope === scope)
      .sort((a, b) => own(a) - own(b))
      .map((one) => [one.day, one]),
  );
}
