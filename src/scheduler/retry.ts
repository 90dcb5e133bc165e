/** A run is tried so often; what then has not succeeded stays failed until somebody looks. */
export const MAX_ATTEMPTS = 5;

/** Seconds until the next attempt, after the first, the second, …: a short fault soon, a long one for most of an hour. */
const WAITS = [30, 120, 480, 1_800];

/** In seconds. */
export const LONGEST_WAIT = Math.max(...WAITS);

/** Seconds to wait after the given attempt failed; null when it was the last. */
export function waitAfter(attempt: number): number | null {
  return WAITS[attempt - 1] ?? null;
}
