import type { Sql } from '../db/connect.ts';
import type { OutboxState } from './types.ts';

export async function countWaiting(sql: Sql): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select count(*) as count from outbox where state = 'waiting'`;
  return row?.count ?? 0;
}

export interface OutboxRow {
  id: string;
  recipientName: string;
  address: string;
  channel: 'email';
  state: OutboxState;
  notBefore: Date;
  createdAt: Date;
  attempts: number;
  sentAt: Date | null;
  reason: string | null;
  subject: string | null;
  body: string | null;
  alerts: number[];
}

export interface OutboxKey {
  createdAt: string;
  id: string;
}

/** Newest first; `after` is the key to go on from. */
export async function listOutbox(
  sql: Sql,
  query: { state: OutboxState | undefined; limit: number; after: OutboxKey | null },
): Promise<OutboxRow[]> {
  const { state, limit, after } = query;
  return await sql<OutboxRow[]>`
    select o.id, o.recipient_name as "recipientName", o.address, o.channel, o.state, o.not_before as "notBefore",
      o.created_at as "createdAt", o.attempts, o.sent_at as "sentAt", o.reason, o.subject, o.body,
      array(select alert from outbox_alert where message = o.id order by alert) as alerts
    from outbox o
    where true
      ${state === undefined ? sql`` : sql`and o.state = ${state}`}
      ${after ? sql`and (o.created_at, o.id) < (${after.createdAt}::timestamptz, ${after.id}::uuid)` : sql``}
    order by o.created_at desc, o.id desc limit ${limit}`;
}
