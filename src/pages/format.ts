import { type Day, formatDay, weekday } from '../days.ts';

/** Figures and days as Vietnamese offices write them. Pure. */

/** A space that never breaks a figure from its unit. */
const NBSP = '\u00a0';
/** What stands for a figure that there is none of. */
export const NONE = '–';
const WEEKDAYS = ['Chủ nhật', 'Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy'];
const numbers = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 });

/** 1.234,5 */
export function formatNumber(value: number | null): string {
  return value === null ? NONE : numbers.format(value);
}

/** 59,7 % */
export function formatPercent(value: number | null): string {
  return value === null ? NONE : `${numbers.format(value)}${NBSP}%`;
}

/** Thứ Bảy, 27/9/2025 */
export function formatDayLong(day: Day): string {
  return `${WEEKDAYS[weekday(day)]}, ${formatDay(day)}`;
}

/** "3 giờ 20 phút", with a minute begun counted whole. */
export function formatTimeLeft(ms: number): string {
  const minutes = Math.ceil(ms / 60_000);
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest} phút`;
  return rest === 0 ? `${hours} giờ` : `${hours} giờ ${rest} phút`;
}
