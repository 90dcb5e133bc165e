import { type Day, formatDay, weekday } from '../days.ts';
import type { Say } from './say.ts';

/** Figures and days as Vietnamese offices write them. Pure. */

/** A space that never breaks a figure from its unit. */
const NBSP = '\u00a0';
/** What stands for a figure that there is none of. */
export const NONE = '–';
const WEEKDAYS = [
  ['Chủ nhật', 'Sunday'],
  ['thứ Hai', 'Monday'],
  ['thứ Ba', 'Tuesday'],
  ['thứ Tư', 'Wednesday'],
  ['thứ Năm', 'Thursday'],
  ['thứ Sáu', 'Friday'],
  ['thứ Bảy', 'Saturday'],
] as const;
const inVietnamese: Say = (vi) => vi;
const numbers = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 });

/** 1.234,5 */
export function formatNumber(value: number | null): string {
  return value === null ? NONE : written(value);
}

/** Small counts, which are most of a page, are written as they are: asking for their form costs a hundred times as much. */
function written(value: number): string {
  return Number.isInteger(value) && value >= 0 && value < 1_000 ? String(value) : numbers.format(value);
}

/** 59,7 % */
export function formatPercent(value: number | null): string {
  return value === null ? NONE : `${written(value)}${NBSP}%`;
}

/** thứ Bảy, ngày 27/9/2025: within a line; a line begins with {@link capital}. */
export function formatDayLong(day: Day, say: Say = inVietnamese): string {
  return `${weekdayName(weekday(day), say)}, ${say('ngày ', '')}${formatDay(day)}`;
}

/** With a capital, as the head of a line has it. */
export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
}

/** 0 is "Chủ nhật". */
export function weekdayName(number: number, say: Say = inVietnamese): string {
  const [vi, en] = WEEKDAYS[number] ?? WEEKDAYS[0];
  return say(vi, en);
}

/** "3 ngày", beside the day that it counts from; of a day like any other, so not for none. */
export function formatAge(days: number, say: Say = inVietnamese): string {
  return say(`${formatNumber(days)} ngày`, `${formatNumber(days)} ${days === 1 ? 'day' : 'days'}`);
}

/** "3 giờ 20 phút", with a minute begun counted whole. */
export function formatTimeLeft(ms: number, say: Say = inVietnamese): string {
  const minutes = Math.ceil(ms / 60_000);
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const [h, min] = [say('giờ', 'h'), say('phút', 'min')];
  if (hours === 0) return `${rest} ${min}`;
  return rest === 0 ? `${hours} ${h}` : `${hours} ${h} ${rest} ${min}`;
}
