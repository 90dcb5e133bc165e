import { addDays, type Day } from '../../days.ts';
import type { RootSql } from '../../db/connect.ts';
import { countGreen, type GreenCount } from '../../figures/store.ts';
import { groupBy } from '../../lib/group-by.ts';
import type { Registry } from '../../registry/snapshot.ts';
import { isSettled } from '../../registry/times.ts';
import type { Programme } from '../../registry/types.ts';
import type { TrendPoint } from './projection.ts';

/** Reporting days that a trend goes back at most: what it costs does not grow with history. */
export const TREND_DAYS = 40;
/** Days remembered, of all programmes. */
const DAYS_KEPT = 400;

/** Green localities by reporting day, up to the day before the one asked for. */
export interface Trends {
  before(
    registry: Registry,
    asked: { programme: Programme; provinces: readonly string[]; province: string | undefined; day: Day },
    now: Date,
  ): Promise<TrendPoint[]>;
}

/** A final day never changes, so its counts are read once; a few numbers a province are kept of it. */
export function createTrends(sql: RootSql): Trends {
  const kept = new Map<string, GreenCount[]>();

  /** Counts by day of final days, of all provinces: read once, whoever asks first. */
  async function finalCounts(programme: Programme, keys: ReadonlyMap<Day, string>) {
    const unread = [...keys].filter(([, key]) => !kept.has(key));
    if (unread.length > 0) {
      const days = unread.map(([day]) => day);
      const read = groupBy(await countGreen(sql, programme.code, days), (row) => row.day);
      for (const [day, key] of unread) {
        if (kept.size >= DAYS_KEPT) kept.delete(kept.keys().next().value ?? '');
        kept.set(key, read.get(day) ?? []);
      }
    }
    return [...keys.values()].flatMap((key) => kept.get(key) ?? []);
  }

  return {
    async before(registry, { programme, provinces, province, day }, now) {
      const days = reportingDaysBefore(registry, programme, province, day);
      const keys = new Map(days.map((one) => [one, keyOf(registry, programme, one, now)]));
      const open = days.filter((one) => keys.get(one) === null);
      const counts = await Promise.all([
        finalCounts(programme, new Map([...keys].filter((pair): pair is [Day, string] => pair[1] !== null))),
        open.length === 0 ? [] : countGreen(sql, programme.code, open, provinces),
      ]);
      const asked = new Set(provinces);
      const byDay = groupBy(counts.flat(), (row) => row.day);
      return days.flatMap((one) => {
        const rows = (byDay.get(one) ?? []).filter((row) => asked.has(row.province));
        const total = rows.reduce((sum, row) => sum + row.total, 0);
        return total === 0 ? [] : [{ day: one, total, green: rows.reduce((sum, row) => sum + row.green, 0) }];
      });
    },
  };
}

/**
 * By what a day is remembered; null while it may change. An exception opens final days from its own on for
 * as long as it lasts, and once it has ended they are others than before.
 */
function keyOf(registry: Registry, programme: Programme, day: Day, now: Date): string | null {
  if (!isSettled(programme, day)) return null;
  const exceptions = registry.exceptions.filter((one) => one.day <= day);
  if (exceptions.some((one) => one.until > now)) return null;
  return `${programme.code} ${day} ${exceptions.length}`;
}

/** Oldest first. */
function reportingDaysBefore(
  registry: Registry,
  programme: Programme,
  province: string | undefined,
  day: Day,
): Day[] {
  const { startsOn } = programme;
  if (startsOn === null) return [];
  const calendar = registry.calendar(programme, province);
  const days: Day[] = [];
  for (let one = addDays(day, -1); one >= startsOn && days.length < TREND_DAYS; one = addDays(one, -1))
    if (calendar.isReportingDay(one)) days.unshift(one);
  return days;
}
