import { type DayRecord, sameValue } from '../intake/types.ts';
import type { Mark } from './types.ts';

/**
 * Marks as later records leave them: `marks` are cleared as far as records of earlier days do it, and
 * `records` are all those of later ones. "I do not know" is no other value: it clears no mark.
 */
export function clearedBy<M extends Mark>(marks: readonly M[], records: readonly DayRecord[]): M[] {
  const byDay = [...records].sort((a, b) => (a.day < b.day ? -1 : 1));
  return marks.map((mark) => {
    if (mark.clearedOn !== null) return mark;
    const clearing = byDay.find(({ day, values }) => {
      const value = values[mark.indicator];
      return day >= mark.setOn && value !== undefined && value !== null && !sameValue(value, mark.value);
    });
    return clearing ? { ...mark, clearedOn: clearing.day } : mark;
  });
}
