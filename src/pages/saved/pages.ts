import { BOARD, gapsAddress } from '../addresses.ts';
import { ALERTS } from '../alerts/addresses.ts';
import { PATH as REVIEW } from '../review/question.ts';
import type { Words } from '../say.ts';

/** Lists whose filters can be kept under a name. Pure. */
export const SAVABLE: Readonly<Record<string, Words>> = {
  [gapsAddress()]: ['Còn thiếu', 'Gaps'],
  [ALERTS]: ['Cảnh báo', 'Alerts'],
  [BOARD]: ['Bảng theo dõi', 'Board'],
  [REVIEW]: ['Rà soát', 'Review'],
};

export const SAVED = '/bo-loc';
/** Of one person. */
export const MOST_SAVED = 20;
export const LONGEST_NAME = 60;
export const LONGEST_QUERY = 1_000;
