import type { Colour, IndicatorState, ReportingState } from '../collect/types.ts';

/** Signs and words of states, the same on every tile, tag and table. */
export const COLOURS: Record<Colour, { sign: string; word: string }> = {
  green: { sign: '●', word: 'đạt' },
  yellow: { sign: '◐', word: 'gần đạt' },
  red: { sign: '○', word: 'chưa đạt' },
  grey: { sign: '–', word: 'chưa báo cáo' },
};

/** From good to unknown: the order of legends and bars. */
export const COLOUR_ORDER: readonly Colour[] = ['green', 'yellow', 'red', 'grey'];

export const REPORTING: Record<ReportingState, string> = {
  due: 'còn trong hạn',
  on_time: 'đúng hạn',
  late: 'muộn',
  missing: 'còn thiếu',
  not_due: 'không phải báo cáo',
};

export const GAP_STATES: Record<Exclude<IndicatorState, 'met'>, string> = {
  unmet: 'chưa đạt',
  unknown: 'chưa rõ',
};
