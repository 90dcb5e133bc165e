import type { Words } from '../i18n/say.ts';
import type { Colour, Gap, ReportingState } from './types.ts';

/** States in the words of the office: the same on pages, in sheets and in mails. */

export const COLOUR_WORDS: Record<Colour, Words> = {
  green: ['đạt', 'green'],
  yellow: ['gần đạt', 'nearly green'],
  red: ['chưa đạt', 'not green'],
  grey: ['chưa có số liệu', 'no figures'],
};

/** Of what a locality lacks. "Chưa rõ" is an answer of the form, not a state. */
export const GAP_STATES: Record<Gap['state'], Words> = {
  unmet: ['chưa đạt', 'not met'],
  unknown: ['chưa có số liệu', 'not known'],
};

/** Of a day's report; `missing` is never said of a figure, nor grey of a report. */
export const REPORTING_WORDS: Record<ReportingState, Words> = {
  due: ['còn trong hạn', 'still due'],
  on_time: ['đúng hạn', 'on time'],
  late: ['muộn', 'late'],
  missing: ['chưa gửi', 'not sent'],
  not_due: ['không phải báo cáo', 'not asked to report'],
};
