import type { Colour } from '../collect/types.ts';
import { COLOUR_WORDS } from '../collect/words.ts';
import type { Words } from '../i18n/say.ts';

/** Signs and words of states, the same on every tile, tag, table, letter and picture. */
export const COLOURS: Record<Colour, { sign: string; words: Words }> = {
  green: { sign: '●', words: COLOUR_WORDS.green },
  yellow: { sign: '◐', words: COLOUR_WORDS.yellow },
  red: { sign: '○', words: COLOUR_WORDS.red },
  grey: { sign: '–', words: COLOUR_WORDS.grey },
};

/** From good to unknown: the order of legends and bars. */
export const COLOUR_ORDER: readonly Colour[] = ['green', 'yellow', 'red', 'grey'];

/** Colours where no style sheet reaches: in pictures and mails. The same as in `pages/assets/styles/base.css`. */
export const PAINT: Record<Colour, { fill: string; ink: string }> = {
  green: { fill: '#00734f', ink: '#ffffff' },
  yellow: { fill: '#f2b632', ink: '#1b2430' },
  red: { fill: '#bf3a20', ink: '#ffffff' },
  grey: { fill: '#e4e8ec', ink: '#3f4954' },
};
