import { addDays, type Day, dayOf } from '../days.ts';
import { EPOCH } from '../registry/calendar.ts';
import type { Registry } from '../registry/snapshot.ts';
import { firstOpenDay, isFinal, lockOf } from '../registry/times.ts';
import type { Locality, Programme } from '../registry/types.ts';

/**
 * The earliest day that is still open in any of the programme's provinces. Never a final one: a day off
 * entered afterwards moves its lock, and it stays final all the same.
 */
export function openFrom(registry: Registry, programme: Programme, now: Date): Day {
  const dated = [...programme.settings, ...programme.provinceSettings];
  const longestLock = Math.max(...dated.map((settings) => settings.lockDays ?? 0));
  const open = registry
    .provincesOf(programme)
    .map((province) =>
      firstOpenDay(
        registry.calendar(programme, province),
        (day) => registry.settingsOn(programme, province, day),
        longestLock,
        now,
      ),
    )
    .reduce((earliest, day) => (day < earliest ? day : earliest), dayOf(now));
  const { finalThrough } = programme;
  return finalThrough !== null && open <= finalThrough ? addDays(finalThrough, 1) : open;
}

/**
 * The earliest day from which on no day of a province of a programme is locked: what changes there can start on
 * it. Later than the first open one where days lock sooner than those before them.
 */
export function unlockedFrom(registry: Registry, programme: Programme, province: string, now: Date): Day {
  const calendar = registry.calendar(programme, province);
  const isOpen = (day: Day) =>
    !isFinal(programme, day) && lockOf(calendar, registry.settingsOn(programme, province, day), day) > now;
  let from = dayOf(now);
  while (from > EPOCH && isOpen(addDays(from, -1))) from = addDays(from, -1);
  return from;
}

/**
 * By locality, the earliest day that may be computed: the first that is not final, or one that an
 * exception reopens while it lasts. Days locked during an outage are among them until they are final.
 */
export function computedFrom(
  registry: Registry,
  programme: Programme,
  now: Date,
): (locality: Locality) => Day {
  const { startsOn, finalThrough } = programme;
  const next = finalThrough === null ? (startsOn ?? dayOf(now)) : addDays(finalThrough, 1);
  const reopened = new Map<string, Day>();
  for (const { locality, day, until } of registry.exceptions)
    if (until > now && day < (reopened.get(locality) ?? next)) reopened.set(locality, day);
  return (locality) => reopened.get(locality.code) ?? next;
}
