import { addDays, type Day, dayOf, isoLocal, timeOf } from '../days.ts';

/** Names of slots. Two instances that mean the same work must come to the same name. */

/** The minute that is running, `2025-09-27T16:00+07:00`: one slot however far its clock's seconds are. */
export function minuteSlot(now: Date): string {
  return `${isoLocal(now).slice(0, 16)}+07:00`;
}

/** The local day whose `time` (`HH:MM`) was the latest to pass: yesterday until then, today from then on. */
export function dailySlot(now: Date, time: string): Day {
  const today = dayOf(now);
  return timeOf(now) >= time ? today : addDays(today, -1);
}

/** What the slot of every run by hand begins with; such a run is never taken again on its own. */
export const MANUAL = 'manual:';

export function manualSlot(now: Date): string {
  return MANUAL + isoLocal(now);
}
