import type { Sql } from '../db/connect.ts';
import type { Reason } from './reasons.ts';

/** How a channel fares: kept in the database, so that all instances leave alone what has failed for one. */
export interface ChannelHealth {
  /** Failures of the channel itself, one after the other. */
  failures: number;
  pausedUntil: Date | null;
  /** How many more may be sent in this minute; null: as many as there are. */
  left: number | null;
}

const MINUTE_MS = 60_000;
/** More than any pause lasts. */
const LONGEST_PAUSE_MS = 60 * MINUTE_MS;

export async function readHealth(sql: Sql, name: string, now: Date): Promise<ChannelHealth> {
  const minuteAgo = new Date(now.getTime() - MINUTE_MS).toISOString();
  const [row] = await sql<ChannelHealth[]>`
    select failures, paused_until as "pausedUntil", case when per_minute is not null then greatest(0, per_minute -
      (select count(*)::int from outbox o where o.channel = channel.name and o.state = 'sent'
        and o.sent_at > ${minuteAgo}::timestamptz and o.sent_at <= ${now.toISOString()}::timestamptz)) end as left
    from channel where name = ${name}`;
  if (!row) return { failures: 0, pausedUntil: null, left: null };
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
