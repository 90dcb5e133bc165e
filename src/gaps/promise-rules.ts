import type { Day } from '../days.ts';

/** How a promise on a gap stands. Pure. */

export const PROMISE_STATES = ['open', 'kept', 'broken', 'renewed'] as const;
export type PromiseState = (typeof PROMISE_STATES)[number];

export interface PromiseTerms {
  promisedOn: Day;
  /** The first day since it was made on which the gap was not there; null while it is. */
  endedOn: Day | null;
  /** The day on which the next promise of the same gap was made; null for the latest. */
  replacedOn: Day | null;
}

/**
 * Kept when the gap ended by the promised day, which itself still counts; renewed when another date was promised
 * before it had passed; broken when it passed with the gap still there, whatever came after.
 */
export function promiseState({ promisedOn, endedOn, replacedOn }: PromiseTerms, today: Day): PromiseState {
  if (endedOn !== null && (replacedOn === null || endedOn <= replacedOn))
    return endedOn <= promisedOn ? 'kept' : 'broken';
  if (replacedOn !== null) return replacedOn <= promisedOn ? 'renewed' : 'broken';
  return today <= promisedOn ? 'open' : 'broken';
}
