import { addDays, type Day, dayOf } from '../days.ts';
import { openFrom } from '../registry/locks.ts';
import type { Registry } from '../registry/snapshot.ts';
import { isSettled } from '../registry/times.ts';
import type { Locality, Programme } from '../registry/types.ts';

/** Whether a day has locked by the clock and no round has made it final yet. */
export function hasUnsettled(registry: Registry, programme: Programme, now: Date): boolean {
  const lastLocked = addDays(openFrom(registry, programme, now), -1);
  return programme.startsOn !== null && programme.startsOn <= lastLocked && !isSettled(programme, lastLocked);
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
