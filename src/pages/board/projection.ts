import type { Day } from '../../days.ts';
import type { Calendar } from '../../registry/calendar.ts';

/** When all will be green if it goes on as of late. Pure. */

/** Green localities at a reporting day, of how many. */
export interface TrendPoint {
  day: Day;
  green: number;
  total: number;
}

export type Projection =
  /** Nothing is left to turn. */
  | { kind: 'reached' }
  /** Too short a history to speak of a pace. */
  | { kind: 'too_few'; days: number }
  /** As many as before are lacking, or more. */
  | ({ kind: 'not_rising' } & Pace)
  /** So slow that a day would be made up. */
  | ({ kind: 'too_far' } & Pace)
  | ({ kind: 'on'; day: Day } & Pace);

interface Pace {
  /** Localities a reporting day; negative when they grow fewer. */
  pace: number;
  /** Reporting days that it is taken of. */
  days: number;
}

/** Reporting days that the pace is taken of, the latest ones; below the lesser number there is none. */
export const PACE_DAYS = 10;
export const FEWEST_DAYS = 5;
/** A finish further off, in reporting days, is not named: about a year. */
const FURTHEST = 250;

/**
 * The finish at the pace of the last {@link PACE_DAYS} reporting days: the straight line of least squares
 * through the number that is not green, carried on from the last day as it stands.
 */
export function project(points: readonly TrendPoint[], calendar: Pick<Calendar, 'nthAfter'>): Projection {
  const last = points.at(-1);
  if (last === undefined || last.total === 0) return { kind: 'too_few', days: 0 };
  const lacking = last.total - last.green;
  if (lacking === 0) return { kind: 'reached' };
  const recent = points.slice(-PACE_DAYS);
  const days = recent.length;
  if (days < FEWEST_DAYS) return { kind: 'too_few', days };
  const pace = slope(recent.map((point) => point.green - point.total));
  // Less than one locality in two months is standing still.
  if (pace < 1 / 40) return { kind: 'not_rising', pace, days };
  const ahead = Math.ceil(lacking / pace);
  return ahead > FURTHEST
    ? { kind: 'too_far', pace, days }
    : { kind: 'on', day: calendar.nthAfter(last.day, ahead), pace, days };
}

/** Of the line of least squares through figures one apart. */
function slope(figures: readonly number[]): number {
  const middle = (figures.length - 1) / 2;
  const mean = figures.reduce((sum, figure) => sum + figure, 0) / figures.length;
  let above = 0;
  let below = 0;
  for (const [index, figure] of figures.entries()) {
    above += (index - middle) * (figure - mean);
    below += (index - middle) ** 2;
  }
  return above / below;
}
