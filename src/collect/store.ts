import type { Day } from '../days.ts';
import type { Sql, Tx } from '../db/connect.ts';
import type { DayRecord, Value } from '../intake/types.ts';
import { inPieces } from '../lib/turns.ts';
import type { Colour, Mark, StatusRow, Transition, UnreadStatus } from './types.ts';

export type LocalityRecord = DayRecord & { locality: string };

/** The latest revision of every day from `from` on, and before `before` where it is given. */
export async function readRecords(
  sql: Sql,
  codes: readonly string[],
  from: Day,
  before: Day | null = null,
): Promise<LocalityRecord[]> {
  // Locality by locality along the key: one plan serves every length of history, and it must be this one.
  return await sql<LocalityRecord[]>`
    select r.locality, r.day, r.revision, r."values", r.firsts,
      case when r.revision = 1 then r.received_at else (select f.received_at from record f
        where f.locality = r.locality and f.day = r.day and f.revision = 1) end as "receivedAt"
    from unnest(${codes as string[]}::text[]) as asked(code)
    cross join lateral (select distinct on (day) * from record
      where locality = asked.code and day >= ${from} and day < coalesce(${before}::date, 'infinity')
      order by day, revision desc) r`;
}

export type LocalityMark = Mark & { id: number; locality: string };

/** Oldest first. */
export async function readMarks(sql: Sql, codes: readonly string[]): Promise<LocalityMark[]> {
  return await sql<LocalityMark[]>`
    select m.id, m.locality, m.indicator, m.set_on as "setOn", m.state, m.value, m.cleared_on as "clearedOn"
    from unnest(${codes as string[]}::text[]) as asked(code)
    -- With "offset" it stays a look-up by locality, not a join with all marks of the nation.
    cross join lateral (select * from mark where locality = asked.code offset 0) m order by m.id`;
}

/** Writes down from which day on marks say nothing more. */
export async function clearMarks(
  tx: Tx,
  marks: readonly Pick<LocalityMark, 'id' | 'clearedOn'>[],
): Promise<void> {
  await tx`
    update mark m set cleared_on = x."clearedOn"
    from jsonb_to_recordset(${JSON.stringify(marks)}::text::jsonb) as x(id bigint, "clearedOn" date)
    where m.id = x.id`;
}

const plainColumns = (sql: Sql) => sql`
  programme, locality, day, colour, required, met, given, sound, received_at as "receivedAt",
  last_reported_on as "lastReportedOn", closing_colour as "closingColour"`;
const columns = (sql: Sql) => sql`${plainColumns(sql)}, conditions, gaps`;

/** Stored rows of each locality from its day of `from` on, and the one of the day before; by day. */
export async function readStatuses(
  sql: Sql,
  programme: string,
  codes: readonly string[],
  from: readonly Day[],
): Promise<StatusRow[]> {
  return await sql<StatusRow[]>`
    select ${columns(sql)}
    from unnest(${codes as string[]}::text[], ${from as Day[]}::text[]::date[]) as asked(code, first)
    cross join lateral (select * from status s
      where s.programme = ${programme} and s.locality = asked.code and s.day >= asked.first - 1
      order by s.day) s`;
}

/** The last stored row of each locality before its day of `before`. */
export async function readLastStatuses(
  sql: Sql,
  programme: string,
  codes: readonly string[],
  before: readonly Day[],
): Promise<StatusRow[]> {
  return await sql<StatusRow[]>`
    select ${columns(sql)}
    from unnest(${codes as string[]}::text[], ${before as Day[]}::text[]::date[]) as asked(code, first)
    cross join lateral (select * from status s
      where s.programme = ${programme} and s.locality = asked.code and s.day < asked.first
      order by s.day desc limit 1) s`;
}

/** Stored rows of one day of a programme, of all localities or of the given ones. */
export async function readStatusesOf(
  sql: Sql,
  programme: string,
  day: Day,
  codes?: readonly string[],
): Promise<StatusRow[]> {
  return await sql<StatusRow[]>`
    select ${columns(sql)} from status where programme = ${programme} and day = ${day}
    ${codes ? sql`and locality = any(${codes as string[]})` : sql``}`;
}

/** As {@link readStatusesOf}, with conditions and gaps unread. */
export async function readUnreadStatuses(
  sql: Sql,
  programme: string,
  day: Day,
  codes: readonly string[],
): Promise<UnreadStatus[]> {
  return await sql<UnreadStatus[]>`
    select ${plainColumns(sql)}, conditions::text, gaps::text from status
    where programme = ${programme} and day = ${day} and locality = any(${codes as string[]})`;
}

/** Stored colours of days of localities. */
export async function readColours(
  sql: Sql,
  of: readonly Pick<StatusRow, 'programme' | 'locality' | 'day'>[],
): Promise<Pick<StatusRow, 'programme' | 'locality' | 'day' | 'colour'>[]> {
  return await sql<Pick<StatusRow, 'programme' | 'locality' | 'day' | 'colour'>[]>`
    select s.programme, s.locality, s.day, s.colour
    from unnest(${of.map((one) => one.programme)}::text[], ${of.map((one) => one.locality)}::text[],
      ${of.map((one) => one.day)}::text[]::date[]) as asked(programme, locality, day)
    join status s using (programme, locality, day)`;
}

/** Stored rows of one locality, by day. */
export async function readStatusesBetween(
  sql: Sql,
  programme: string,
  locality: string,
  from: Day,
  to: Day,
): Promise<StatusRow[]> {
  return await sql<StatusRow[]>`
    select ${columns(sql)} from status
    where programme = ${programme} and locality = ${locality} and day between ${from} and ${to} order by day`;
}

/**
 * Stores statuses and the transitions that led to them, in the caller's transaction: in one statement, or, `atATime`
 * of each in a statement, in turns with other requests.
 * What a day closed with is not touched: see {@link writeClosing}.
 */
export async function writeStatuses(
  tx: Tx,
  rows: readonly StatusRow[],
  transitions: readonly Transition[],
  now: Date,
  atATime = Number.POSITIVE_INFINITY,
): Promise<void> {
  await inPieces([rows, transitions], atATime, (some, led) => writeSome(tx, some, led, now));
}

async function writeSome(
  tx: Tx,
  rows: readonly StatusRow[],
  transitions: readonly Transition[],
  now: Date,
): Promise<void> {
  await tx`
    with written as (
      insert into status (programme, locality, day, colour, required, met, given, sound, received_at,
        last_reported_on, conditions, gaps)
      select programme, locality, day, colour, required, met, given, sound, "receivedAt",
        "lastReportedOn", conditions, gaps
      from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as x(programme text, locality text, day date,
        colour text, required smallint, met smallint, given smallint, sound smallint, "receivedAt" timestamptz,
        "lastReportedOn" date, conditions jsonb, gaps jsonb)
      on conflict (programme, locality, day) do update set colour = excluded.colour,
        required = excluded.required, met = excluded.met, given = excluded.given, sound = excluded.sound,
        received_at = excluded.received_at, last_reported_on = excluded.last_reported_on,
        conditions = excluded.conditions, gaps = excluded.gaps)
    insert into transition (programme, locality, day, kind, subject, from_state, to_state, cause, at, consumed_at)
    select programme, locality, day, kind, subject, "from", "to", cause, ${now.toISOString()}::timestamptz,
      -- Alerts are made of the other kinds; a change of the past alerts nobody.
      case when kind = 'gap' or cause = 'restated' then ${now.toISOString()}::timestamptz end
    from jsonb_to_recordset(${JSON.stringify(transitions)}::text::jsonb) as x(programme text, locality text,
      day date, kind text, subject text, "from" text, "to" text, cause text)`;
}

/** Fixes the colour with which localities closed a day. */
export async function writeClosing(
  tx: Tx,
  programme: string,
  day: Day,
  closings: readonly { locality: string; colour: Colour }[],
): Promise<void> {
  await tx`
    update status s set closing_colour = x.colour
    from jsonb_to_recordset(${JSON.stringify(closings)}::text::jsonb) as x(locality text, colour text)
    where s.programme = ${programme} and s.day = ${day} and s.locality = x.locality`;
}

/** Codes of the localities, each with a day up to which to look, that ceased to be green last because a rule was changed. */
export async function readMovedByRules(
  sql: Sql,
  programme: string,
  fallen: readonly { locality: string; day: Day }[],
): Promise<Set<string>> {
  if (fallen.length === 0) return new Set();
  const rows = await sql<{ locality: string }[]>`
    select asked.code as locality
    from unnest(${fallen.map((one) => one.locality)}::text[], ${fallen.map((one) => one.day)}::text[]::date[])
      as asked(code, day)
    cross join lateral (select cause from transition t where t.programme = ${programme}
      and t.locality = asked.code and t.day <= asked.day and t.kind = 'colour' and t.from_state = 'green'
      order by t.id desc limit 1) last
    where last.cause = 'rule_changed'`;
  return new Set(rows.map((row) => row.locality));
}

/** Of localities those that a changed rule made green, or green no more, last: between a day and another, this one included. */
export async function readRuleMoves(
  sql: Sql,
  programme: string,
  codes: readonly string[],
  since: Day,
  through: Day,
): Promise<{ code: string; day: Day }[]> {
  return await sql<{ code: string; day: Day }[]>`
    select asked.code, last.day
    from unnest(${codes as string[]}::text[]) with ordinality as asked(code, place)
    cross join lateral (select day, cause from transition
      where programme = ${programme} and locality = asked.code and kind = 'colour'
        and day > ${since} and day <= ${through} and (from_state = 'green') <> (to_state = 'green')
      order by id desc limit 1) last
    where last.cause = 'rule_changed' order by asked.place`;
}

/** A colour that a changed rule moved. */
export interface RuleMove {
  day: Day;
  from: Colour;
  to: Colour;
}

/** What changed rules did to the colour of a locality since a day, latest first. */
export async function readMovesByRules(
  sql: Sql,
  programme: string,
  locality: string,
  since: Day,
): Promise<RuleMove[]> {
  return await sql<RuleMove[]>`
    select day, from_state as "from", to_state as "to" from transition
    where programme = ${programme} and locality = ${locality} and day >= ${since}
      and kind = 'colour' and cause = 'rule_changed'
    order by id desc limit 20`;
}

/** Moves the mark up to which days are final, never back. Returns whether it moved. */
export async function advanceFinal(sql: Sql, programme: string, through: Day): Promise<boolean> {
  const rows = await sql`
    with moved as (
      update programme set final_through = ${through}
      where code = ${programme} and (final_through is null or final_through < ${through}) returning code)
    update registry_version set version = version + 1 where exists (select from moved) returning version`;
  return rows.length > 0;
}

/** Forgets the stored statuses of a programme's days before `day`. */
export async function dropStatusesBefore(sql: Sql, programme: string, day: Day): Promise<void> {
  await sql`delete from status where programme = ${programme} and day < ${day}`;
}

/** Stores what a reviewer said of values. The caller holds the localities' locks. */
export async function insertMarks(
  tx: Tx,
  marks: readonly NewMark[],
  { setOn, by, at }: { setOn: Day; by: string; at: Date },
): Promise<void> {
  await tx`
    insert into mark (locality, indicator, set_on, state, value, reason, by, at)
    select locality, indicator, ${setOn}::date, state, value, reason, ${by}, ${at.toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(marks)}::text::jsonb) as x(locality text, indicator text, state text,
      value jsonb, reason text)`;
}

export interface NewMark {
  locality: string;
  indicator: string;
  value: Value;
  state: 'questioned' | 'verified';
  reason: string;
}

/** What a locality's scores may be made of, over days that have closed. */
export interface ScoredDays {
  locality: string;
  days: number;
  onTime: number;
  reported: number;
  green: number;
  required: number;
  given: number;
  sound: number;
}

/** Counts the days of localities, each day with its cutoff: before it a record is on time. */
export async function countScored(
  sql: Sql,
  programme: string,
  codes: readonly string[],
  days: readonly { day: Day; cutoff: Date }[],
): Promise<ScoredDays[]> {
  return await sql<ScoredDays[]>`
    select s.locality, count(*)::int as days,
      (count(*) filter (where s.received_at < d.cutoff))::int as "onTime",
      (count(*) filter (where s.received_at is not null))::int as reported,
      (count(*) filter (where s.colour = 'green'))::int as green,
      sum(s.required)::int as required, sum(s.given)::int as given, sum(s.sound)::int as sound
    from unnest(${days.map((one) => one.day)}::text[]::date[],
      ${days.map((one) => one.cutoff.toISOString())}::text[]::timestamptz[]) as d(day, cutoff)
    join status s on s.programme = ${programme} and s.day = d.day and s.locality = any(${codes as string[]})
    group by s.locality`;
}

/** On how many of the days given each locality has reported before the cutoff, which is of its province and the day. */
export async function countOnTime(
  sql: Sql,
  programme: string,
  days: readonly { day: Day; province: string; cutoff: Date }[],
): Promise<Map<string, number>> {
  if (days.length === 0) return new Map();
  const rows = await sql<{ locality: string; count: number }[]>`
    select s.locality, count(*)::int as count
    from unnest(${days.map((one) => one.day)}::text[]::date[], ${days.map((one) => one.province)}::text[],
      ${days.map((one) => one.cutoff.toISOString())}::text[]::timestamptz[]) as asked(day, province, cutoff)
    join locality l on l.province = asked.province
    join status s on s.programme = ${programme} and s.locality = l.code and s.day = asked.day
    where s.received_at < asked.cutoff
    group by s.locality`;
  return new Map(rows.map(({ locality, count }) => [locality, count]));
}
