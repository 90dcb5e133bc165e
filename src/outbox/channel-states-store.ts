import type { ChannelName } from '../channels/all.ts';
import { readChannels, type StoredChannel } from '../channels/health-store.ts';
import type { Reason } from '../channels/reasons.ts';
import type { Sql } from '../db/connect.ts';
import type { OutboxState } from './types.ts';

/** What of a channel's messages waits, went and failed. */
interface Messages {
  /** Messages that wait or are being sent. */
  waiting: number;
  /** When the first of them was made; null when none waits. */
  waitingSince: Date | null;
  sentOfDay: number;
  failed: number;
}

/** How a channel fares, for whoever looks after it. */
export type ChannelState<Name extends ChannelName = ChannelName> = Omit<StoredChannel, 'name'> &
  Messages & { name: Name };

const UNKNOWN = {
  settings: null,
  perMinute: null,
  failures: 0,
  failingSince: null,
  pausedUntil: null,
  reason: null,
};

/** Of each channel by its name, those without a row too; `now` ends the 24 hours of what was sent. */
export async function readChannelStates<Name extends ChannelName>(
  sql: Sql,
  names: readonly Name[],
  now: Date,
): Promise<ChannelState<Name>[]> {
  const dayAgo = new Date(now.getTime() - 24 * 3_600_000).toISOString();
  const rows = await sql<(Messages & { name: Name })[]>`
    select n.name, w.count as waiting, w.since as "waitingSince", s.count as "sentOfDay", f.count as failed
    from unnest(${[...names]}::text[]) with ordinality n (name, place)
    cross join lateral (select count(*), min(created_at) as since from outbox
      where channel = n.name and state in ('waiting', 'sending')) w
    cross join lateral (select count(*) from outbox
      where channel = n.name and state = 'sent' and sent_at > ${dayAgo}::timestamptz) s
    cross join lateral (select count(*) from outbox where channel = n.name and state = 'failed') f
    order by n.place`;
  const kept = new Map((await readChannels(sql)).map((one) => [one.name, one]));
  return rows.map((row) => ({ ...UNKNOWN, ...kept.get(row.name), ...row }));
}

/** A trial of a channel, and what became of it. */
export interface Trial {
  id: string;
  address: string;
  recipientName: string;
  state: OutboxState;
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
