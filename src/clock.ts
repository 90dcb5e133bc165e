/**
 * The only place where the machine's clock is read. Everything else is handed a `Clock`
 * (edges, jobs) or a plain `Date` (rules), so that tests and the demo can live at other times.
 */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };
