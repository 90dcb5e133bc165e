import type { Day } from '../days.ts';
import { sameValue, type Values } from '../intake/types.ts';
import type { Mark } from './types.ts';

/**
 * The marks that what comes in clears, each with the earliest day of which another value has come: from it on the
 * mark says nothing more, whatever is said later. "I do not know" is no other value: it clears no mark.
 */
export function clearedBy<M extends Mark>(
  marks: readonly M[],
  accepted: readonly { day: Day; values: Values }[],
): M[] {
  return marks.flatMap((mark) => {
    const days = accepted
      .filter(({ values }) => {
        const value = values[mark.indicator];
        return value !== undefined && value !== null && !sameValue(value, mark.value);
      })
      .map(({ day }) => day)
      .sort();
    const first = days[0];
    if (first === undefined || (mark.clearedOn !== null && mark.clearedOn <= first)) return [];
    return [{ ...mark, clearedOn: first }];
  });
}
