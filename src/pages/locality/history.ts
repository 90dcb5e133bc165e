import type { IndicatorState, StatusRow } from '../../collect/types.ts';
import type { Day } from '../../days.ts';
import type { Condition, Indicator } from '../../registry/types.ts';

/** How each condition of a locality went, day by day. Pure. */

export interface Point {
  day: Day;
  /** Null where nothing was required that day. */
  state: IndicatorState | null;
  /** Indicators met, of those required. */
  met: number;
  required: number;
}

export interface ConditionHistory {
  condition: Condition;
  /** Oldest first; the last one is how it stands. */
  points: Point[];
  /** First day of the unbroken run in its present state; null when that is older than the points. */
  since: Day | null;
}

/**
 * One a condition in which anything is required at the end, in the catalogue's order. `rows` are statuses
 * by day; `requiredOn` says what was required of the locality then.
 */
export function historyOf(
  rows: readonly Pick<StatusRow, 'day' | 'conditions' | 'gaps'>[],
  conditions: readonly Condition[],
  requiredOn: (day: Day) => readonly Indicator[],
): ConditionHistory[] {
  return conditions.flatMap((condition) => {
    const points = rows.map(({ day, conditions: states, gaps }): Point => {
      const own = requiredOn(day).filter((one) => one.condition === condition.code);
      const met = own.filter((one) => gaps[one.code] === undefined).length;
      return {
        day,
        state: Object.hasOwn(states, condition.code) ? (states[condition.code] ?? null) : null,
        met,
        required: own.length,
      };
    });
    const last = points.at(-1);
    if (!last || last.state === null) return [];
    const before = points.findLastIndex((point) => point.state !== last.state);
    return [{ condition, points, since: before < 0 ? null : (points[before + 1]?.day ?? null) }];
  });
}

/** How many of the days were in a state. */
export function countOf(points: readonly Point[], state: IndicatorState): number {
  return points.filter((point) => point.state === state).length;
}
