import type { Sql, Tx } from '../db/connect.ts';
import { OUTAGE_MS } from './rules.ts';
import type { Span } from './types.ts';

/** A span that begins further ahead than this was written by a clock that has been put right since. */
const AHEAD_MS = 5 * 60_000;
/** Any number, as long as every instance takes the same one. */
const BEATS_LOCK = 5_720_259;

/** Lets one transaction at a time, of all instances, write what calls and marks change. */
export async function lockBeats(tx: Tx): Promise<void> {
  await tx`select pg_advisory_xact_lock(${BEATS_LOCK})`;
}

/**
 * Marks that this instance serves; the caller has {@link lockBeats}. As long as any instance does, one span
 * goes on; after a time without any mark the next one begins another.
 */
export async function markServing(tx: Tx, now: Date): Promise<void> {
  const at = now.toISOString();
  const oldest = new Date(now.getTime() - OUTAGE_MS).toISOString();
  const ahead = new Date(now.getTime() + AHEAD_MS).toISOString();
  await tx`delete from serving_span where started_at > ${ahead}::timestamptz`;
  await tx`
    with kept as (
      update serving_span set seen_at =
        case when seen_at > ${ahead}::timestamptz then ${at}::timestamptz else greatest(seen_at, ${at}::timestamptz) end
      where started_at = (select max(started_at) from serving_span) and seen_at >= ${oldest}::timestamptz
      returning started_at)
    insert into serving_span (started_at, seen_at)
    select ${at}::timestamptz, ${at}::timestamptz where not exists (select from kept)`;
}

/** Spans that reach beyond an instant, oldest first. */
export async function readSpans(sql: Sql, since: Date): Promise<Span[]> {
  return await sql<Span[]>`
    select started_at as "from", seen_at as until from serving_span
    where seen_at > ${since.toISOString()}::timestamptz order by started_at`;
}

/** Returns how many went. The last span stays, whatever its age: the next mark goes on from it. */
export async function pruneSpans(sql: Sql, before: Date): Promise<number> {
  const { count } = await sql`
    delete from serving_span where seen_at < ${before.toISOString()}::timestamptz
      and started_at < (select max(started_at) from serving_span)`;
  return count;
}
