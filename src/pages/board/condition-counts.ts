import type { AskedState, IndicatorState } from '../../collect/types.ts';
import type { Condition } from '../../registry/types.ts';

/** Localities by how a condition stands there. */
export interface ConditionCount {
  condition: Condition;
  counts: Record<AskedState, number>;
  /** Localities that the condition is asked of; where it does not apply it is not. */
  total: number;
}

/** Counts each condition in the catalogue's order, those that nobody is asked left out. Pure. */
export function countConditions(
  conditions: readonly Condition[],
  rows: readonly { conditions: Record<string, IndicatorState> }[],
): ConditionCount[] {
  return conditions.flatMap((condition) => {
    const counts = { met: 0, unmet: 0, unknown: 0 };
    for (const row of rows) {
      const state = row.conditions[condition.code];
      if (state !== undefined && state !== 'not_applicable') counts[state]++;
    }
    const total = counts.met + counts.unmet + counts.unknown;
    return total === 0 ? [] : [{ condition, counts, total }];
  });
}
