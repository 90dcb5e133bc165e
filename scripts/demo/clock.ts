import { type Clock, systemClock } from '../../src/clock.ts';

/** Stands at the simulated instants one after the other; from `release` on it is the machine's. */
export interface ReplayClock extends Clock {
  set(instant: Date): void;
  release(): void;
}

export function replayClock(start: Date): ReplayClock {
  let at: Date | undefined = start;
  return {
    now: () => (at ? new Date(at) : systemClock.now()),
    set: (instant) => {
      at = instant;
    },
    release: () => {
      at = undefined;
    },
  };
}
