import type { Day } from '../days.ts';
import type { Sql } from '../db/connect.ts';
import { type Order, orderBy } from '../db/order.ts';
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
} & AlertContent;

const columns = (sql: Sql) => sql`
  id, programme, area, kind, subject, state, opened_at as "openedAt", resolved_at as "resolvedAt", resolution, facts,
  owner, acknowledgement, promised_on as "promisedOn", acknowledged_at as "acknowledgedAt",
  acknowledged_by as "acknowledgedBy", next_step_at as "nextStepAt"`;

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
