import { type Day, dayOf, formatDay, timeOf } from '../../days.ts';
import type { RecordSource } from '../../intake/store.ts';
import { isRatio, type Value } from '../../intake/types.ts';
import { KIND_FACTS } from '../../registry/indicator-kinds.ts';
import type { Indicator } from '../../registry/types.ts';
import { formatNumber, NONE } from '../format.ts';
import type { Say, Words } from '../language.tsx';
import { unitWord } from '../units.ts';

/** What was reported, in words. Pure. */

/** "Có", "Chưa", "14 / 16 chứng thư", "1/3/2027", "chưa rõ"; a dash where nothing was said. */
export function valueText(value: Value | undefined, unit: string | null, say: Say): string {
  const counted = unit === null ? '' : ` ${unitWord(unit, say)}`;
  if (value === undefined) return NONE;
  if (value === null) return say('chưa rõ', 'not known');
  if (typeof value === 'boolean') return value ? say('Có', 'Yes') : say('Chưa', 'Not yet');
  if (typeof value === 'number') return formatNumber(value) + counted;
  if (isRatio(value)) return `${formatNumber(value.have)} / ${formatNumber(value.need)}${counted}`;
  return formatDay(value);
}

/** Name of what is asked, or of a group of it. */
export function nameOf({ nameVi, nameEn }: Pick<Indicator, 'nameVi' | 'nameEn'>, say: Say): string {
  return say(nameVi, nameEn);
}

/** What a figure of this indicator counts; yes or no, and dates, count nothing. */
export function unitOf({ kind, unit }: Indicator): string | null {
  return KIND_FACTS[kind].counts ? unit : null;
}

/** "08:12", or "08:12 ngày 26/9/2025" when that is another day than the one spoken of. */
export function momentText(instant: Date, day: Day, say: Say): string {
  const on = dayOf(instant);
  return on === day ? timeOf(instant) : `${timeOf(instant)} ${say('ngày', 'on')} ${formatDay(on)}`;
}

export const CHANNELS: Record<RecordSource, Words> = {
  form: ['qua biểu mẫu', 'on this page'],
  import: ['bằng tệp', 'in a file'],
  api: ['bằng phần mềm kết nối', 'by connected software'],
  batch: ['bằng phần mềm kết nối', 'by connected software'],
  dhis2: ['từ hệ thống DHIS2', 'from a DHIS2 system'],
};
