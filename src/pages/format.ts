import { dayOf, formatDay, timeOf } from '../days.ts';

export * from '../i18n/format.ts';

/** 16:05 27/9/2025 */
export function moment(instant: Date): string {
  return `${timeOf(instant)}\u00a0${formatDay(dayOf(instant))}`;
}
