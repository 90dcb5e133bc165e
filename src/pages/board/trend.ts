import { addDays, type Day } from '../../days.ts';
import type { RootSql } from '../../db/connect.ts';
import { groupBy } from '../../group-by.ts';
import type { Registry } from '../../registry/snapshot.ts';
import { isFinal } from '../../registry/times.ts';
import type { Programme } from '../../registry/types.ts';
import type { TrendPoint } from './projection.ts';
import { countGreen, type GreenCount } from './store.ts';

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

  async function counts(registry: Registry, programme: Programme, days: Day[], now: Date) {
    const found = new Map<Day, GreenCount[]>();
    const keys = new Map(days.map((day) => [day, keyOf(registry, programme, day, now)]));
    for (const [day, key] of keys) {
      const known = key === null ? undefined : kept.get(key);
      if (known) found.set(day, known);
    }
    const unread = days.filter((day) => !found.has(day));
    if (unread.length === 0) return found;
    const read = groupBy(await countGreen(sql, programme.code, unread), (row) => row.day);
    for (const day of unread) {
      const rows = read.get(day) ?? [];
      found.set(day, rows);
      const key = keys.get(day) ?? null;
      if (key === null) continue;
      if (kept.size >= DAYS_KEPT) kept.delete(kept.keys().next().value ?? '');
      kept.set(key, rows);
    }
    return found;
  }

  return {
    async before(registry, { programme, provinces, province, day }, now) {
      const days = reportingDaysBefore(registry, programme, province, day);
      const byDay = await counts(registry, programme, days, now);
      const asked = new Set(provinces);
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
  if (!isFinal(programme, day)) return null;
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
