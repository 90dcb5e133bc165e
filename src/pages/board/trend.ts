import { percent } from '../../collect/percent.ts';
import { addDays, type Day } from '../../days.ts';
import type { RootSql } from '../../db/connect.ts';
import { countConditionsMet, countGreen, type GreenCount } from '../../figures/store.ts';
import { groupBy } from '../../lib/group-by.ts';
import type { Registry } from '../../registry/snapshot.ts';
import { isSettled } from '../../registry/times.ts';
import type { Programme } from '../../registry/types.ts';
import type { SharePoint } from '../charts/trend-line.tsx';
import type { TrendPoint } from './projection.ts';

/** Reporting days that a trend goes back at most: what it costs does not grow with history. */
export const TREND_DAYS = 40;
/** Days remembered, of all programmes. */
const DAYS_KEPT = 400;

export interface TrendQuestion {
  programme: Programme;
  provinces: readonly string[];
  province: string | undefined;
  day: Day;
}

/** How it went, by reporting day, up to the day before the one asked for. Days of which nothing is known are none. */
export interface Trends {
  /** Green localities of the provinces together. */
  before(registry: Registry, asked: TrendQuestion, now: Date): Promise<TrendPoint[]>;
  /** The share of green localities of each province, by its code. */
  byProvince(registry: Registry, asked: TrendQuestion, now: Date): Promise<Map<string, SharePoint[]>>;
  /** The share of localities that meet a condition, by its code, of those that it is asked of. */
  byCondition(registry: Registry, asked: TrendQuestion, now: Date): Promise<Map<string, SharePoint[]>>;
}

export function createTrends(sql: RootSql): Trends {
  const greens = createCounts(sql, countGreen);
  const conditions = createCounts(sql, countConditionsMet);
  return {
    async before(registry, asked, now) {
      const { days, rows } = await greens(registry, asked, now);
      const byDay = groupBy(rows, (row) => row.day);
      return days.flatMap((day) => {
        const sum = summed(byDay.get(day) ?? []);
        const { green, total } = sum;
        return sum.known === 0 ? [] : [{ day, total, green }];
      });
    },
    async byProvince(registry, asked, now) {
      const { days, rows } = await greens(registry, asked, now);
      return sharesBy(days, rows, (row) => row.province);
    },
    async byCondition(registry, asked, now) {
      const { days, rows } = await conditions(registry, asked, now);
      return sharesBy(
        days,
        rows.map((row) => ({ ...row, green: row.met })),
        (row) => row.condition,
      );
    },
  };
}

type Counted = Pick<GreenCount, 'day' | 'green' | 'known' | 'total'>;

function sharesBy<T extends Counted>(days: readonly Day[], rows: readonly T[], keyOf: (row: T) => string) {
  return new Map(
    [...groupBy(rows, keyOf)].map(([key, own]) => {
      const byDay = groupBy(own, (row) => row.day);
      const points = days.map((day): SharePoint => {
        const { green, known, total } = summed(byDay.get(day) ?? []);
        return { day, percent: known === 0 ? null : percent(green, total) };
      });
      return [key, points] as const;
    }),
  );
}

function summed(rows: readonly Counted[]): Omit<Counted, 'day'> {
  const sum = { green: 0, known: 0, total: 0 };
  for (const { green, known, total } of rows) {
    sum.green += green;
    sum.known += known;
    sum.total += total;
  }
  return sum;
}

/** A final day never changes, so its counts are read once; a few numbers a province are kept of it. */
function createCounts<T extends { day: Day; province: string }>(
  sql: RootSql,
  count: (
    sql: RootSql,
    programme: string,
    days: readonly Day[],
    provinces?: readonly string[],
  ) => Promise<T[]>,
) {
  const kept = new Map<string, T[]>();

  /** Counts by day of final days, of all provinces: read once, whoever asks first. */
  async function finalCounts(programme: Programme, keys: ReadonlyMap<Day, string>): Promise<T[]> {
    const unread = [...keys].filter(([, key]) => !kept.has(key));
    const read = new Map<string, T[]>();
    if (unread.length > 0) {
      const days = unread.map(([day]) => day);
      const byDay = groupBy(await count(sql, programme.code, days), (row) => row.day);
      for (const [day, key] of unread) {
        read.set(key, byDay.get(day) ?? []);
        if (kept.size >= DAYS_KEPT) kept.delete(kept.keys().next().value ?? '');
        kept.set(key, byDay.get(day) ?? []);
      }
    }
    return [...keys.values()].flatMap((key) => kept.get(key) ?? read.get(key) ?? []);
  }

  return async (registry: Registry, { programme, provinces, province, day }: TrendQuestion, now: Date) => {
    const days = reportingDaysBefore(registry, programme, province, day);
    const keys = new Map(days.map((one) => [one, keyOf(registry, programme, one, now)]));
    const open = days.filter((one) => keys.get(one) === null);
    const counts = await Promise.all([
      finalCounts(programme, new Map([...keys].filter((pair): pair is [Day, string] => pair[1] !== null))),
      open.length === 0 ? [] : count(sql, programme.code, open, provinces),
    ]);
    const asked = new Set(provinces);
    return { days, rows: counts.flat().filter((row) => asked.has(row.province)) };
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

/** Reporting days before one, oldest first; no more than {@link TREND_DAYS}. */
export function reportingDaysBefore(
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
