import type { Colour, IndicatorState, StatusRow } from '../collect/types.ts';
import type { Day } from '../days.ts';
import type { Sql } from '../db/connect.ts';

/** What the board reads of statuses: without their gaps, which are the most of a row. */

export type DayRow = Pick<
  StatusRow,
  | 'locality'
  | 'day'
  | 'colour'
  | 'required'
  | 'met'
  | 'given'
  | 'sound'
  | 'receivedAt'
  | 'lastReportedOn'
  | 'conditions'
>;

/** Stored rows of a day, of the localities given. */
export async function readDay(
  sql: Sql,
  programme: string,
  day: Day,
  codes: readonly string[],
): Promise<DayRow[]> {
  return await sql<DayRow[]>`
    select locality, day, colour, required, met, given, sound, received_at as "receivedAt",
      last_reported_on as "lastReportedOn", conditions
    from status where programme = ${programme} and day = ${day} and locality = any(${codes as string[]})`;
}

/** How a locality stood on a day that another is compared with. */
export type EarlierRow = Pick<StatusRow, 'locality' | 'day' | 'colour' | 'required' | 'met'>;

export async function readEarlier(
  sql: Sql,
  programme: string,
  days: readonly Day[],
  codes: readonly string[],
): Promise<EarlierRow[]> {
  return await sql<EarlierRow[]>`
    select locality, day, colour, required, met from status
    where programme = ${programme} and day = any(${days as Day[]}::date[])
      and locality = any(${codes as string[]})`;
}

/** Green localities of a province on a day, of how many. */
export interface GreenCount {
  day: Day;
  province: string;
  green: number;
  total: number;
  /** Of how many anything is known. */
  known: number;
}

/** Counts of days by province, each of the localities in force that day; of all provinces, or of those given. */
export async function countGreen(
  sql: Sql,
  programme: string,
  days: readonly Day[],
  provinces?: readonly string[],
): Promise<GreenCount[]> {
  const [green, grey]: Colour[] = ['green', 'grey'];
  return await sql<GreenCount[]>`
    select s.day, l.province, count(*)::int as total, (count(*) filter (where s.colour = ${green}))::int as green,
      (count(*) filter (where s.colour <> ${grey}))::int as known
    from status s
    join locality l on l.code = s.locality and l.valid_from <= s.day and (l.valid_to is null or s.day <= l.valid_to)
    where s.programme = ${programme} and s.day = any(${days as Day[]}::date[])
      ${provinces ? sql`and l.province = any(${provinces as string[]})` : sql``}
    group by s.day, l.province`;
}

/** Localities of a province on a day by how a condition stands there, of those that it is asked of. */
export interface ConditionShare {
  day: Day;
  province: string;
  condition: string;
  met: number;
  total: number;
  /** Of how many it is known. */
  known: number;
}

/** As {@link countGreen}, condition by condition. */
export async function countConditionsMet(
  sql: Sql,
  programme: string,
  days: readonly Day[],
  provinces?: readonly string[],
): Promise<ConditionShare[]> {
  const [met, unknown, exempt]: IndicatorState[] = ['met', 'unknown', 'not_applicable'];
  return await sql<ConditionShare[]>`
    select s.day, l.province, c.key as condition, count(*)::int as total,
      (count(*) filter (where c.value = ${met}))::int as met,
      (count(*) filter (where c.value <> ${unknown}))::int as known
    from status s
    join locality l on l.code = s.locality and l.valid_from <= s.day and (l.valid_to is null or s.day <= l.valid_to)
    cross join lateral jsonb_each_text(s.conditions) c
    where s.programme = ${programme} and s.day = any(${days as Day[]}::date[]) and c.value <> ${exempt}
      ${provinces ? sql`and l.province = any(${provinces as string[]})` : sql``}
    group by s.day, l.province, c.key`;
}

export interface Between {
  /** Localities with a record of one of the days, with who sent the latest. */
  reported: Map<string, string>;
  /** Of each, the indicators that a reviewer spoke of, and who did last. */
  reviewed: Map<string, Set<string>>;
  reviewers: Map<string, string>;
}

/** What happened to localities on the days in (after, through]. */
export async function readBetween(
  sql: Sql,
  codes: readonly string[],
  after: Day,
  through: Day,
): Promise<Between> {
  const reported = await sql<{ locality: string; by: string }[]>`
    select asked.code as locality, last.by from unnest(${codes as string[]}::text[]) as asked(code)
    cross join lateral (select r.by from record r where r.locality = asked.code
      and r.day > ${after} and r.day <= ${through} order by r.day desc, r.revision desc limit 1) last`;
  const marks = await sql<{ locality: string; indicator: string; by: string }[]>`
    select locality, indicator, by from mark
    where locality = any(${codes as string[]}) and set_on > ${after} and set_on <= ${through} order by id`;
  const reviewed = new Map<string, Set<string>>();
  for (const { locality, indicator } of marks)
    reviewed.set(locality, (reviewed.get(locality) ?? new Set()).add(indicator));
  return {
    reported: new Map(reported.map((row) => [row.locality, row.by])),
    reviewed,
    reviewers: new Map(marks.map((row) => [row.locality, row.by])),
  };
}
