import { type Day, dayOf, formatDay, timeOf } from '../../days.ts';
import type { Channel } from '../../intake/store.ts';
import { isRatio, type Value } from '../../intake/types.ts';
import type { Indicator } from '../../registry/types.ts';
import { formatNumber, NONE } from '../format.ts';

/** What was reported, in words. Pure. */

export const UNKNOWN_WORD = 'chưa rõ';

/** "Có", "Chưa", "14 / 16 chứng thư", "1/3/2027", "chưa rõ"; a dash where nothing was said. */
export function valueText(value: Value | undefined, unit: string | null): string {
  const counted = unit === null ? '' : ` ${unit}`;
  if (value === undefined) return NONE;
  if (value === null) return UNKNOWN_WORD;
  if (typeof value === 'boolean') return value ? 'Có' : 'Chưa';
  if (typeof value === 'number') return formatNumber(value) + counted;
  if (isRatio(value)) return `${formatNumber(value.have)} / ${formatNumber(value.need)}${counted}`;
  return formatDay(value);
}

/** What a figure of this indicator counts; yes or no, and dates, count nothing. */
export function unitOf({ kind, unit }: Indicator): string | null {
  return kind === 'ratio' || kind === 'number' ? unit : null;
}

/** "08:12", or "08:12 ngày 26/9/2025" when that is another day than the one spoken of. */
export function momentText(instant: Date, day: Day): string {
  const on = dayOf(instant);
  return on === day ? timeOf(instant) : `${timeOf(instant)} ngày ${formatDay(on)}`;
}

export const CHANNELS: Record<Channel, string> = {
  form: 'trên trang này',
  import: 'bằng tệp',
  api: 'bằng phần mềm kết nối',
  batch: 'bằng phần mềm kết nối',
};
