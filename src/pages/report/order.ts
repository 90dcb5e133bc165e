import type { Gap } from '../../collect/types.ts';
import type { Indicator } from '../../registry/types.ts';

/** What to do next. Pure. */

export interface Step {
  indicator: Indicator;
  gap: Gap;
}

/** Steps shown first; more at once would be none. */
export const FIRST_STEPS = 3;

/**
 * What keeps a locality from green, what to do first first: what is known to lack before what is not
 * known, the oldest before the newer, else in the catalogue's order.
 */
export function stepsInOrder(gaps: Record<string, Gap>, indicators: Iterable<Indicator>): Step[] {
  return [...indicators]
    .flatMap((indicator) => {
      const gap = gaps[indicator.code];
      return gap ? [{ indicator, gap }] : [];
    })
    .sort((a, b) => rank(a.gap) - rank(b.gap) || compareDays(a.gap.since, b.gap.since));
}

const rank = (gap: Gap) => (gap.state === 'unmet' ? 0 : 1);
const compareDays = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
