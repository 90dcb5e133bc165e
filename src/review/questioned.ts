import type { Mark } from '../collect/types.ts';
import { type CurrentValues, sameValue } from '../intake/types.ts';

/** Indicators whose value, as it stands, was questioned last; `marks` are the locality's, oldest first. Pure. */
export function questionedOf(marks: readonly Mark[], current: CurrentValues): Set<string> {
  const standing = marks.filter(
    ({ indicator, clearedOn, value }) =>
      clearedOn === null && current[indicator] !== undefined && sameValue(value, current[indicator].value),
  );
  const latest = new Map(standing.map(({ indicator, state }) => [indicator, state]));
  return new Set([...latest].filter(([, state]) => state === 'questioned').map(([indicator]) => indicator));
}
