import type { Words } from '../i18n/say.ts';
import type { Period } from './types.ts';

/** Of what period figures are asked. */
export const PERIOD_WORDS: Record<Period, Words> = {
  day: ['Hằng ngày', 'Each day'],
  half_year: ['6 tháng một lần', 'Each half-year'],
  year: ['Hằng năm', 'Each year'],
};
