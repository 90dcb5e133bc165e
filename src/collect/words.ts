import type { Colour, Gap } from './types.ts';

/** States in the words of the office: the same on pages, in sheets and in mails. */

export const COLOUR_WORDS: Record<Colour, string> = {
  green: 'đạt',
  yellow: 'gần đạt',
  red: 'chưa đạt',
  grey: 'chưa báo cáo',
};

export const GAP_STATES: Record<Gap['state'], string> = { unmet: 'chưa đạt', unknown: 'chưa rõ' };
