import { type Day, dayOf, daysFrom } from '../days.ts';
import { hasLocked, isLockedIn, openFrom } from '../registry/locks.ts';
import { governingProgrammes, type HeldDay, type Registry } from '../registry/snapshot.ts';
import { cutoffOf } from '../registry/times.ts';
import type { Programme } from '../registry/types.ts';

/**
 * Days that a change of the rules would move, and that must not be: locked ones which would take records again,
 * and those that are over and of which a report would be asked only now. Pure.
 */
export function daysToHold(before: Registry, after: Registry, now: Date): HeldDay[] {
  const today = dayOf(now);
  return [...after.provinces.keys()].flatMap((province) =>
    governingProgrammes(after, province).flatMap((programme) => {
      // Nothing changes before the days that are open by the new rules.
      const open = openFrom(after, programme, now, [province]);
      return daysFrom(open, today).flatMap((day): HeldDay[] => {
        const held = { programme: programme.code, province, day };
        return [
          ...(wouldReopen(before, after, programme, province, day, now)
            ? [{ ...held, as: 'locked' as const }]
            : []),
          ...(isAskedLate(before, after, programme, province, day, now)
            ? [{ ...held, as: 'asked_late' as const }]
            : []),
        ];
      });
    }),
  );
}

function wouldReopen(
  before: Registry,
  after: Registry,
  programme: Programme,
  province: string,
  day: Day,
  now: Date,
): boolean {
  if (hasLocked(after, programme, province, day, now)) return false;
  const was = governingProgrammes(before, province).find((one) => one.code === programme.code);
  return (was && hasLocked(before, was, province, day, now)) || isLockedIn(before, province, day, now);
}

function isAskedLate(
  before: Registry,
  after: Registry,
  programme: Programme,
  province: string,
  day: Day,
  now: Date,
): boolean {
  const was = before.programmes.get(programme.code);
  return (
    was !== undefined &&
    cutoffOf(after.settingsOn(programme, province, day), day) <= now &&
    asks(after, programme, province, day) &&
    !asks(before, was, province, day)
  );
}

/** Days before a start that was moved are the business of `alertsFrom`. */
const asks = (registry: Registry, programme: Programme, province: string, day: Day) =>
  registry.calendar(programme, province).isReportingDay(day) &&
  (programme.endsOn === null || day <= programme.endsOn);
