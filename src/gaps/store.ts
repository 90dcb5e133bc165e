import type { Day } from '../days.ts';
import type { Sql } from '../db/connect.ts';
import { chunks } from '../lib/chunks.ts';
import { type GapTotal, totalsOf } from './totals.ts';

/** What a gap list is asked for; null is no limit. */
export interface GapQuery {
  programme: string;
  /** A job run by hand ahead of time may have left statuses of later days, which are not true yet. */
  today: Day;
  /** Codes of the localities in force in the caller's area, already narrowed to the province asked. */
  localities: readonly string[];
  /** Codes of indicators; those of the condition or the one indicator asked for. */
  indicators: readonly string[];
  colour: string | null;
  /** Gaps that opened on this day or before. */
  openedBy: Day | null;
  owner: string | null;
}

export interface GapRow {
  locality: string;
  indicator: string;
  state: 'unmet' | 'unknown';
  have: number | null;
  need: number | null;
  missing: number | null;
  since: Day;
  day: Day;
  owner: string | null;
  promise: Day | null;
  /** How often it was promised while it has been there; 0 where at most an alert on it was taken on. */
  promised: number;
  /** The alert by which he took it on. */
  alert: number | null;
}

/**
 * Gaps of the latest status of each locality. Statuses hold their gaps, so history is never searched:
 * of each locality one row is looked up. Who promised it, or acknowledged an alert on it, is its owner.
 */
const found = (sql: Sql, query: GapQuery) => sql`
  select s.locality, g.code as indicator, g.state, g.have, g.need, g.missing, g.since, s.day,
    coalesce(p.owner, a.owner) as owner, coalesce(p.promised_on, a.promised_on) as promise,
    coalesce(p.times, 0) as promised, a.id as alert
  from unnest(${query.localities as string[]}::text[]) as asked(code)
  cross join lateral (
    select locality, day, colour, gaps from status
    where programme = ${query.programme} and locality = asked.code and day <= ${query.today}
    order by day desc limit 1) s
  cross join lateral (
    select e.key as code, e.value ->> 'state' as state, (e.value ->> 'since')::date as since,
      (e.value ->> 'have')::float8 as have, (e.value ->> 'need')::float8 as need,
      (e.value ->> 'missing')::float8 as missing
    from jsonb_each(s.gaps) e where e.key = any(${query.indicators as string[]})) g
  left join lateral (
    select id, owner, promised_on from alert
    where programme in (${query.programme}, '*') and area = s.locality and state = 'acknowledged'
      and (subject = g.code or (kind = 'regressed' and facts -> 'lacking' ? g.code))
    order by acknowledged_at desc nulls last limit 1) a on true
  left join lateral (
    select owner, promised_on, (count(*) over ())::int as times from promise p
    where p.locality = s.locality and p.indicator = g.code and p.programme = ${query.programme}
      and not exists (select from status e where e.programme = p.programme and e.locality = p.locality
        and e.day >= p.made_on and e.day <= s.day and not e.gaps ? p.indicator)
    order by p.id desc limit 1) p on true
  where (${query.colour}::text is null or s.colour = ${query.colour})
    and (${query.openedBy}::date is null or g.since <= ${query.openedBy}::date)
    and (${query.owner}::text is null or coalesce(p.owner, a.owner) = ${query.owner})`;

/** One page of gaps by locality and indicator, from after a cursor on; without a limit, all of them. */
export async function readGaps(
  sql: Sql,
  query: GapQuery,
  page: { after: { locality: string; indicator: string } | null; limit: number | null },
): Promise<GapRow[]> {
  const { after } = page;
  return await sql<GapRow[]>`
    select * from (${found(sql, query)}) f
    where ${after ? sql`(f.locality, f.indicator) > (${after.locality}, ${after.indicator})` : sql`true`}
    order by f.locality, f.indicator limit ${page.limit}`;
}

/**
 * One page of gaps, as {@link readGaps} has it, and the totals of all of them. The database is asked once
 * where the page holds the whole list.
 */
export async function readGapPage(
  sql: Sql,
  query: GapQuery,
  page: { after: { locality: string; indicator: string } | null; limit: number },
): Promise<{ rows: GapRow[]; totals: GapTotal[] }> {
  const rows = await readGaps(sql, query, page);
  const whole = page.after === null && rows.length < page.limit;
  return { rows, totals: whole ? totalsOf(rows) : await readGapTotals(sql, query) };
}

/** Localities read at a time for a file, so that memory does not grow with the list. */
const FILE_CHUNK = 200;

/** Every gap, for a file: read as fast as the file is taken. */
export async function* allGaps(sql: Sql, query: GapQuery): AsyncGenerator<GapRow> {
  for (const localities of chunks(query.localities, FILE_CHUNK))
    yield* await readGaps(sql, { ...query, localities }, { after: null, limit: null });
}

/** How many localities lack each indicator, how many are unknown, and how many units are missing in all. */
export async function readGapTotals(sql: Sql, query: GapQuery): Promise<GapTotal[]> {
  return await sql<GapTotal[]>`
    select indicator, (count(*) filter (where state = 'unmet'))::int as unmet,
      (count(*) filter (where state = 'unknown'))::int as unknown, coalesce(sum(missing), 0)::float8 as missing
    from (${found(sql, query)}) f group by indicator order by indicator`;
}
