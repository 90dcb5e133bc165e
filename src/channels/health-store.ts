import { z } from 'zod';
import type { Sql } from '../db/connect.ts';
import { rowsAs } from '../db/rows.ts';
import type { ChannelName } from './all.ts';
import type { Reason } from './reasons.ts';

const MINUTE_MS = 60_000;
/** More than any pause lasts. */
const LONGEST_PAUSE_MS = 60 * MINUTE_MS;

const channelRow = z.object({
  name: z.custom<ChannelName>((name) => typeof name === 'string'),
  /** Sealed; null of a channel that is not set up. */
  settings: z.string().nullable(),
  /** Messages a minute at most; null: as many as there are. */
  perMinute: z.int().nullable(),
  /** Failures of the channel itself, one after the other. */
  failures: z.int(),
  failingSince: z.date().nullable(),
  pausedUntil: z.date().nullable(),
  reason: z.custom<Reason>((said) => typeof said === 'object').nullable(),
});
export type StoredChannel = z.infer<typeof channelRow>;

/**
 * What is kept of channels and how they fare, those of one name or all: in the database, so that all instances leave
 * alone what has failed for one. A channel of which nothing was ever kept has no row.
 */
export async function readChannels(sql: Sql, name: string | null = null): Promise<StoredChannel[]> {
  const rows = sql`
    select name, settings, per_minute as "perMinute", failures, failing_since as "failingSince",
      paused_until as "pausedUntil", reason
    from channel where ${name}::text is null or name = ${name} order by name`;
  return await rowsAs(channelRow, rows);
}

/** How a channel fares; as one that never failed where nothing is kept of it. */
export async function readHealth(
  sql: Sql,
  name: string,
  now: Date,
): Promise<Pick<StoredChannel, 'failures' | 'pausedUntil' | 'perMinute'>> {
  const [row] = await readChannels(sql, name);
  if (!row) return { failures: 0, pausedUntil: null, perMinute: null };
  // A pause that ends farther ahead was set by a clock that was wrong.
  const isSound = row.pausedUntil !== null && row.pausedUntil.getTime() - now.getTime() <= LONGEST_PAUSE_MS;
  return isSound ? row : { ...row, pausedUntil: null };
}

/** A failure of the channel itself: how many there have been now, in a row. */
export async function noteFailure(sql: Sql, name: string, reason: Reason, now: Date): Promise<number> {
  const at = now.toISOString();
  const [row] = await sql<{ failures: number }[]>`
    insert into channel (name, failures, failing_since, reason, updated_at)
    values (${name}, 1, ${at}::timestamptz, ${JSON.stringify(reason)}::text::jsonb, ${at}::timestamptz)
    on conflict (name) do update set failures = least(channel.failures + 1, 1000), reason = excluded.reason,
      failing_since = coalesce(channel.failing_since, excluded.failing_since)
    returning failures`;
  return row?.failures ?? 1;
}

export async function pauseChannel(sql: Sql, name: string, until: Date): Promise<void> {
  await sql`update channel set paused_until = ${until.toISOString()}::timestamptz where name = ${name}`;
}

/** It works again: whatever was held against it is forgotten. */
export async function noteWorking(sql: Sql, name: string): Promise<void> {
  await sql`
    update channel set failures = 0, failing_since = null, paused_until = null, reason = null
    where name = ${name} and failures > 0`;
}

export interface FailingChannel {
  name: string;
  failingSince: Date;
  reason: Reason | null;
}

/** Channels that have failed since before an instant. */
export async function readFailingChannels(sql: Sql, before: Date): Promise<FailingChannel[]> {
  return await sql<FailingChannel[]>`
    select name, failing_since as "failingSince", reason from channel
    where failing_since <= ${before.toISOString()}::timestamptz order by name`;
}
