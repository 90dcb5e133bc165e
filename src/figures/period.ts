import { addDays, type Day, isDay, weekday } from '../days.ts';
import type { Calendar } from '../registry/calendar.ts';

/** Days, weeks and months as they stand in an address. Pure. */

/** The first and last day of `2026-11-05`, of the ISO week `2026-W48` or of the month `2026-11`; null for none of these. */
export function spanOf(text: string): { first: Day; last: Day } | null {
  if (isDay(text)) return { first: text, last: text };
  const month = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text);
  if (month && isDay(`${text}-01`)) {
    const next =
      month[2] === '12' ? `${Number(month[1]) + 1}-01-01` : `${month[1]}-${two(Number(month[2]) + 1)}-01`;
    return { first: `${text}-01`, last: addDays(next, -1) };
  }
  const week = /^(\d{4})-W(0[1-9]|[1-4]\d|5[0-3])$/.exec(text);
  if (!week || !isDay(`${week[1]}-01-04`)) return null;
  // The week of 4 January is the first of its year.
  const fourth = `${week[1]}-01-04`;
  const monday = addDays(fourth, -((weekday(fourth) + 6) % 7));
  const first = addDays(monday, (Number(week[2]) - 1) * 7);
  // A year of 52 weeks has no 53rd.
  return addDays(first, 3).slice(0, 4) === week[1] ? { first, last: addDays(first, 6) } : null;
}

/** The day by which a span is judged: its last reporting day that has begun, else its last day that has; null before it. */
export function dayWithin(
  { first, last }: { first: Day; last: Day },
  calendar: Calendar,
  today: Day,
): Day | null {
  if (first > today) return null;
  const end = last < today ? last : today;
  if (calendar.isReportingDay(end)) return end;
  const before = calendar.previous(end);
  return before >= first ? before : end;
}

export const PERIODS = ['day', 'week', 'month'] as const;
export type Period = (typeof PERIODS)[number];

/** The day, the week from Monday on, or the month that a day lies in. */
export function spanAround(day: Day, period: Period): { first: Day; last: Day } {
  if (period === 'day') return { first: day, last: day };
  if (period === 'month') return spanOf(day.slice(0, 7)) ?? { first: day, last: day };
  const monday = addDays(day, -((weekday(day) + 6) % 7));
  return { first: monday, last: addDays(monday, 6) };
}

const two = (number: number) => String(number).padStart(2, '0');
