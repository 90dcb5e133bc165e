import type { Day } from '../days.ts';
import type { Sql } from '../db/connect.ts';
import { type Order, orderBy } from '../db/order.ts';
import type { StepRole } from './ladder.ts';
import {
  type AlertContent,
  type AlertKind,
  type AlertState,
  NO_PROGRAMME,
  type Resolution,
  SERVICE,
} from './types.ts';
import type { VisibleAreas } from './visible.ts';

export type AlertRow = {
  id: number;
  programme: string;
  /** A locality's code, a province's, or `*`. */
  area: string;
  subject: string;
  state: AlertState;
  openedAt: Date;
  resolvedAt: Date | null;
  resolution: Resolution | null;
  /** Who took it on, with what he said and promised. */
  owner: string | null;
  acknowledgement: string | null;
  promisedOn: Day | null;
  acknowledgedAt: Date | null;
  acknowledgedBy: string | null;
  nextStepAt: Date | null;
  /** Steps of its ladder that were taken, and the role that the latest of them is for; null before the first. */
  stepsTaken: number;
  stepRole: StepRole | null;
} & AlertContent;

/** How far its ladder has come, of rows of `alert`. */
export const steps = (sql: Sql) => sql`
  (select coalesce(max(n.step), -1) + 1 from alert_notice n where n.alert = alert.id)::int as "stepsTaken",
  (select l.steps -> (select max(n.step) from alert_notice n where n.alert = alert.id)::int ->> 'role'
    from ladder l where l.id = alert.ladder) as "stepRole"`;

const columns = (sql: Sql) => sql`
  id, programme, area, kind, subject, state, opened_at as "openedAt", resolved_at as "resolvedAt", resolution, facts,
  owner, acknowledgement, promised_on as "promisedOn", acknowledged_at as "acknowledgedAt",
  acknowledged_by as "acknowledgedBy", next_step_at as "nextStepAt", ${steps(sql)}`;

/** By what they can be put. */
export const ALERT_ORDERS = ['state', 'since', 'done', 'promised'] as const;
export type AlertOrder = Order<(typeof ALERT_ORDERS)[number]>;

export interface AlertQuery {
  /** Null for those of every programme. */
  programme: string | null;
  visible: VisibleAreas;
  state?: AlertState | undefined;
  kind?: AlertKind | undefined;
  limit: number;
  /** Id to go on from. */
  before: number | null;
  /** How many are left out before the first. */
  offset?: number;
  /** Newest first where none is asked for. */
  order?: AlertOrder | undefined;
}

const within = (sql: Sql, { codes, service }: VisibleAreas) => sql`
  (${codes === null ? sql`area <> ${SERVICE}` : sql`area = any(${codes as string[]})`} or (${service} and area = ${SERVICE}))`;

const ofProgramme = (sql: Sql, programme: string | null) =>
  programme === null ? sql`true` : sql`programme in (${programme}, ${NO_PROGRAMME})`;

/** Newest first: those of a programme, and those of none. */
export async function listAlerts(sql: Sql, query: AlertQuery): Promise<AlertRow[]> {
  const { programme, visible, state, kind, before, offset = 0, order } = query;
  const orders = {
    state: sql`array_position(array['open', 'acknowledged', 'resolved'], state)`,
    since: sql`opened_at`,
    done: sql`resolved_at`,
    promised: sql`promised_on`,
  };
  return await sql<AlertRow[]>`
    select ${columns(sql)} from alert
    where ${ofProgramme(sql, programme)}
      and ${within(sql, visible)}
      ${state === undefined ? sql`` : sql`and state = ${state}`}
      ${kind === undefined ? sql`` : sql`and kind = ${kind}`}
      ${before === null ? sql`` : sql`and id < ${before}`}
    ${order ? orderBy(sql, orders, order, sql`id desc`) : sql`order by id desc`}
    limit ${query.limit} offset ${offset}`;
}

/** How many there are of each state, as {@link listAlerts} would list them. */
export async function countAlerts(
  sql: Sql,
  { programme, visible, kind }: Pick<AlertQuery, 'programme' | 'visible' | 'kind'>,
): Promise<Record<AlertState, number>> {
  const rows = await sql<{ state: AlertState; count: number }[]>`
    select state, count(*)::int as count from alert
    where ${ofProgramme(sql, programme)}
      and ${within(sql, visible)}
      ${kind === undefined ? sql`` : sql`and kind = ${kind}`}
    group by state`;
  const counts = { open: 0, acknowledged: 0, resolved: 0 };
  for (const { state, count } of rows) counts[state] = count;
  return counts;
}

/** These alerts, newest first. Whether the caller may see them is not asked here. */
export async function findAlerts(sql: Sql, ids: readonly number[]): Promise<AlertRow[]> {
  return await sql<AlertRow[]>`
    select ${columns(sql)} from alert where id = any(${ids as number[]}::bigint[]) order by id desc`;
}

/** One alert; undefined when there is none. Whether the caller may see it is not asked here. */
export async function findAlert(sql: Sql, id: number): Promise<AlertRow | undefined> {
  const [row] = await sql<AlertRow[]>`select ${columns(sql)} from alert where id = ${id}`;
  return row;
}

export interface Heard {
  alert: number;
  name: string;
  at: Date;
}

/** Who was the last that a message about each of these reached, and when. */
export async function readLastHeard(sql: Sql, alerts: readonly number[]): Promise<Map<number, Heard>> {
  const rows = await sql<Heard[]>`
    select distinct on (m.alert) m.alert, o.recipient_name as name, o.sent_at as at
    from outbox_alert m join outbox o on o.id = m.message
    where m.alert = any(${alerts as number[]}::bigint[]) and m.step is not null and o.state = 'sent'
    order by m.alert, o.sent_at desc`;
  return new Map(rows.map((row) => [row.alert, row]));
}

/** One group of live alerts, by what they are about or by their kind, with what is needed to weigh each. */
export type LiveAlert = Pick<AlertRow, 'id' | 'area' | 'kind' | 'state' | 'openedAt' | 'stepsTaken'>;

/** Alerts that have not ended, as {@link listAlerts} would list them, with no more than groups are made of. */
export async function readLive(
  sql: Sql,
  {
    programme,
    visible,
    state,
    kind,
  }: Pick<AlertQuery, 'programme' | 'visible' | 'kind'> & { state: 'open' | 'acknowledged' | undefined },
): Promise<LiveAlert[]> {
  return await sql<LiveAlert[]>`
    select id, area, kind, state, opened_at as "openedAt",
      (select coalesce(max(n.step), -1) + 1 from alert_notice n where n.alert = alert.id)::int as "stepsTaken"
    from alert where state <> 'resolved' and ${ofProgramme(sql, programme)} and ${within(sql, visible)}
      ${state === undefined ? sql`` : sql`and state = ${state}`}
      ${kind === undefined ? sql`` : sql`and kind = ${kind}`}
    order by id desc limit 50000`;
}
