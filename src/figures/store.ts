import type { Colour, IndicatorState, StatusRow } from '../collect/types.ts';
import type { Day } from '../days.ts';
import type { Sql } from '../db/connect.ts';

/** What the board reads of statuses: without their gaps, which are the most of a row. */

export type DayRow = ReportRow & Pick<StatusRow, 'conditions'>;

/** What a day is added up from. */
export type ReportRow = Pick<
  StatusRow,
  'locality' | 'day' | 'colour' | 'required' | 'met' | 'given' | 'sound' | 'receivedAt' | 'lastReportedOn'
>;

const reportColumns = (sql: Sql) => sql`
  locality, day, colour, required, met, given, sound, received_at as "receivedAt",
  last_reported_on as "lastReportedOn"`;

/** To name more localities than these costs more than to read the day of all. */
const MANY = 1_000;

const ofThem = (sql: Sql, codes: readonly string[]) =>
  codes.length > MANY ? sql`` : sql`and locality = any(${codes as string[]})`;

/** Stored rows of a day, of the localities given; where they are many, of others as well. */
export async function readDay(
  sql: Sql,
  programme: string,
  day: Day,
  codes: readonly string[],
): Promise<DayRow[]> {
  return await sql<DayRow[]>`
    select ${reportColumns(sql)}, conditions
    from status where programme = ${programme} and day = ${day} ${ofThem(sql, codes)}`;
}

/** The same without their conditions. */
export async function readReports(
  sql: Sql,
  programme: string,
  day: Day,
  codes: readonly string[],
): Promise<ReportRow[]> {
  return await sql<ReportRow[]>`
    select ${reportColumns(sql)}
    from status where programme = ${programme} and day = ${day} ${ofThem(sql, codes)}`;
}

/** How a locality stood on a day that another is compared with. */
export type EarlierRow = Pick<StatusRow, 'locality' | 'day' | 'colour' | 'required' | 'met'>;

/** Stored rows of days, of the localities given; where they are many, of others as well. */
export async function readEarlier(
  sql: Sql,
  programme: string,
  days: readonly Day[],
  codes: readonly string[],
): Promise<EarlierRow[]> {
  return await sql<EarlierRow[]>`
    select locality, day, colour, required, met from status
    where programme = ${programme} and day = any(${days as Day[]}::date[]) ${ofThem(sql, codes)}`;
}

/** Stored rows of days, of all localities of the provinces given. */
export async function readEarlierIn(
  sql: Sql,
  programme: string,
  days: readonly Day[],
  provinces: readonly string[],
): Promise<EarlierRow[]> {
  return await sql<EarlierRow[]>`
    select locality, day, colour, required, met from status
    where programme = ${programme} and day = any(${days as Day[]}::date[])
      and locality in (select code from locality where province = any(${provinces as string[]}))`;
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

/** The same, with three figures of each condition asked about: of how many it is asked, of how many known, met by. */
export interface DayCount extends GreenCount {
  figures: number[];
}

/** As {@link countGreen}, with figures of conditions in the order given: read in one go through the rows. */
export async function countDays(
  sql: Sql,
  programme: string,
  days: readonly Day[],
  conditions: readonly string[],
  provinces?: readonly string[],
): Promise<DayCount[]> {
  const [green, grey]: Colour[] = ['green', 'grey'];
  const [met, unknown, exempt]: IndicatorState[] = ['met', 'unknown', 'not_applicable'];
  const states = conditions.map((_, place) => sql(`state_${place}`));
  return await sql<DayCount[]>`
    select day, province, count(*)::int as total, (count(*) filter (where colour = ${green}))::int as green,
      (count(*) filter (where colour <> ${grey}))::int as known,
      array[${states.map(
        (state, place) => sql`${place === 0 ? sql`` : sql`,`} count(*) filter (where ${state} <> ${exempt}),
          count(*) filter (where ${state} not in (${exempt}, ${unknown})), count(*) filter (where ${state} = ${met})`,
      )}]::int[] as figures
    -- Each state is taken out of its row once, and then looked at three times.
    from (
      select s.day, l.province, s.colour
        ${conditions.map((code, place) => sql`, s.conditions ->> ${code} as ${sql(`state_${place}`)}`)}
      from status s
      join locality l on l.code = s.locality and l.valid_from <= s.day and (l.valid_to is null or s.day <= l.valid_to)
      where s.programme = ${programme} and s.day = any(${days as Day[]}::date[])
        ${provinces ? sql`and l.province = any(${provinces as string[]})` : sql``}
      offset 0) of_day
    group by day, province`;
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
