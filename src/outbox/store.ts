import type { ChannelName } from '../channels/all.ts';
import type { Reason } from '../channels/reasons.ts';
import type { Sql } from '../db/connect.ts';
import { type Order, orderBy } from '../db/order.ts';
import type { About, OutboxState } from './types.ts';

/** How many messages wait for a channel that is none of these. */
export async function countWaiting(sql: Sql, served: readonly string[]): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from outbox where state = 'waiting' and channel <> all(${served as string[]})`;
  return row?.count ?? 0;
}

export interface OutboxRow {
  id: string;
  recipientName: string;
  address: string;
  channel: ChannelName;
  about: About;
  state: OutboxState;
  notBefore: Date;
  createdAt: Date;
  attempts: number;
  sentAt: Date | null;
  reason: Reason | null;
  subject: string | null;
  body: string | null;
  alerts: number[];
}

export interface OutboxKey {
  createdAt: string;
  id: string;
}

/**
 * Messages that speak of an area, a code's or a province's, and of nothing outside it: whoever reads one reads the
 * whole of it.
 */
const within = (sql: Sql, area: string) =>
  area === '*'
    ? sql`true`
    : sql`(select bool_and(a.area = ${area} or coalesce(l.province = ${area}, false))
        from outbox_alert m join alert a on a.id = m.alert left join locality l on l.code = a.area
        where m.message = o.id)`;

/** By what they can be put. */
export const OUTBOX_ORDERS = ['made', 'state', 'sent'] as const;
export type OutboxOrder = Order<(typeof OUTBOX_ORDERS)[number]>;

/**
 * Newest first, or as asked; `after` is the key to go on from, in another order so many are passed over. Of an area,
 * what speaks of its localities.
 */
export async function listOutbox(
  sql: Sql,
  query: {
    state: OutboxState | undefined;
    channel?: ChannelName | undefined;
    limit: number;
    after: OutboxKey | null;
    area?: string;
    order?: OutboxOrder | undefined;
    offset?: number;
  },
): Promise<OutboxRow[]> {
  const { state, channel, limit, after, area = '*', offset = 0 } = query;
  const { order = { key: 'made', descending: true } } = query;
  const orders = { made: sql`o.created_at`, state: sql`o.state`, sent: sql`o.sent_at` };
  return await sql<OutboxRow[]>`
    select o.id, o.recipient_name as "recipientName", o.address, o.channel, o.about, o.state, o.not_before as "notBefore",
      o.created_at as "createdAt", o.attempts, o.sent_at as "sentAt", o.reason, o.subject, o.body,
      array(select alert from outbox_alert where message = o.id order by alert) as alerts
    from outbox o
    where ${within(sql, area)}
      ${state === undefined ? sql`` : sql`and o.state = ${state}`}
      ${channel === undefined ? sql`` : sql`and o.channel = ${channel}`}
      ${after ? sql`and (o.created_at, o.id) < (${after.createdAt}::timestamptz, ${after.id}::uuid)` : sql``}
    ${orderBy(sql, orders, order, sql`o.created_at desc, o.id desc`)} limit ${limit} offset ${offset}`;
}

/** One message, when it speaks of localities in an area. */
export async function findMessage(
  sql: Sql,
  id: string,
  area: string,
): Promise<{ id: string; state: OutboxState } | undefined> {
  const [row] = await sql<{ id: string; state: OutboxState }[]>`
    select o.id, o.state from outbox o where o.id = ${id} and ${within(sql, area)}`;
  return row;
}

/** Messages of a channel that could not be sent and speak of localities in an area, the oldest first. */
export async function listFailed(
  sql: Sql,
  channel: ChannelName,
  area: string,
  limit: number,
): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select o.id from outbox o where o.state = 'failed' and o.channel = ${channel} and ${within(sql, area)}
    order by o.created_at, o.id limit ${limit}`;
  return rows.map((row) => row.id);
}

/** How many messages of an area could not be sent; where a channel is named, by it. */
export async function countFailed(sql: Sql, area: string, channel?: ChannelName): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*) as count from outbox o where o.state = 'failed' and ${within(sql, area)}
      ${channel === undefined ? sql`` : sql`and o.channel = ${channel}`}`;
  return row?.count ?? 0;
}
