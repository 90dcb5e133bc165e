import type { Words } from '../i18n/say.ts';
import type { PromiseState } from './promise-rules.ts';

/** What people call the states of a promise, on pages and in sheets. */
export const PROMISE_STATE_WORDS: Record<PromiseState, Words> = {
  open: ['đang hẹn', 'promised'],
  kept: ['đúng hẹn', 'kept'],
  broken: ['lỡ hẹn', 'broken'],
  renewed: ['đã hẹn lại', 'renewed'],
};
