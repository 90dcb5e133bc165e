import type { Day } from '../days.ts';
import type { Sql, Tx } from '../db/connect.ts';
import type { Doubt, KnownFlag, PastRecord, ReviewSettings } from './types.ts';

/** What the looking through of records reads and writes. */

/** A locality with the days it is looked through for. */
export interface Asked {
  locality: string;
  /** The earliest open day. */
  openFrom: Day;
  /** The earliest day that the rules look back to. */
  lookFrom: Day;
  /** What else it is judged by, in a text that differs whenever that does; null for nothing. */
  also: string | null;
}

export type Stored<T> = T & { locality: string };

/** What an operator set; undefined where he set nothing. */
export async function readSettings(sql: Sql): Promise<ReviewSettings | undefined> {
  const [row] = await sql<ReviewSettings[]>`
    select fall_percent as "fallPercent", fall_units as "fallUnits", returns, return_days as "returnDays",
      same_records as "sameRecords", evidence_for as "evidenceFor" from review_settings`;
  return row;
}

export async function writeSettings(tx: Tx, of: ReviewSettings): Promise<void> {
  await tx`
    insert into review_settings (fall_percent, fall_units, returns, return_days, same_records, evidence_for)
    values (${of.fallPercent}, ${of.fallUnits}, ${of.returns}, ${of.returnDays}, ${of.sameRecords},
      ${of.evidenceFor as string[]})
    on conflict (id) do update set fall_percent = excluded.fall_percent, fall_units = excluded.fall_units,
      returns = excluded.returns, return_days = excluded.return_days, same_records = excluded.same_records,
      evidence_for = excluded.evidence_for`;
}

/**
 * By locality, what its open days, its files, its certificates and what it is judged by besides are like now, in a short text that differs whenever they do;
 * of those only for which it is not what was seen last, unless `all`. Who never reported says nothing that could be odd, and is left out.
 */
export async function readUnseen(
  sql: Sql,
  asked: readonly Asked[],
  basis: string,
  { all = false } = {},
): Promise<Map<string, string>> {
  const rows = await sql<{ locality: string; looks: string }[]>`
    select l.* from (
      select a.code as locality, concat_ws(' ', ${basis}::text, a.first, r.count, r.latest, e.count, c.changes,
        a.also) as looks
      from unnest(${asked.map((one) => one.locality)}::text[],
        ${asked.map((one) => one.openFrom)}::text[]::date[], ${asked.map((one) => one.also)}::text[])
        as a(code, first, also)
      cross join lateral (select count(*) as count, max(received_at) as latest from record
        where record.locality = a.code and record.day >= a.first) r
      cross join lateral (select count(*) as count from evidence
        where evidence.locality = a.code and evidence.removed_at is null) e
      cross join lateral (select sum(revision) as changes from certificate where certificate.locality = a.code) c
      where exists (select from record where record.locality = a.code)) l
    left join review_seen s on s.locality = l.locality
    where ${all} or s.seen is distinct from l.looks`;
  return new Map(rows.map((row) => [row.locality, row.looks]));
}

/** The latest revision of each day that the rules look back to, oldest first. */
export async function readPast(sql: Sql, asked: readonly Asked[]): Promise<Stored<PastRecord>[]> {
  return await sql<Stored<PastRecord>[]>`
    select r.locality, r.day, r."values"
    from unnest(${asked.map((one) => one.locality)}::text[],
      ${asked.map((one) => one.lookFrom)}::text[]::date[]) as a(code, first)
    cross join lateral (select distinct on (day) * from record
      where locality = a.code and day >= a.first order by day, revision desc) r`;
}

/** Flags, but for those of long ago that another value has settled; oldest first. */
export async function readKnown(sql: Sql, asked: readonly Asked[]): Promise<Stored<KnownFlag>[]> {
  return await sql<Stored<KnownFlag>[]>`
    select f.locality, f.indicator, f.day, f.kind, f.value, f.facts, f.state
    from unnest(${asked.map((one) => one.locality)}::text[],
      ${asked.map((one) => one.lookFrom)}::text[]::date[]) as a(code, first)
    join flag f on f.locality = a.code and (f.state <> 'corrected' or f.day >= a.first)
    order by f.day, f.id`;
}

/** Indicators of localities for which there is a file. */
export async function readWithEvidence(
  sql: Sql,
  codes: readonly string[],
): Promise<{ locality: string; indicator: string }[]> {
  return await sql<{ locality: string; indicator: string }[]>`
    select distinct locality, indicator from evidence
    where locality = any(${codes as string[]}) and removed_at is null`;
}

export interface FlagChanges {
  /** Raised now, or raised again since what was decided is no longer what stands. */
  raised: Stored<Doubt>[];
  /** Undecided, and no longer to be seen. */
  gone: Stored<Doubt>[];
  /** Questioned, and another value came. */
  corrected: Stored<Doubt>[];
}

/** Writes what has changed of the flags, and what was seen. The caller holds the localities' locks. */
export async function writeFlags(
  tx: Tx,
  { raised, gone, corrected }: FlagChanges,
  seen: ReadonlyMap<string, string>,
  now: Date,
): Promise<void> {
  const keys = (flags: readonly Stored<Doubt>[]) => JSON.stringify(flags.map(({ facts: _, ...key }) => key));
  const keyed = (flags: readonly Stored<Doubt>[]) => tx`
    jsonb_to_recordset(${keys(flags)}::text::jsonb) as x(locality text, indicator text, day date, kind text)
    where f.locality = x.locality and f.indicator = x.indicator and f.day = x.day and f.kind = x.kind`;
  if (gone.length > 0) await tx`delete from flag f using ${keyed(gone)} and f.state = 'open'`;
  if (corrected.length > 0) await tx`update flag f set state = 'corrected' from ${keyed(corrected)}`;
  if (raised.length > 0)
    await tx`
      insert into flag (locality, indicator, day, kind, value, facts, raised_at, state)
      select locality, indicator, day, kind, value, facts, ${now.toISOString()}::timestamptz, 'open'
      from jsonb_to_recordset(${JSON.stringify(raised)}::text::jsonb) as x(locality text, indicator text, day date,
        kind text, value jsonb, facts jsonb)
      on conflict (locality, indicator, day, kind) do update set value = excluded.value, facts = excluded.facts,
        raised_at = case when flag.state = 'open' then flag.raised_at else excluded.raised_at end,
        state = 'open', decided_at = null, decided_by = null, reason = null`;
  await tx`
    insert into review_seen (locality, seen)
    select * from unnest(${[...seen.keys()]}::text[], ${[...seen.values()]}::text[])
    on conflict (locality) do update set seen = excluded.seen`;
}
