import { percent } from '../../collect/percent.ts';
import { addDays, type Day } from '../../days.ts';
import type { RootSql } from '../../db/connect.ts';
import {
  countDays,
  type DayCount,
  type EarlierRow,
  readEarlier,
  readEarlierIn,
} from '../../figures/store.ts';
import { groupBy } from '../../lib/group-by.ts';
import type { Registry } from '../../registry/snapshot.ts';
import { isSettled } from '../../registry/times.ts';
import type { Locality, Programme } from '../../registry/types.ts';
import type { SharePoint } from '../charts/trend-line.tsx';
import type { TrendPoint } from './projection.ts';

/** Reporting days that a trend goes back at most: what it costs does not grow with history. */
export const TREND_DAYS = 40;
/** Days remembered, of all programmes: of each a few figures a province, and their sums for those asked. */
const DAYS_KEPT = 400;
/** Days of provinces of which each locality is remembered. */
const ROWS_KEPT = 600;

export interface TrendQuestion {
  programme: Programme;
  provinces: readonly string[];
  province: string | undefined;
  day: Day;
}

/** How it went, by reporting day, up to the day before the one asked for. */
export interface Course {
  /** Green localities of the provinces together. Days of which nothing is known are none. */
  points: TrendPoint[];
  /** The share of green localities of each province, by its code. */
  byProvince: Map<string, SharePoint[]>;
  /** The share of localities that meet a condition, by its code, of those that it is asked of. */
  byCondition: Map<string, SharePoint[]>;
}

/** What final days were like is read once; all else as often as it is asked for. */
export interface Trends {
  course(registry: Registry, asked: TrendQuestion, now: Date): Promise<Course>;
  /** How localities stood on days, of each day those of which anything is stored. */
  earlier(
    registry: Registry,
    asked: { programme: Programme; days: readonly Day[]; localities: readonly Locality[] },
    now: Date,
  ): Promise<Map<Day, EarlierRow[]>>;
}

export function createTrends(sql: RootSql): Trends {
  const counts = createKept<DayCounts>(DAYS_KEPT);
  const sums = createKept<DaySums>(DAYS_KEPT);
  const rows = createKept<EarlierRow[]>(ROWS_KEPT);

  /** Counts of final days are read of all provinces together, whoever asks first. */
  async function countsOf(
    registry: Registry,
    programme: Programme,
    days: readonly Day[],
    provinces?: readonly string[],
  ): Promise<Map<Day, DayCounts>> {
    if (days.length === 0) return new Map();
    const conditions = registry.conditions.map(({ code }) => code);
    const read = groupBy(await countDays(sql, programme.code, days, conditions, provinces), (row) => row.day);
    return new Map(days.map((day) => [day, { conditions, provinces: read.get(day) ?? [] }]));
  }

  return {
    async course(registry, { programme, provinces, province, day }, now) {
      const days = reportingDaysBefore(registry, programme, province, day);
      const keys = new Map(days.map((one) => [one, keyOf(registry, programme, one, now)]));
      const ofThem = provinces.join();
      const sumsKey = (key: string) => `${key} ${ofThem}`;
      const summed = new Map<Day, DaySums>();
      const unsummed: Day[] = [];
      for (const [one, key] of keys) {
        const known = key === null ? undefined : sums.get(sumsKey(key));
        if (known) summed.set(one, known);
        else unsummed.push(one);
      }
      const open = unsummed.filter((one) => keys.get(one) === null);
      const final = unsummed.flatMap((one) => {
        const key = keys.get(one);
        return key ? [{ one, key, known: counts.get(key) }] : [];
      });
      const [ofFinal, ofOpen] = await Promise.all([
        countsOf(
          registry,
          programme,
          final.filter(({ known }) => known === undefined).map(({ one }) => one),
        ),
        countsOf(registry, programme, open, provinces),
      ]);
      for (const [one, count] of ofOpen) summed.set(one, sumsOf(count, provinces));
      for (const { one, key, known } of final) {
        const count = known ?? ofFinal.get(one) ?? { conditions: [], provinces: [] };
        counts.set(key, count);
        const sum = sumsOf(count, provinces);
        sums.set(sumsKey(key), sum);
        summed.set(one, sum);
      }
      const ofDays = days.flatMap((one) => {
        const sum = summed.get(one);
        return sum ? [{ day: one, sum }] : [];
      });
      return {
        points: ofDays.flatMap(({ day: one, sum: { all } }) =>
          all.known === 0 ? [] : [{ day: one, total: all.total, green: all.good }],
        ),
        byProvince: sharesBy(ofDays, (sum) => sum.provinces),
        byCondition: sharesBy(ofDays, (sum) => sum.conditions),
      };
    },

    async earlier(registry, { programme, days, localities }, now) {
      const codes = localities.map((one) => one.code);
      const provinces = [...new Set(localities.map((one) => one.province))];
      const keys = new Map(days.map((day) => [day, keyOf(registry, programme, day, now)]));
      const open = days.filter((day) => keys.get(day) === null);
      const rowsKey = (key: string, province: string) => `${key} ${province}`;
      const final = days.flatMap((day) => {
        const key = keys.get(day);
        return key ? [{ day, key }] : [];
      });
      const unread = final.filter(({ key }) =>
        provinces.some((province) => rows.get(rowsKey(key, province)) === undefined),
      );
      const [ofOpen, ofFinal] = await Promise.all([
        open.length === 0 ? [] : readEarlier(sql, programme.code, open, codes),
        unread.length === 0
          ? []
          : readEarlierIn(
              sql,
              programme.code,
              unread.map(({ day }) => day),
              provinces,
            ),
      ]);
      const asked = new Set(codes);
      const found = groupBy(ofOpen, (row) => row.day);
      const read = groupBy(
        ofFinal,
        (row) => `${row.day} ${registry.localities.get(row.locality)?.province ?? ''}`,
      );
      for (const { day, key } of final) {
        const own = provinces.flatMap((province) => {
          const at = rowsKey(key, province);
          const known = rows.get(at) ?? read.get(`${day} ${province}`) ?? [];
          rows.set(at, known);
          return known;
        });
        if (own.length > 0) found.set(day, own);
      }
      return new Map(
        [...found].flatMap(([day, all]) => {
          const own = all.filter((row) => asked.has(row.locality));
          return own.length === 0 ? [] : [[day, own] as const];
        }),
      );
    },
  };
}

/** Counts of a day, by province; the conditions that their figures are of. */
interface DayCounts {
  conditions: readonly string[];
  provinces: readonly DayCount[];
}

interface Sum {
  good: number;
  known: number;
  total: number;
}

interface DaySums {
  all: Sum;
  provinces: Map<string, Sum>;
  conditions: Map<string, Sum>;
}

function sumsOf({ conditions, provinces: counts }: DayCounts, provinces: readonly string[]): DaySums {
  const asked = new Set(provinces);
  const own = counts.filter((one) => asked.has(one.province));
  const sum = (of: (count: DayCount) => Sum) => {
    const all = { good: 0, known: 0, total: 0 };
    for (const { good, known, total } of own.map(of)) {
      all.good += good;
      all.known += known;
      all.total += total;
    }
    return all;
  };
  const greens = ({ green, known, total }: DayCount): Sum => ({ good: green, known, total });
  return {
    all: sum(greens),
    provinces: new Map(own.map((count) => [count.province, greens(count)])),
    conditions: new Map(
      conditions.flatMap((code, place) => {
        const ofCondition = sum(({ figures }) => {
          const [total = 0, known = 0, good = 0] = figures.slice(3 * place);
          return { good, known, total };
        });
        // Of a condition that nobody was asked there is nothing to say.
        return ofCondition.total === 0 ? [] : [[code, ofCondition] as const];
      }),
    ),
  };
}

function sharesBy(
  days: readonly { day: Day; sum: DaySums }[],
  of: (sum: DaySums) => Map<string, Sum>,
): Map<string, SharePoint[]> {
  const keys = new Set(days.flatMap(({ sum }) => [...of(sum).keys()]));
  return new Map(
    [...keys].map((key) => [
      key,
      days.map(({ day, sum }) => {
        const own = of(sum).get(key);
        return { day, percent: own === undefined || own.known === 0 ? null : percent(own.good, own.total) };
      }),
    ]),
  );
}

/** What is remembered of final days, which never change: the oldest is forgotten first. */
function createKept<T>(most: number) {
  const kept = new Map<string, T>();
  return {
    get: (key: string) => kept.get(key),
    set(key: string, value: T) {
      if (kept.has(key)) return;
      if (kept.size >= most) kept.delete(kept.keys().next().value ?? '');
      kept.set(key, value);
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
