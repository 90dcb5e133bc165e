import type { Colour, ReportingState } from '../collect/types.ts';
import { COLOUR_WORDS } from '../collect/words.ts';

/** Signs and words of states, the same on every tile, tag and table. */
export const COLOURS: Record<Colour, { sign: string; word: string }> = {
  green: { sign: '●', word: COLOUR_WORDS.green },
  yellow: { sign: '◐', word: COLOUR_WORDS.yellow },
  red: { sign: '○', word: COLOUR_WORDS.red },
  grey: { sign: '–', word: COLOUR_WORDS.grey },
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
