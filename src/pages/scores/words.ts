import type { Colour } from '../../collect/types.ts';
import type { SheetState } from '../../scores/types.ts';

export const SCORES = '/cham-diem';
/** Where a criteria set is written criterion by criterion. */
export const SET_FORM = `${SCORES}/lap-bo-tieu-chi`;
/** Where the sheet of a criteria set is sent. */
export const SET_UPLOAD = `${SCORES}/bo-tieu-chi`;

export const roundAddress = (set: string, period: string, below = '') => `${SCORES}/${set}/${period}${below}`;
export const sheetAddress = (set: string, period: string, locality: string, below = '') =>
  roundAddress(set, period, `/${locality}${below}`);

export const LOOKS: Record<SheetState, { colour: Colour; sign: string }> = {
  not_started: { colour: 'grey', sign: '–' },
  self_scored: { colour: 'yellow', sign: '◐' },
  verified: { colour: 'green', sign: '●' },
  published: { colour: 'green', sign: '●' },
  objected: { colour: 'red', sign: '○' },
  answered: { colour: 'green', sign: '●' },
  approved: { colour: 'green', sign: '●' },
};

export const fileAddress = (set: string, period: string, format: 'xlsx' | 'docx', on?: string) =>
  `/api/v1/scores/file?set=${set}&period=${period}&format=${format}${on === undefined ? '' : `&on=${on}`}`;
