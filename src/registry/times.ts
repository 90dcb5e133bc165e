import { addDays, type Day, dayOf, instantOf } from '../days.ts';
import { type Calendar, EPOCH } from './calendar.ts';
import type { Programme, ProgrammeSettings } from './types.ts';

/** When a day is due, late and locked. Pure: `now` is handed in. */

/** From this instant on a record of `day` is late. */
export function cutoffOf(settings: ProgrammeSettings, day: Day): Date {
  return instantOf(day, settings.cutoff);
}

/** From this instant on `day` takes no record: the end of the `lockDays`th reporting day after it. */
export function lockOf(calendar: Calendar, settings: ProgrammeSettings, day: Day): Date {
  return instantOf(calendar.nthAfter(day, settings.lockDays), '24:00');
}

/**
 * The earliest day that still takes records at `now`. `isHeld` says what stays locked whatever its lock is now; `longestLock` is the most `lockDays` of any settings:
 * where they change, a day that locks sooner may follow one that locks later.
 */
export function firstOpenDay(
  calendar: Calendar,
  isHeld: (day: Day) => boolean,
  settingsOn: (day: Day) => ProgrammeSettings,
  longestLock: number,
  now: Date,
): Day {
  let open = dayOf(now);
  const yesterday = addDays(open, -1);
  // No further than the calendar counts: a clock that stands before it would look for ever.
  for (
    let day = yesterday;
    day >= EPOCH && calendar.count(day, yesterday) < longestLock;
    day = addDays(day, -1)
  )
    if (!isHeld(day) && lockOf(calendar, settingsOn(day), day) > now) open = day;
  return open;
}

/** The earliest day a value can be of and still stand on `day`. */
export function oldestFresh(calendar: Calendar, freshness: number, day: Day): Day {
  const oldest = calendar.latest(day, freshness + 1) ?? EPOCH;
  return oldest < day ? oldest : day;
}

/** Whether a day is stored for good: nothing recomputes it. Final it is from its lock on (`locks.ts`). */
export function isSettled(programme: Programme, day: Day): boolean {
  return programme.finalThrough !== null && day <= programme.finalThrough;
}
