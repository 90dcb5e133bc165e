import type { Day } from '../days.ts';
import type { Sql, Tx } from '../db/connect.ts';
import type {
  AlertContent,
  AlertState,
  LiveAlert,
  NewAlert,
  OpenedAlert,
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
    select id, programme, locality, day, kind, from_state as "from", to_state as "to"
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
      array(select jsonb_object_keys(s.gaps)) as lacking
    from unnest(${pairs.map((one) => one.programme)}::text[], ${pairs.map((one) => one.locality)}::text[])
      as k(programme, locality)
    cross join lateral (select colour, last_reported_on, gaps from status s
      where s.programme = k.programme and s.locality = k.locality and s.day <= ${today}
      order by s.day desc limit 1) s`;
  return new Map(
    rows.map(({ colour, lastReportedOn, lacking, programme, locality }) => [
      keyOf(programme, locality),
      { colour, lastReportedOn, lacking },
    ]),
  );
}

/** Alerts not resolved, of some localities or of all. */
export async function readLive(sql: Sql, localities?: readonly string[]): Promise<LiveAlert[]> {
  return await sql<LiveAlert[]>`
    select id, programme, area, kind, subject from alert where state <> 'resolved'
    ${localities ? sql`and area = any(${localities as string[]})` : sql``}
    order by id`;
}

/** Codes of the localities whose record of a day has been settled. */
export async function readReported(sql: Sql, programme: string, day: Day): Promise<Set<string>> {
  const rows = await sql<{ locality: string }[]>`
    select locality from status
    where programme = ${programme} and day = ${day} and received_at is not null`;
  return new Set(rows.map((row) => row.locality));
}

/**
 * Opens alerts and returns those that were not open before; one that is open already takes the new
 * facts (a run of missing days grows). An alert of a day is opened once, ever: after it is resolved
 * nothing can make that day anew.
 */
export async function openAlerts(tx: Tx, alerts: readonly NewAlert[], now: Date): Promise<OpenedAlert[]> {
  if (alerts.length === 0) return [];
  const rows = await tx<(OpenedAlert & { isNew: boolean })[]>`
    insert into alert (programme, area, kind, subject, state, opened_at, facts)
    select x.programme, x.area, x.kind, x.subject, 'open', ${now.toISOString()}::timestamptz, x.facts
    from jsonb_to_recordset(${JSON.stringify(alerts)}::text::jsonb)
      as x(programme text, area text, kind text, subject text, facts jsonb)
    where x.subject = '' or not exists (select from alert a where a.area = x.area
      and a.programme = x.programme and a.kind = x.kind and a.subject = x.subject)
    on conflict (programme, area, kind, subject) where state <> 'resolved'
      do update set facts = excluded.facts
    -- A row that this statement inserted has no deleter yet; an updated one has.
    returning id, programme, area, kind, facts, xmax = 0 as "isNew"`;
  return rows.filter((row) => row.isNew).map(({ isNew: _, ...opened }) => opened);
}

/** Returns how many were still live. */
export async function resolveAlerts(
  tx: Tx,
  resolved: readonly { id: number; resolution: Resolution }[],
  now: Date,
): Promise<number> {
  if (resolved.length === 0) return 0;
  const done = await tx`
    update alert a set state = 'resolved', resolution = x.resolution, resolved_at = ${now.toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(resolved)}::text::jsonb) as x(id bigint, resolution text)
    where a.id = x.id and a.state <> 'resolved'`;
  return done.count;
}

export type AlertRow = {
  id: number;
  programme: string;
  area: string;
  subject: string;
  state: AlertState;
  openedAt: Date;
  resolvedAt: Date | null;
  resolution: string | null;
  owner: string | null;
  promisedOn: Day | null;
} & AlertContent;

/** Newest first. `localities` null is no limit; `before` is the id to go on from. */
export async function listAlerts(
  sql: Sql,
  query: {
    programme: string;
    localities: readonly string[] | null;
    state: AlertState | undefined;
    limit: number;
    before: number | null;
  },
): Promise<AlertRow[]> {
  const { programme, localities, state, before } = query;
  return await sql<AlertRow[]>`
    select id, programme, area, kind, subject, state, opened_at as "openedAt", resolved_at as "resolvedAt",
      resolution, facts, owner, promised_on as "promisedOn"
    from alert
    where programme = ${programme}
      ${localities ? sql`and area = any(${localities as string[]})` : sql``}
      ${state === undefined ? sql`` : sql`and state = ${state}`}
      ${before === null ? sql`` : sql`and id < ${before}`}
    order by id desc limit ${query.limit}`;
}
