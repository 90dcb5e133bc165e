import { type Day, dayOf, isoLocal } from '../../days.ts';
import { askedBefore } from '../../registry/locks.ts';
import type { Registry } from '../../registry/snapshot.ts';
import { cutoffOf } from '../../registry/times.ts';
import type { Programme } from '../../registry/types.ts';
import { readLastReceipts, readReported } from '../store.ts';
import type { NewAlert } from '../types.ts';
import type { Watch } from '../watch.ts';

/**
 * Provinces of which nothing at all came in for the last hour before the cutoff, although most of their
 * localities have still to report: the network or the service is broken, not a hundred offices.
 */
export const nothingReceivedWatch: Watch = {
  kind: 'nothing_received',
  async wanted({ tx, registry, ladders, now }) {
    const found: NewAlert[] = [];
    for (const programme of registry.programmes.values()) {
      const { quietMinutes = 60, outstandingPercent = 50 } = ladders.of(
        programme.code,
        'nothing_received',
      ).settings;
      const reportedOn = new Map<Day, Set<string>>();
      for (const province of registry.provincesOf(programme)) {
        const day = dayWatched(registry, programme, province, quietMinutes, now);
        if (day === null) continue;
        const codes = registry.localitiesOf(programme, day, province).map((one) => one.code);
        const reported = reportedOn.get(day) ?? (await readReported(tx, programme.code, day));
        reportedOn.set(day, reported);
        const counted = {
          expected: codes.length,
          reported: codes.filter((code) => reported.has(code)).length,
        };
        if (!isOutstanding(counted, outstandingPercent)) continue;
        const settings = registry.settingsOn(programme, province, day);
        const { cutoff } = settings;
        const lastReceivedAt = await readLastReceipts(tx, codes, day);
        const seen = { ...counted, lastReceivedAt, cutoff: cutoffOf(settings, day) };
        if (!isSilent(seen, { quietMinutes, outstandingPercent }, now)) continue;
        const facts = { day, cutoff, ...counted, lastReceivedAt: lastReceivedAt && isoLocal(lastReceivedAt) };
        found.push({
          programme: programme.code,
          area: province,
          kind: 'nothing_received',
          subject: day,
          facts,
        });
      }
    }
    return found;
  },
  ended({ programme, area, subject }, { registry, ladders, now }) {
    const known = registry.programmes.get(programme);
    const { quietMinutes = 60 } = ladders.of(programme, 'nothing_received').settings;
    const day = known && dayWatched(registry, known, area, quietMinutes, now);
    return day === subject ? 'received_again' : 'next_day';
  },
};

/**
 * The latest reporting day of a province whose last minutes before the cutoff have begun; null before the
 * programme's first, after its end, and for days before alerts began. Pure.
 */
export function dayWatched(
  registry: Registry,
  programme: Programme,
  province: string,
  quietMinutes: number,
  now: Date,
): Day | null {
  const calendar = registry.calendar(programme, province);
  const today = dayOf(now);
  const begins =
    cutoffOf(registry.settingsOn(programme, province, today), today).getTime() - quietMinutes * 60_000;
  const day =
    calendar.isReportingDay(today) && now.getTime() >= begins
      ? today
      : askedBefore(registry, programme, province, today);
  const { startsOn, endsOn, alertsFrom } = programme;
  if (startsOn === null || day < startsOn || (endsOn !== null && day > endsOn)) return null;
  return alertsFrom !== null && day < alertsFrom ? null : day;
}

/** Whether more than that share of a province has still to report: a few that are late are no outage. Pure. */
function isOutstanding(
  { expected, reported }: { expected: number; reported: number },
  percent: number,
): boolean {
  return expected > 0 && (expected - reported) * 100 > expected * percent;
}

/** Whether so little has come in that it must be more than a few offices. Pure. */
export function isSilent(
  seen: { expected: number; reported: number; lastReceivedAt: Date | null; cutoff: Date },
  limits: { quietMinutes: number; outstandingPercent: number },
  now: Date,
): boolean {
  if (!isOutstanding(seen, limits.outstandingPercent)) return false;
  // What came after the cutoff shows as well that the way is open again.
  const until = Math.min(now.getTime(), seen.cutoff.getTime());
  const quietSince = until - limits.quietMinutes * 60_000;
  return seen.lastReceivedAt === null || seen.lastReceivedAt.getTime() < quietSince;
}
