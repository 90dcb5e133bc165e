import type { Colour } from '../../collect/types.ts';
import type { Day } from '../../days.ts';
import { type PromiseState, standingPromise } from '../../gaps/promise-rules.ts';
import { PROMISE_STATE_WORDS } from '../../gaps/promise-words.ts';
import type { Words } from '../language.tsx';

/** How a promise stands, by its colour, its sign and its word. */
export const PROMISE_TAGS: Record<PromiseState, { colour: Colour; sign: string; words: Words }> = {
  open: { colour: 'yellow', sign: '◐', words: PROMISE_STATE_WORDS.open },
  kept: { colour: 'green', sign: '●', words: PROMISE_STATE_WORDS.kept },
  broken: { colour: 'red', sign: '○', words: PROMISE_STATE_WORDS.broken },
  renewed: { colour: 'grey', sign: '–', words: PROMISE_STATE_WORDS.renewed },
};

/** How the promise on a gap that is still there stands: once its day has passed, or when it was made anew. */
export function standingWords(gap: { promise: Day | null; promised: number }, today: Day): Words | null {
  if (gap.promise === null) return null;
  if (standingPromise(gap.promise, today) === 'broken') return PROMISE_STATE_WORDS.broken;
  return gap.promised > 1 ? [`hẹn lần ${gap.promised}`, `promised ${gap.promised} times`] : null;
}

/** The word in the address of a page that follows, and what it says there. */
export const PROMISED = 'hen';
export const PROMISED_WORDS: Words = [
  'Đã ghi nhận ngày hẹn. Hệ thống không nhắc về các chỉ tiêu này cho đến hết ngày đó.',
  'The promise is noted. Until the end of that day nobody is reminded of these indicators.',
];
