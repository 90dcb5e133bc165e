import type { Day } from '../days.ts';
import { governingProgrammes, type Registry } from '../registry/snapshot.ts';
import { isFinal, lockOf } from '../registry/times.ts';
import type { Locality } from '../registry/types.ts';

/**
 * When the day of a locality locked, or null while it takes records. A record belongs to no programme,
 * so the day is open as long as one programme of the locality keeps it open; outside of all, the first
 * programme's rule holds.
 */
export function lockedSince(registry: Registry, locality: Locality, day: Day, now: Date): Date | null {
  if (reopenedUntil(registry, locality, day, now) !== null) return null;
  const locks = governingProgrammes(registry, locality.province).map((programme) => {
    const lock = lockOf(
      registry.calendar(programme, locality.province),
      registry.settingsOn(programme, locality.province, day),
      day,
    );
    // A holiday entered afterwards must not reopen what is final.
    return isFinal(programme, day) && lock > now ? now.getTime() : lock.getTime();
  });
  const last = Math.max(...locks);
  return now.getTime() < last ? null : new Date(last);
}

/** Until when the department has reopened this day for this locality; null where no exception lasts. */
export function reopenedUntil(registry: Registry, { code }: Locality, day: Day, now: Date): Date | null {
  const found = registry.exceptions.find(
    (one) => one.locality === code && one.day === day && one.until > now,
  );
  return found?.until ?? null;
}
