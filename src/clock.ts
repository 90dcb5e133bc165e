/**
 * The only place where the machine's clock is read. Everything else is handed a `Clock`
 * (edges, jobs) or a plain `Date` (rules), so that tests and the demo can live at other times.
 */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still at `now`: for a job run by hand at a given instant. */
export function fixedClock(now: Date): Clock {
  return { now: () => new Date(now) };
}
