import { groupBy } from '../lib/group-by.ts';

/** Of one indicator: how many localities lack it, how many are unknown, how many units are missing in all. */
export interface GapTotal {
  indicator: string;
  unmet: number;
  unknown: number;
  missing: number;
}

/** Totals of a whole gap list, by indicator: the same as the store's own over all that is stored. Pure. */
export function totalsOf(
  gaps: Iterable<{ indicator: string; state: 'unmet' | 'unknown'; missing: number | null }>,
): GapTotal[] {
  return [...groupBy(gaps, (gap) => gap.indicator)]
    .map(([indicator, of]) => ({
      indicator,
      unmet: of.filter((gap) => gap.state === 'unmet').length,
      unknown: of.filter((gap) => gap.state === 'unknown').length,
      missing: of.reduce((sum, gap) => sum + (gap.missing ?? 0), 0),
    }))
    .sort((a, b) => (a.indicator < b.indicator ? -1 : 1));
}
