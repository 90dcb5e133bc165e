import type { Day } from '../days.ts';
import type { Sql, Tx } from '../db/connect.ts';
import { inPieces } from '../lib/turns.ts';
import type { LatestRevision } from './decide.ts';
import type { CurrentValues, Firsts, Values } from './types.ts';

export type RecordSource = 'api' | 'batch' | 'import' | 'form' | 'dhis2';

export interface Locked {
  values: CurrentValues;
  /** The latest day with a record. */
  lastDay: Day | null;
}

/**
 * Takes the locks of localities, in code order, and reads what each holds now. Whoever writes a
 * locality's records, marks or status begins with this.
 */
export async function lockLocalities(tx: Tx, codes: readonly string[]): Promise<Map<string, Locked>> {
  const rows = await tx<({ locality: string } & Locked)[]>`
    select locality, "values", last_day as "lastDay" from current_values
    where locality = any(${codes as string[]}) order by locality for update`;
  return new Map(rows.map(({ locality, ...held }) => [locality, held]));
}

/** The same, of those alone that nobody else holds: it never waits, and what is missing is held by others. */
export async function lockFree(tx: Tx, codes: readonly string[]): Promise<Map<string, Locked>> {
  const rows = await tx<({ locality: string } & Locked)[]>`
    select locality, "values", last_day as "lastDay" from current_values
    where locality = any(${codes as string[]}) order by locality for update skip locked`;
  return new Map(rows.map(({ locality, ...held }) => [locality, held]));
}

/** From here on the transaction waits no longer than this for any lock; then it fails. */
export async function waitForLocks(tx: Tx, ms: number): Promise<void> {
  await tx`select set_config('lock_timeout', ${String(ms)}, true)`;
}

/** Like {@link lockLocalities}, of the current values alone. */
export async function lockCurrent(tx: Tx, codes: readonly string[]): Promise<Map<string, CurrentValues>> {
  const locked = await lockLocalities(tx, codes);
  return new Map([...locked].map(([code, { values }]) => [code, values]));
}

/** The same without the locks, for whoever only reads. */
/** Whether any of these localities has ever reported. */
export async function anyReported(sql: Sql, codes: readonly string[]): Promise<boolean> {
  const [row] = await sql<{ any: boolean }[]>`
    select exists (select from current_values
      where locality = any(${codes as string[]}) and last_day is not null) as any`;
  return row?.any ?? false;
}

export async function readCurrent(sql: Sql, codes: readonly string[]): Promise<Map<string, CurrentValues>> {
  const rows = await sql<{ locality: string; values: CurrentValues }[]>`
    select locality, "values" from current_values where locality = any(${codes as string[]})`;
  return new Map(rows.map((row) => [row.locality, row.values]));
}

/** A locality with the earliest day that is spoken of. */
export interface Since {
  locality: string;
  from: Day;
}

/** The latest revision of a locality's day, with the receipt of the first. */
export interface KnownRecord extends LatestRevision {
  locality: string;
  day: Day;
  firstReceivedAt: Date;
  firsts?: Firsts | null | undefined;
}

/** Of each locality the latest revisions of all days from its own on. The caller has the localities' locks. */
export async function readSince(tx: Tx, since: readonly Since[]): Promise<KnownRecord[]> {
  // Where the latest day is earlier, as in the rush before the cutoff, no record is looked for.
  return await tx<KnownRecord[]>`
    select r.locality, r.day, r.revision, r."values", r.note, r.received_at as "receivedAt", r.firsts,
      case when r.revision = 1 then r.received_at else (select f.received_at from record f
        where f.locality = r.locality and f.day = r.day and f.revision = 1) end as "firstReceivedAt"
    from unnest(${since.map(({ locality }) => locality)}::text[], ${since.map(({ from }) => from)}::text[]::date[])
      as asked(code, first)
    join current_values c on c.locality = asked.code and c.last_day >= asked.first
    cross join lateral (select distinct on (day) * from record
      where locality = asked.code and day >= asked.first order by day, revision desc) r`;
}

export interface NewRevision {
  locality: string;
  day: Day;
  revision: number;
  values: Values;
  note: string | null;
  receivedAt: Date;
  by: string;
  firsts?: Firsts | null | undefined;
}

type NewCurrent = { locality: string; values: CurrentValues; lastDay: Day };

/**
 * Appends revisions and stores the current values that they leave: in one statement, or, `atATime` of each in a
 * statement, in turns with other requests.
 */
export async function insertRecords(
  tx: Tx,
  revisions: readonly NewRevision[],
  current: readonly NewCurrent[],
  channel: RecordSource,
  atATime = Number.POSITIVE_INFINITY,
): Promise<void> {
  await inPieces([revisions, current], atATime, (some, left) => insertSome(tx, some, left, channel));
}

async function insertSome(
  tx: Tx,
  revisions: readonly NewRevision[],
  current: readonly NewCurrent[],
  channel: RecordSource,
): Promise<void> {
  await tx`
    with held as (
      update current_values c set "values" = m."values", last_day = greatest(c.last_day, m."lastDay")
      from jsonb_to_recordset(${JSON.stringify(current)}::text::jsonb)
        as m(locality text, "values" jsonb, "lastDay" date)
      -- Said twice, so that the planner looks rows up rather than read the whole table for one.
      where c.locality = m.locality and c.locality = any(${current.map((one) => one.locality)}))
    insert into record (locality, day, revision, received_at, by, channel, note, "values", firsts)
    select locality, day, revision, "receivedAt", by, ${channel}, note, "values", firsts
    from jsonb_to_recordset(${JSON.stringify(revisions)}::text::jsonb) as x(locality text, day date,
      revision integer, "receivedAt" timestamptz, by text, note text, "values" jsonb, firsts jsonb)`;
}

/**
 * Makes the current values of localities anew from their records, for the given indicators: of each the
 * value of the latest day whose latest revision has it.
 */
export async function rebuildCurrent(
  tx: Tx,
  localities: readonly string[],
  indicators: readonly string[],
): Promise<Map<string, CurrentValues>> {
  const rows = await tx<{ locality: string; values: CurrentValues }[]>`
    with rebuilt as (
      select l.code as locality, max(v.day) as last_day,
        coalesce(jsonb_object_agg(i.code, jsonb_build_object('day', v.day, 'revision', v.revision, 'value', v.value))
          filter (where v.day is not null), '{}') as "values"
      from unnest(${localities as string[]}::text[]) as l(code)
      cross join unnest(${indicators as string[]}::text[]) as i(code)
      left join lateral (
        select r.day, r.revision, r."values" -> i.code as value from record r
        where r.locality = l.code and jsonb_exists(r."values", i.code) and not exists (
          select from record n where n.locality = r.locality and n.day = r.day and n.revision > r.revision)
        order by r.day desc limit 1) v on true
      group by l.code)
    update current_values c
    set "values" = b."values", last_day = (select max(r.day) from record r where r.locality = b.locality)
    from rebuilt b where c.locality = b.locality
    returning c.locality, c."values"`;
  return new Map(rows.map((row) => [row.locality, row.values]));
}

export interface RecordRow {
  locality: string;
  day: Day;
  revision: number;
  receivedAt: Date;
  by: string;
  channel: RecordSource;
  note: string | null;
  values: Values;
}

/** Every revision of one day, oldest first. */
export async function readRevisions(sql: Sql, locality: string, day: Day): Promise<RecordRow[]> {
  return await sql<RecordRow[]>`
    select locality, day, revision, received_at as "receivedAt", by, channel, note, "values"
    from record where locality = ${locality} and day = ${day} order by revision`;
}

/** Values of the latest revisions of these days, where there is one. */
export async function readRecordsOn(
  sql: Sql,
  localities: readonly string[],
  days: readonly Day[],
): Promise<Pick<RecordRow, 'locality' | 'day' | 'values'>[]> {
  if (localities.length === 0 || days.length === 0) return [];
  return await sql<Pick<RecordRow, 'locality' | 'day' | 'values'>[]>`
    select distinct on (locality, day) locality, day, "values" from record
    where locality = any(${localities as string[]}) and day = any(${days as string[]}::text[]::date[])
    order by locality, day, revision desc`;
}

/** Latest revisions of the days of an area, newest day first, from after a cursor on. */
export async function readDays(
  sql: Sql,
  query: {
    localities: readonly string[];
    from: Day;
    to: Day;
    limit: number;
    after: { day: Day; locality: string } | null;
  },
): Promise<RecordRow[]> {
  const { after } = query;
  return await sql<RecordRow[]>`
    select r.locality, r.day, r.revision, r.received_at as "receivedAt", r.by, r.channel, r.note, r."values"
    from record r
    where r.locality = any(${query.localities as string[]}) and r.day between ${query.from} and ${query.to}
      and not exists (select from record n
        where n.locality = r.locality and n.day = r.day and n.revision > r.revision)
      ${after ? sql`and (r.day < ${after.day} or (r.day = ${after.day} and r.locality > ${after.locality}))` : sql``}
    order by r.day desc, r.locality limit ${query.limit}`;
}

/** The latest revision of each of these days, where there is one. */
export async function readLatestOf(
  sql: Sql,
  asked: readonly { locality: string; day: Day }[],
): Promise<RecordRow[]> {
  return await sql<RecordRow[]>`
    select r.locality, r.day, r.revision, r.received_at as "receivedAt", r.by, r.channel, r.note, r."values"
    from unnest(${asked.map((one) => one.locality)}::text[], ${asked.map((one) => one.day)}::date[])
      as asked(locality, day)
    cross join lateral (select * from record of
      where of.locality = asked.locality and of.day = asked.day order by of.revision desc limit 1) r`;
}

/** Those localities of a list that have a record of a day. */
export async function reportedOn(sql: Sql, codes: readonly string[], day: Day): Promise<Set<string>> {
  const rows = await sql<{ locality: string }[]>`
    select asked.code as locality from unnest(${codes as string[]}::text[]) as asked(code)
    where exists (select from record r where r.locality = asked.code and r.day = ${day})`;
  return new Set(rows.map((row) => row.locality));
}
