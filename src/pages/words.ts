import { COLOURS } from '../charts/colours.ts';
import type { Colour, IndicatorState, ReportingState } from '../collect/types.ts';
import { GAP_STATES } from '../collect/words.ts';
import type { Words } from './language.tsx';

export { COLOUR_ORDER, COLOURS } from '../charts/colours.ts';

/** How an indicator or a condition stands: of the same signs and colours. */
export const STATES: Record<IndicatorState, { sign: string; colour: Colour; words: Words }> = {
  met: { sign: COLOURS.green.sign, colour: 'green', words: ['đạt', 'met'] },
  unmet: { sign: COLOURS.red.sign, colour: 'red', words: [GAP_STATES.unmet, 'not met'] },
  unknown: { sign: COLOURS.grey.sign, colour: 'grey', words: [GAP_STATES.unknown, 'not known'] },
};

export const REPORTING: Record<ReportingState, string> = {
  due: 'còn trong hạn',
  on_time: 'đúng hạn',
  late: 'muộn',
  missing: 'chưa gửi',
  not_due: 'không phải báo cáo',
};

/** The same, in either language. */
export const REPORTING_WORDS: Record<ReportingState, Words> = {
  due: [REPORTING.due, 'still due'],
  on_time: [REPORTING.on_time, 'on time'],
  late: [REPORTING.late, 'late'],
  missing: [REPORTING.missing, 'missing'],
  not_due: [REPORTING.not_due, 'not asked to report'],
};
