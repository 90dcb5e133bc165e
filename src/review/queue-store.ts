import type { Day } from '../days.ts';
import type { Sql } from '../db/connect.ts';
import type { RecordSource } from '../intake/store.ts';
import type { Value } from '../intake/types.ts';
import type { FlagFacts, FlagKind, FlagState } from './types.ts';

/** What a reviewer reads: the flags that wait, with what surrounds them. */

export interface QueuedFlag {
  id: number;
  locality: string;
  indicator: string;
  day: Day;
  kind: FlagKind;
  value: Value;
  facts: FlagFacts;
  state: FlagState;
  raisedAt: Date;
  decidedAt: Date | null;
  decidedBy: string | null;
  reason: string | null;
  /** The latest revision of the day it was raised by. */
  record: { note: string | null; by: string; receivedAt: Date; channel: RecordSource } | null;
}

export interface QueueQuery {
  localities: readonly string[];
  states: readonly FlagState[];
  kind: FlagKind | undefined;
}

/** A page of flags: the oldest day first while they wait, the latest decision first once they do not. */
export async function readQueue(
  sql: Sql,
  { localities, states, kind }: QueueQuery,
  page: { offset: number; limit: number },
): Promise<QueuedFlag[]> {
  const done = states.includes('verified');
  const rows = await sql<
    (QueuedFlag & { by: string | null; note: string; receivedAt: Date; channel: RecordSource })[]
  >`
    select f.id, f.locality, f.indicator, f.day, f.kind, f.value, f.facts, f.state, f.raised_at as "raisedAt",
      f.decided_at as "decidedAt", f.decided_by as "decidedBy", f.reason,
      r.note, r.by, r.received_at as "receivedAt", r.channel
    from flag f left join lateral (select note, by, received_at, channel from record
      where record.locality = f.locality and record.day = f.day order by revision desc limit 1) r on true
    where f.locality = any(${localities as string[]}) and f.state = any(${states as FlagState[]})
      ${kind === undefined ? sql`` : sql`and f.kind = ${kind}`}
    order by ${done ? sql`f.decided_at desc, f.id desc` : sql`f.day, f.locality, f.indicator, f.id`}
    limit ${page.limit} offset ${page.offset}`;
  return rows.map(({ note, by, receivedAt, channel, ...flag }) => ({
    ...flag,
    record: by === null ? null : { note, by, receivedAt, channel },
  }));
}

/** How many flags there are of each state and kind. */
export async function countFlags(
  sql: Sql,
  localities: readonly string[],
): Promise<{ state: FlagState; kind: FlagKind; count: number }[]> {
  return await sql<{ state: FlagState; kind: FlagKind; count: number }[]>`
    select state, kind, count(*) as count from flag
    where locality = any(${localities as string[]}) group by state, kind`;
}

/** How many flags wait for a reviewer, in localities of an area (a code's, a province's, `*`) that are in force. */
export async function countWaitingFlags(sql: Sql, area: string, today: Day): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count
    from flag f join locality l on l.code = f.locality
      and l.valid_from <= ${today} and (l.valid_to is null or ${today} <= l.valid_to)
    where f.state = 'open' and ${area === '*' ? sql`true` : sql`${area} in (l.code, l.province)`}`;
  return row?.count ?? 0;
}

export interface SaidValue {
  locality: string;
  indicator: string;
  day: Day;
  value: Value;
}

/** What localities last said of indicators, latest first: at most `limit` days of each, none before `from`. */
export async function readSaid(
  sql: Sql,
  keys: readonly { locality: string; indicator: string }[],
  from: Day,
  limit: number,
): Promise<SaidValue[]> {
  return await sql<SaidValue[]>`
    select k.locality, k.indicator, v.day, v.value
    from (select distinct * from unnest(${keys.map((key) => key.locality)}::text[],
      ${keys.map((key) => key.indicator)}::text[])) as k(locality, indicator)
    cross join lateral (
      select d.day, d.value from (
        select distinct on (r.day) r.day, r."values" -> k.indicator as value from record r
        where r.locality = k.locality and r.day >= ${from} order by r.day desc, r.revision desc) d
      where d.value is not null order by d.day desc limit ${limit}) v
    order by k.locality, k.indicator, v.day desc`;
}

/**
 * Deliveries of which a reviewer has said, before an instant, that what was recorded since is right: up to how many
 * units of each. Whatever is delivered beyond is asked anew.
 */
export async function readSettledDeliveries(
  sql: Sql,
  localities: readonly string[],
  before: Date,
): Promise<{ locality: string; indicator: string; delivered: number }[]> {
  return await sql<{ locality: string; indicator: string; delivered: number }[]>`
    select locality, indicator, max((facts #>> '{delivery,delivered}')::float8) as delivered from flag
    where kind = 'delivery_not_shown' and state = 'verified' and locality = any(${localities as string[]})
      and decided_at < ${before.toISOString()}::timestamptz
    group by locality, indicator`;
}
