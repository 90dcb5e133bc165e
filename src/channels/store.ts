import { eq } from 'drizzle-orm';
import type { OrmTx, Sql } from '../db/connect.ts';
import * as t from '../db/tables/index.ts';
import type { Reason } from './reasons.ts';

export type ChannelRow = typeof t.channel.$inferSelect;

export async function findChannel(orm: OrmTx, name: string): Promise<ChannelRow | undefined> {
  const [row] = await orm.select().from(t.channel).where(eq(t.channel.name, name));
  return row;
}

/** The row of a channel, made where there is none, which stays as it is until the transaction ends. */
export async function lockChannel(tx: OrmTx, name: string, now: Date): Promise<ChannelRow> {
  await tx.insert(t.channel).values({ name, updatedAt: now }).onConflictDoNothing();
  const [row] = await tx.select().from(t.channel).where(eq(t.channel.name, name)).for('update');
  if (!row) throw new Error(`The row of channel ${name} is gone.`);
  return row;
}

export async function setChannelRow(
  tx: OrmTx,
  name: string,
  fields: Partial<Pick<ChannelRow, 'settings' | 'perMinute' | 'pausedUntil' | 'updatedAt'>>,
): Promise<void> {
  await tx.update(t.channel).set(fields).where(eq(t.channel.name, name));
}

/** How a channel fares, for whoever looks after it. */
export interface ChannelState<Name extends string = string> {
  name: Name;
  /** Sealed. */
  settings: string | null;
  perMinute: number | null;
  failures: number;
  failingSince: Date | null;
  pausedUntil: Date | null;
  reason: Reason | null;
  /** Messages that wait or are being sent. */
  waiting: number;
  /** When the first of them was made; null when none waits. */
  waitingSince: Date | null;
  sentOfDay: number;
  failed: number;
}

/** Of each channel by its name, those without a row too; `now` ends the 24 hours of what was sent. */
export async function readChannelStates<Name extends string>(
  sql: Sql,
  names: readonly Name[],
  now: Date,
): Promise<ChannelState<Name>[]> {
  const dayAgo = new Date(now.getTime() - 24 * 3_600_000).toISOString();
  return await sql<ChannelState<Name>[]>`
    select n.name, c.settings, c.per_minute as "perMinute", coalesce(c.failures, 0) as failures,
      c.failing_since as "failingSince", c.paused_until as "pausedUntil", c.reason,
      w.count as waiting, w.since as "waitingSince", s.count as "sentOfDay", f.count as failed
    from unnest(${[...names]}::text[]) with ordinality n (name, place)
    left join channel c on c.name = n.name
    cross join lateral (select count(*), min(created_at) as since from outbox
      where channel = n.name and state in ('waiting', 'sending')) w
    cross join lateral (select count(*) from outbox
      where channel = n.name and state = 'sent' and sent_at > ${dayAgo}::timestamptz) s
    cross join lateral (select count(*) from outbox where channel = n.name and state = 'failed') f
    order by n.place`;
}

/** A trial of a channel, and what became of it. */
export interface Trial {
  id: string;
  address: string;
  recipientName: string;
  state: (typeof t.outbox.$inferSelect)['state'];
  createdAt: Date;
  notBefore: Date;
  sentAt: Date | null;
  attempts: number;
  reason: Reason | null;
}

/** The last ones of a channel, the newest first; of webhooks, those to the ones named. */
export async function listTrials(
  sql: Sql,
  channel: string,
  addresses: readonly string[] | null,
  limit: number,
): Promise<Trial[]> {
  return await sql<Trial[]>`
    select id, address, recipient_name as "recipientName", state, created_at as "createdAt", not_before as "notBefore",
      sent_at as "sentAt", attempts, reason
    from outbox where channel = ${channel} and about = 'test'
      ${addresses === null ? sql`` : sql`and address = any(${addresses as string[]})`}
    order by created_at desc, id limit ${limit}`;
}
