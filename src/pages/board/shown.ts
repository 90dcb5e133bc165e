import type { Colour, ReportingState } from '../../collect/types.ts';
import type { Change } from '../../figures/changes.ts';
import { COLOUR_ORDER } from '../words.ts';

/** What the table of localities may be narrowed to: each figure of the board leads to what it counts. */

export const SHOWN = [
  'all',
  ...COLOUR_ORDER,
  'received',
  'on_time',
  'late',
  'missing',
  'due',
  'turned',
  'fell',
  'turned_week',
  'fell_week',
] as const;
export type Shown = (typeof SHOWN)[number];

export interface ShownFacts {
  code: string;
  colour: Colour;
  reporting: ReportingState;
}

/** Whether a locality is among what is shown. Pure. */
export function isShown(
  shown: Shown | undefined,
  { code, colour, reporting }: ShownFacts,
  changes: { day: Change | null; week: Change | null },
): boolean {
  switch (shown) {
    case undefined:
    case 'all':
      return true;
    case 'received':
      return reporting === 'on_time' || reporting === 'late';
    case 'on_time':
    case 'late':
    case 'missing':
    case 'due':
      return reporting === shown;
    case 'turned':
      return changes.day?.turned.includes(code) ?? false;
    case 'fell':
      return changes.day?.fell.includes(code) ?? false;
    case 'turned_week':
      return changes.week?.turned.includes(code) ?? false;
    case 'fell_week':
      return changes.week?.fell.includes(code) ?? false;
    default:
      return colour === shown;
  }
}
