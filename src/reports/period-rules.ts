import { addDays, type Day, daysFrom, formatDay } from '../days.ts';
import type { Words } from '../i18n/say.ts';
import type { Calendar } from '../registry/calendar.ts';
import type { Period, ReportKind } from './types.ts';

/** Which days a report is of. Pure. */

/** `2026-11` */
const MONTH = /^(\d{4})-(0[1-9]|1[0-2])$/;
/** `2026-H2` */
const HALF = /^(\d{4})-H([12])$/;

/** The days of a month or half-year as they stand in an address; null for neither, or for another kind's. */
export function periodOf(kind: ReportKind, text: string): Period | null {
  if (kind === 'monthly') {
    const found = MONTH.exec(text);
    return found ? monthOf(Number(found[1]), Number(found[2])) : null;
  }
  if (kind === 'half_yearly') {
    const found = HALF.exec(text);
    if (!found) return null;
    const year = Number(found[1]);
    return found[2] === '1'
      ? { from: `${year}-01-01`, to: `${year}-06-30` }
      : { from: `${year}-07-01`, to: `${year}-12-31` };
  }
  return null;
}

function monthOf(year: number, month: number): Period {
  const next = month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`;
  return { from: `${year}-${String(month).padStart(2, '0')}-01`, to: addDays(next, -1) };
}

/** The period before, which a report is compared with: the reporting day, month or half-year before it. */
export function periodBefore(kind: ReportKind, { from, to }: Period, calendar: Calendar): Period {
  const last = addDays(from, -1);
  const [year = 0, month = 0] = last.split('-').map(Number);
  if (kind === 'monthly') return monthOf(year, month);
  if (kind === 'half_yearly') return { from: month <= 6 ? `${year}-01-01` : `${year}-07-01`, to: last };
  const day = calendar.previous(to);
  return { from: day, to: day };
}

/**
 * The day whose statuses tell of a period: its last reporting day that has begun and that the programme knows; null
 * where there is none.
 */
export function toldDay(
  { from, to }: Period,
  within: { startsOn: Day | null; endsOn: Day | null },
  calendar: Calendar,
  today: Day,
): Day | null {
  const { startsOn, endsOn } = within;
  if (startsOn === null) return null;
  const first = from > startsOn ? from : startsOn;
  const last = [to, today, endsOn ?? to].reduce((a, b) => (a < b ? a : b));
  if (last < first) return null;
  if (calendar.isReportingDay(last)) return last;
  const before = calendar.previous(last);
  return before >= first ? before : last;
}

/** The reporting days of a period, as far as they have begun. */
export function reportingDays({ from, to }: Period, calendar: Calendar, today: Day): Day[] {
  return daysFrom(from, to < today ? to : today).filter((day) => calendar.isReportingDay(day));
}

/** What a period is called within a sentence. */
export function periodName(kind: ReportKind, { from, to }: Period): Words {
  const [year, month] = from.split('-').map(Number);
  switch (kind) {
    case 'daily':
      return [`ngày ${formatDay(to)}`, formatDay(to)];
    case 'monthly':
      return [`tháng ${month}/${year}`, `${month}/${year}`];
    case 'half_yearly':
      return month === 1
        ? [`6 tháng đầu năm ${year}`, `the first half of ${year}`]
        : [`6 tháng cuối năm ${year}`, `the second half of ${year}`];
    case 'deadline':
      return [`đến ngày ${formatDay(to)}`, `up to ${formatDay(to)}`];
  }
}
