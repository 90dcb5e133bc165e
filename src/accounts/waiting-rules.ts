import type { signInFailure } from '../db/tables/index.ts';

type Failure = Pick<typeof signInFailure.$inferSelect, 'count' | 'lastAt' | 'waitsUntil'>;
export type FailureKind = (typeof signInFailure.$inferSelect)['kind'];

const MINUTE_MS = 60_000;

/** Whom a failure counts against. */
export interface Subject {
  kind: FailureKind;
  subject: string;
}

/**
 * `account`: a person from one address, or in one browser. `address`: an office has one for all of its
 * people, so more may fail from there. `everywhere`: a person from all addresses together. One address has
 * 10 guesses at an account in the first hour, then one an hour; many together have 50 and a few more in a day.
 */
const ALLOWED: Record<FailureKind, number> = { account: 5, address: 100, everywhere: 50 };
/** Failures older than this count no more. */
const FORGOTTEN_MS: Record<FailureKind, number> = {
  account: 24 * 60 * MINUTE_MS,
  address: 60 * MINUTE_MS,
  everywhere: 24 * 60 * MINUTE_MS,
};
const LONGEST_MS = 60 * MINUTE_MS;

/** Until when nothing is tried, or null when something may be. */
export function waitingUntil(before: Failure | undefined, now: Date): Date | null {
  return before?.waitsUntil && before.waitsUntil > now ? before.waitsUntil : null;
}

/**
 * The count with one more failure. With the fifth (see `ALLOWED`) begins a wait of a minute;
 * it doubles with each further one up to an hour, so that guessing comes to nothing and a person who
 * mistypes comes in the same day.
 */
export function withFailure(kind: FailureKind, before: Failure | undefined, now: Date): Failure {
  const fresh = before !== undefined && now.getTime() - before.lastAt.getTime() < FORGOTTEN_MS[kind];
  const count = (fresh ? before.count : 0) + 1;
  const over = count - ALLOWED[kind];
  const waitMs = Math.min(LONGEST_MS, MINUTE_MS * 2 ** Math.min(over, 10));
  return { count, lastAt: now, waitsUntil: over < 0 ? null : new Date(now.getTime() + waitMs) };
}
