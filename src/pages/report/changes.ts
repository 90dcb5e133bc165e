import { sameValue, type Value, type Values } from '../../intake/types.ts';

/** What differs between two reports. Pure. */

export interface Change {
  indicator: string;
  before: Value | undefined;
  after: Value | undefined;
}

/** Values that differ, in the order of `codes`; one that stands in one report only differs, too. */
export function changesBetween(before: Values, after: Values, codes: readonly string[]): Change[] {
  return codes
    .filter((code) => !sameValue(before[code], after[code]))
    .map((indicator) => ({ indicator, before: before[indicator], after: after[indicator] }));
}
