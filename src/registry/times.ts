import { addDays, type Day, dayOf, instantOf } from '../days.ts';
import type { Calendar } from './calendar.ts';
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

/** The earliest day that still takes records at `now`. */
export function firstOpenDay(
  calendar: Calendar,
  settingsOn: (day: Day) => ProgrammeSettings,
  now: Date,
): Day {
  let day = dayOf(now);
  for (
    let before = addDays(day, -1);
    lockOf(calendar, settingsOn(before), before) > now;
    before = addDays(day, -1)
  )
    day = before;
  return day;
}

/** The earliest day a value can be of and still stand on `day`. */
export function oldestFresh(calendar: Calendar, freshness: number, day: Day): Day {
  let oldest = day;
  while (calendar.count(addDays(oldest, -1), day) <= freshness) oldest = addDays(oldest, -1);
  return oldest;
}

/** Whether a day is stored for good: nothing recomputes it. */
export function isFinal(programme: Programme, day: Day): boolean {
  return programme.finalThrough !== null && day <= programme.finalThrough;
}
