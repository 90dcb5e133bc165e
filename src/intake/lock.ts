import type { Day } from '../days.ts';
import { isLockedIn } from '../registry/locks.ts';
import { governingFor, type Registry } from '../registry/snapshot.ts';
import { lockOf } from '../registry/times.ts';
import type { Locality, Period } from '../registry/types.ts';

/** When the day of a locality locked, or null while it takes records; of figures of one period, where it is given. */
export function lockedSince(
  registry: Registry,
  locality: Locality,
  day: Day,
  now: Date,
  period?: Period,
): Date | null {
  const { province } = locality;
  if (reopenedUntil(registry, locality, day, now) !== null) return null;
  if (!isLockedIn(registry, province, day, now, period)) return null;
  const locks = governingFor(registry, province, period).map((programme) =>
    lockOf(registry.lockCalendar(programme, province), registry.settingsOn(programme, province, day), day),
  );
  // Where the lock has been moved since, it lies ahead: that it holds now is all there is to say.
  return new Date(Math.min(now.getTime(), Math.max(...locks.map((lock) => lock.getTime()))));
}

/** Until when the department has reopened this day for this locality; null where no exception lasts. */
export function reopenedUntil(registry: Registry, { code }: Locality, day: Day, now: Date): Date | null {
  const found = registry.exceptions.find(
    (one) => one.locality === code && one.day === day && one.until > now,
  );
  return found?.until ?? null;
}
