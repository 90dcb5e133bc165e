import { nextWorkingMoment } from '../alerts/working-hours.ts';
import { addDays, type Day, dayOf, instantOf, weekday } from '../days.ts';
import { covers, type Registry } from '../registry/snapshot.ts';
import { cutoffOf } from '../registry/times.ts';
import type { Programme } from '../registry/types.ts';
import { type Digest, EACH } from './types.ts';

/** Which digest is due when, and of which day it tells. Pure. */

/** A reporting day further back than this is no news: the service stood still, or the calendar is wrong. */
const LOOK_BACK_DAYS = 31;
/** From here on a digest is late, and waits for the office to open. */
const LATE_MS = 60 * 60_000;

export interface DigestTarget {
  programme: Programme;
  province: string;
}

/** What a digest is of: programmes and provinces for which no other of its kind is more particular. */
export function targetsOf(digest: Digest, all: readonly Digest[], registry: Registry): DigestTarget[] {
  const rivals = all.filter((one) => one.role === digest.role && one.period === digest.period);
  const programmes = [...registry.programmes.values()].filter((one) => fits(digest.programme, one.code));
  return programmes.flatMap((programme) =>
    registry
      .provincesOf(programme)
      .filter((province) => fits(digest.province, province) && covers(programme, province))
      .filter((province) => mostParticular(rivals, programme.code, province)?.id === digest.id)
      .map((province) => ({ programme, province })),
  );
}

const fits = (pattern: string, code: string) => pattern === EACH || pattern === code;

function mostParticular(all: readonly Digest[], programme: string, province: string): Digest | undefined {
  const worth = (one: Digest) => (one.programme === EACH ? 0 : 2) + (one.province === EACH ? 0 : 1);
  return all
    .filter((one) => fits(one.programme, programme) && fits(one.province, province))
    .reduce<Digest | undefined>((best, one) => (best && worth(best) >= worth(one) ? best : one), undefined);
}

/**
 * The day whose turn came last: of a daily digest the last reporting day of any of its targets, of a weekly
 * one the last of its weekdays. Null while there is none, or when it had passed before the digest held.
 */
export function latestTurn(
  digest: Digest,
  targets: readonly DigestTarget[],
  registry: Registry,
  now: Date,
): Day | null {
  if (!digest.enabled) return null;
  const today = dayOf(now);
  for (let back = 0; back <= LOOK_BACK_DAYS; back++) {
    const day = addDays(today, -back);
    const moment = instantOf(day, digest.at);
    if (moment > now) continue;
    if (moment < digest.holdsFrom) return null;
    const its =
      digest.period === 'week'
        ? weekday(day) === digest.weekday
        : targets.some((target) => isReportingDay(registry, target, day));
    if (its) return targets.some((target) => turnOf(digest, target, registry, day, now)) ? day : null;
  }
  return null;
}

export interface Turn {
  /** The day that the letter tells of. */
  day: Day;
  notBefore: Date;
}

/** What a target's turn of a day is; null when it has none: no reporting day, or nothing to tell of. */
export function turnOf(
  { period, at }: Pick<Digest, 'period' | 'at'>,
  target: DigestTarget,
  registry: Registry,
  slot: Day,
  now: Date,
): Turn | null {
  const isWorkingDay = (day: Day) => registry.isWorkingDay(target.province, day);
  const set = period === 'day' ? instantOf(slot, at) : firstOfWeek(slot, at, isWorkingDay);
  if (set === null) return null;
  const day =
    period === 'day'
      ? dayItself(registry, target, slot)
      : lastClosed(registry, target, slot, set, isWorkingDay);
  if (day === null) return null;
  const late = now.getTime() - set.getTime() > LATE_MS;
  return { day, notBefore: late ? nextWorkingMoment(now, isWorkingDay) : set };
}

const dayItself = (registry: Registry, target: DigestTarget, day: Day) =>
  isReportingDay(registry, target, day) ? day : null;

/** The set hour of the first working day from `slot` on; null when the week has none. */
function firstOfWeek(slot: Day, at: string, isWorkingDay: (day: Day) => boolean): Date | null {
  for (let ahead = 0; ahead < 7; ahead++) {
    const day = addDays(slot, ahead);
    if (isWorkingDay(day)) return instantOf(day, at);
  }
  return null;
}

/** The last reporting day that was over at `set`, and of which no letter before could tell. */
function lastClosed(
  registry: Registry,
  target: DigestTarget,
  slot: Day,
  set: Date,
  isWorkingDay: (day: Day) => boolean,
): Day | null {
  const { programme, province } = target;
  let oldest = addDays(slot, -7);
  // A week of holidays had no letter, so the next one tells of the week before, too.
  for (let weeks = 0; weeks < 3 && firstOfWeek(oldest, '00:00', isWorkingDay) === null; weeks++)
    oldest = addDays(oldest, -7);
  for (let day = dayOf(set); day >= oldest; day = addDays(day, -1))
    if (
      isReportingDay(registry, target, day) &&
      cutoffOf(registry.settingsOn(programme, province, day), day) <= set
    )
      return day;
  return null;
}

function isReportingDay(registry: Registry, { programme, province }: DigestTarget, day: Day): boolean {
  const { startsOn, endsOn } = programme;
  if (startsOn === null || day < startsOn || (endsOn !== null && day > endsOn)) return false;
  return registry.calendar(programme, province).isReportingDay(day);
}
