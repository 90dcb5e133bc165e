import type { Day } from '../days.ts';
import type { Sql, Tx } from '../db/connect.ts';
import { KINDS_OF_A_DAY } from './kinds/all.ts';
import type {
  AlertContent,
  AlertKind,
  AlertState,
  LiveAlert,
  NewAlert,
  PendingTransition,
  Resolution,
  Standing,
} from './types.ts';

/** Any number, as long as every instance takes the same one. */
const ALERTING_LOCK = 5_720_252;

/**
 * Lets one transaction at a time decide on alerts, so that what one consumed and what it opened are
 * both seen by the next. Released when the transaction ends.
 */
export async function lockAlerting(tx: Tx): Promise<void> {
  await tx`select pg_advisory_xact_lock(${ALERTING_LOCK})`;
}

/** Transitions not dealt with yet, oldest first, locked for this transaction. */
export async function claimTransitions(tx: Tx, limit: number): Promise<PendingTransition[]> {
  return await tx<PendingTransition[]>`
    select id, programme, locality, day, kind, from_state as "from", to_state as "to", cause
    from transition where consumed_at is null
    order by id limit ${limit} for update skip locked`;
}

export async function consumeTransitions(tx: Tx, ids: readonly number[], now: Date): Promise<void> {
  await tx`
    update transition set consumed_at = ${now.toISOString()}::timestamptz
    where id = any(${ids as number[]}::bigint[])`;
}

/** Key of an area in a programme, in the maps of this stage. */
export const keyOf = (programme: string, area: string) => `${programme} ${area}`;

/** By {@link keyOf}: the latest stored status of each pair up to today; pairs without one are absent. */
export async function readStandings(
  sql: Sql,
  pairs: readonly { programme: string; locality: string }[],
  today: Day,
): Promise<Map<string, Standing>> {
  const rows = await sql<(Standing & { programme: string; locality: string })[]>`
    select k.programme, k.locality, s.colour, s.last_reported_on as "lastReportedOn",
      array(select jsonb_object_keys(s.gaps)) as lacking, c.day as "closedThrough"
    from unnest(${pairs.map((one) => one.programme)}::text[], ${pairs.map((one) => one.locality)}::text[])
      as k(programme, locality)
    cross join lateral (select colour, last_reported_on, gaps from status s
      where s.programme = k.programme and s.locality = k.locality and s.day <= ${today}
      order by s.day desc limit 1) s
    left join lateral (select day from status c
      where c.programme = k.programme and c.locality = k.locality and c.closing_colour is not null
      order by c.day desc limit 1) c on true`;
  return new Map(rows.map(({ programme, locality, ...standing }) => [keyOf(programme, locality), standing]));
}

/** Alerts not resolved, of some localities or of all. */
export async function readLive(sql: Sql, localities?: readonly string[]): Promise<LiveAlert[]> {
  return await sql<LiveAlert[]>`
    select id, programme, area, kind, subject from alert where state <> 'resolved'
    ${localities ? sql`and area = any(${localities as string[]})` : sql``}
    order by id`;
}

export type LiveContent = LiveAlert & {
  state: AlertState;
  openedAt: Date;
  promisedOn: Day | null;
} & AlertContent;

/** Alerts of some kinds that are not resolved, with what they know. */
export async function readLiveContents(sql: Sql, kinds: readonly AlertKind[]): Promise<LiveContent[]> {
  return await sql<LiveContent[]>`
    select id, programme, area, kind, subject, state, opened_at as "openedAt", facts,
      promised_on as "promisedOn" from alert
    where state <> 'resolved' and kind = any(${kinds as AlertKind[]}) order by id`;
}

/** When a record of a day, or of one since, came in last from any of the localities; null when none did. */
export async function readLastReceipts(
  sql: Sql,
  localities: readonly string[],
  day: Day,
): Promise<Date | null> {
  const [row] = await sql<{ at: Date | null }[]>`
    select max(r.at) as at from unnest(${localities as string[]}::text[]) as asked(code)
    cross join lateral (select max(received_at) as at from record
      where record.locality = asked.code and record.day >= ${day}) r`;
  return row?.at ?? null;
}

/** Codes of the localities whose record of a day has been settled. */
export async function readReported(sql: Sql, programme: string, day: Day): Promise<Set<string>> {
  const rows = await sql<{ locality: string }[]>`
    select locality from status
    where programme = ${programme} and day = ${day} and received_at is not null`;
  return new Set(rows.map((row) => row.locality));
}

/**
 * Opens alerts, each on the ladder named, and returns those that were not open before; one that is open
 * already takes the new facts (a run of missing days grows) and keeps its ladder.
 */
export async function openAlerts(
  tx: Tx,
  alerts: readonly (NewAlert & { ladder: number })[],
  now: Date,
): Promise<{ id: number; area: string }[]> {
  if (alerts.length === 0) return [];
  const rows = await tx<{ id: number; area: string; isNew: boolean }[]>`
    insert into alert (programme, area, kind, subject, state, opened_at, facts, ladder, next_step_at)
    select x.programme, x.area, x.kind, x.subject, 'open', ${now.toISOString()}::timestamptz, x.facts, x.ladder,
      ${now.toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(alerts)}::text::jsonb)
      as x(programme text, area text, kind text, subject text, facts jsonb, ladder integer)
    where x.kind <> all(${[...KINDS_OF_A_DAY]}) or not exists (select from alert a where a.area = x.area
      and a.programme = x.programme and a.kind = x.kind and a.subject = x.subject
        -- The day was made a day off, and is one no more.
        and a.resolution is distinct from 'not_due')
    on conflict (programme, area, kind, subject) where state <> 'resolved'
      do update set facts = excluded.facts
    -- A row that this statement inserted has no deleter yet; an updated one has.
    returning id, area, xmax = 0 as "isNew"`;
  return rows.filter((row) => row.isNew).map(({ id, area }) => ({ id, area }));
}

/** Returns those that were still live. */
export async function resolveAlerts(
  tx: Tx,
  resolved: readonly { id: number; resolution: Resolution }[],
  now: Date,
): Promise<{ id: number; area: string }[]> {
  if (resolved.length === 0) return [];
  return await tx<{ id: number; area: string }[]>`
    update alert a set state = 'resolved', resolution = x.resolution, next_step_at = null,
      resolved_at = ${now.toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(resolved)}::text::jsonb) as x(id bigint, resolution text)
    where a.id = x.id and a.state <> 'resolved' returning a.id, a.area`;
}
