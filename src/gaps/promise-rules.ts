import { percent } from '../collect/percent.ts';
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

/** What became of promises: kept of kept and broken; one that was renewed before its day is neither. */
export function keptRate(states: readonly PromiseState[]): {
  numerator: number;
  denominator: number;
  percent: number | null;
} {
  const numerator = states.filter((state) => state === 'kept').length;
  const denominator = numerator + states.filter((state) => state === 'broken').length;
  return { numerator, denominator, percent: percent(numerator, denominator) };
}

/** How the latest promise on a gap that is still there stands: neither kept, nor renewed. */
export function standingPromise(promisedOn: Day, today: Day): 'open' | 'broken' {
  return promiseState({ promisedOn, endedOn: null, replacedOn: null }, today) === 'open' ? 'open' : 'broken';
}
