import { addDays, type Day, dayOf, instantOf } from '../days.ts';

/** Working hours of an office, local time. */
export const OPENS = '07:30';
export const CLOSES = '17:00';
/** A calendar without a working day for this long is a mistake of whoever edited it. */
const SEARCH_LIMIT = 60;

/**
 * The first moment from `now` on at which a message may reach a desk: from 07:30, and before 17:00, of a
 * working day. When no working day is in sight it is `now`: better at night than never.
 */
export function nextWorkingMoment(now: Date, isWorkingDay: (day: Day) => boolean): Date {
  const today = dayOf(now);
  if (isWorkingDay(today) && now < instantOf(today, CLOSES)) {
    const opens = instantOf(today, OPENS);
    return now < opens ? opens : now;
  }
  for (let ahead = 1; ahead <= SEARCH_LIMIT; ahead++) {
    const day = addDays(today, ahead);
    if (isWorkingDay(day)) return instantOf(day, OPENS);
  }
  return now;
}

/** The first moment from `now` on outside a person's quiet hours, which may lie across midnight. */
export function nextWakingMoment(now: Date, quietFrom: string, quietUntil: string): Date {
  if (quietFrom === quietUntil) return now;
  const today = dayOf(now);
  // Tonight's, and the one that began yesterday.
  for (const day of [addDays(today, -1), today]) {
    const begins = instantOf(day, quietFrom);
    const ends = instantOf(quietUntil < quietFrom ? addDays(day, 1) : day, quietUntil);
    if (begins <= now && now < ends) return ends;
  }
  return now;
}
