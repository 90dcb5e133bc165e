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

/** `2025-09-26 15:00`, or with seconds, as local time. */
export function instant(text: string): Date {
  return new Date(`${text.replace(' ', 'T')}${text.length === 16 ? ':00' : ''}+07:00`);
}

/** The other way round; seconds where there are any. */
export function local(moment: Date | null): string | null {
  return (
    moment &&
    new Date(moment.getTime() + 7 * 3_600_000)
      .toISOString()
      .slice(0, 19)
      .replace('T', ' ')
      .replace(/:00$/, '')
  );
}
