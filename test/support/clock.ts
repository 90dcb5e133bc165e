import type { Clock } from '../../src/clock.ts';

/** A clock that shows what it was set to. */
export interface SettableClock extends Clock {
  set(instant: Date | string): void;
}

/** `2025-09-26 15:00` reads as local time. */
export function settableClock(at: string): SettableClock {
  let now = instant(at);
  return {
    now: () => new Date(now),
    set: (to) => {
      now = typeof to === 'string' ? instant(to) : to;
    },
  };
}

export function instant(text: string): Date {
  return new Date(`${text.replace(' ', 'T')}:00+07:00`);
}
