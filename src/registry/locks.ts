import { addDays, type Day, dayOf } from '../days.ts';
import { EPOCH } from './calendar.ts';
import { governingFor, type Registry } from './snapshot.ts';
import { firstOpenDay, isSettled, lockOf } from './times.ts';
import type { Period, Programme } from './types.ts';

/**
 * What is locked, and so final: a rule of the clock, whether or not any job has run since. What has locked stays
 * so, whatever changes in the calendar or the settings; only an exception lets records in again.
 */

/** Whether a day has locked in a province by the rules of one programme. */
export function hasLocked(
  registry: Registry,
  programme: Programme,
  province: string,
  day: Day,
  now: Date,
): boolean {
  return (
    isSettled(programme, day) ||
    registry.isHeld('locked', programme, province, day) ||
    lockOf(registry.lockCalendar(programme, province), registry.settingsOn(programme, province, day), day) <=
      now
  );
}

/**
 * Whether a day takes no records in a province, exceptions aside. A record belongs to no programme, so the day is
 * open as long as one of those that govern the province keeps it open; where `period` is given, one of those of that
 * period, by which alone its figures are asked.
 */
export function isLockedIn(
  registry: Registry,
  province: string,
  day: Day,
  now: Date,
  period?: Period,
): boolean {
  return governingFor(registry, province, period).every((one) =>
    hasLocked(registry, one, province, day, now),
  );
}

/** The earliest day that is still open in any of the provinces: all before it are final. */
export function openFrom(
  registry: Registry,
  programme: Programme,
  now: Date,
  provinces: readonly string[] = registry.provincesOf(programme),
): Day {
  const dated = [...programme.settings, ...programme.provinceSettings];
  const longestLock = Math.max(...dated.map((settings) => settings.lockDays ?? 0));
  const open = provinces
    .map((province) =>
      firstOpenDay(
        registry.lockCalendar(programme, province),
        (day) => registry.isHeld('locked', programme, province, day),
        (day) => registry.settingsOn(programme, province, day),
        longestLock,
        now,
      ),
    )
    .reduce((earliest, day) => (day < earliest ? day : earliest), dayOf(now));
  const { finalThrough } = programme;
  return finalThrough !== null && open <= finalThrough ? addDays(finalThrough, 1) : open;
}

/** Whether nothing can change a day any more in those provinces but an exception. */
export function isFinal(
  registry: Registry,
  programme: Programme,
  day: Day,
  now: Date,
  provinces?: readonly string[],
): boolean {
  return day < openFrom(registry, programme, now, provinces);
}

/**
 * The earliest day from which on no day of a province of a programme is locked: what changes there can start on
 * it. Later than the first open one where days lock sooner than those before them.
 */
export function unlockedFrom(registry: Registry, programme: Programme, province: string, now: Date): Day {
  let from = dayOf(now);
  while (from > EPOCH && !hasLocked(registry, programme, province, addDays(from, -1), now))
    from = addDays(from, -1);
  return from;
}

/**
 * The last reporting day before `day` of which a report was asked in time: one that was made a reporting day only
 * after its cutoff is nobody's fault.
 */
export function askedBefore(registry: Registry, programme: Programme, province: string, day: Day): Day {
  const calendar = registry.calendar(programme, province);
  let before = calendar.previous(day);
  while (registry.isHeld('asked_late', programme, province, before)) before = calendar.previous(before);
  return before;
}
