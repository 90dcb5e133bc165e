import type { Words } from '../i18n/say.ts';
import type { IndicatorKind } from './types.ts';

/** What is known of a kind of value besides how it is read and judged. */
export interface KindFacts {
  /** Of lists and forms. */
  name: Words;
  /** Its figures count something, in the indicator's unit; yes or no, and dates, count nothing. */
  counts: boolean;
  /** It is two figures, what there is and what is needed, each in a field and a column of its own. */
  halves: boolean;
  /** None; or always, in whole days; or one that is compared with, along with a direction. */
  threshold: 'none' | 'days' | 'compared';
}

export const KIND_FACTS: Record<IndicatorKind, KindFacts> = {
  boolean: { name: ['Có / Chưa', 'Yes or no'], counts: false, halves: false, threshold: 'none' },
  ratio: { name: ['Hiện có / cần có', 'Have of need'], counts: true, halves: true, threshold: 'none' },
  number: { name: ['Số lượng', 'A number'], counts: true, halves: false, threshold: 'compared' },
  date: { name: ['Ngày hết hạn', 'A date'], counts: false, halves: false, threshold: 'days' },
};
