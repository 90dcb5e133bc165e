import type { Day } from '../days.ts';
import type { Sql, Tx } from '../db/connect.ts';
import type { BeatRow, DayCount, Rhythm } from './types.ts';

/** A row with what its address was made of. */
export interface StoredBeat extends BeatRow {
  tokenHash: string;
  createdAt: Date;
  rotatedAt: Date;
}

/** By which rows are looked for; all of them where nothing is said. */
export interface BeatFilter {
  hashes?: readonly string[] | undefined;
  localities?: readonly string[] | undefined;
}

/** Rows by code, in order. */
export async function readBeats(sql: Sql, filter: BeatFilter): Promise<StoredBeat[]> {
  return await select(sql, filter, sql``);
}

/** The same, locked in their order until the transaction ends. */
export async function lockRows(tx: Tx, filter: BeatFilter): Promise<StoredBeat[]> {
  return await select(tx, filter, tx`for update`);
}

async function select(
  sql: Sql,
  { hashes, localities }: BeatFilter,
  locking: ReturnType<Sql>,
): Promise<StoredBeat[]> {
  return await sql<StoredBeat[]>`
    select locality, token_hash as "tokenHash", every_minutes as "everyMinutes", grace_minutes as "graceMinutes",
      created_at as "createdAt", rotated_at as "rotatedAt", last_beat_at as "lastBeatAt", up_since as "upSince",
      down_since as "downSince", counted_until as "countedUntil", up_ms as "upMs", watched_ms as "watchedMs"
    from heartbeat where true
      ${hashes ? sql`and token_hash = any(${hashes as string[]})` : sql``}
      ${localities ? sql`and locality = any(${localities as string[]})` : sql``}
    order by locality ${locking}`;
}

/** Whether there is an address of this hash. */
export async function isKnown(sql: Sql, hash: string): Promise<boolean> {
  const rows = await sql`select from heartbeat where token_hash = ${hash}`;
  return rows.length > 0;
}

/** Of every address there is. */
export async function readHashes(sql: Sql): Promise<string[]> {
  const rows = await sql<{ hash: string }[]>`select token_hash as hash from heartbeat`;
  return rows.map((row) => row.hash);
}

const iso = (at: Date | null) => at?.toISOString() ?? null;

/** Writes what was counted of rows that the caller has locked. */
export async function writeCounts(tx: Tx, rows: readonly BeatRow[]): Promise<void> {
  if (rows.length === 0) return;
  const instants = (of: (row: BeatRow) => Date | null) => rows.map((row) => iso(of(row)));
  await tx`
    update heartbeat h set last_beat_at = x.last_beat_at, up_since = x.up_since, down_since = x.down_since,
      counted_until = x.counted_until, up_ms = x.up_ms, watched_ms = x.watched_ms
    from unnest(${rows.map((row) => row.locality)}::text[], ${instants((row) => row.lastBeatAt)}::timestamptz[],
      ${instants((row) => row.upSince)}::timestamptz[], ${instants((row) => row.downSince)}::timestamptz[],
      ${instants((row) => row.countedUntil)}::timestamptz[], ${rows.map((row) => row.upMs)}::int[],
      ${rows.map((row) => row.watchedMs)}::int[])
      as x(locality, last_beat_at, up_since, down_since, counted_until, up_ms, watched_ms)
    where h.locality = x.locality`;
}

/** Adds to what is stored of days: an address that is removed and made anew counts on within its day. */
export async function addDayCounts(
  tx: Tx,
  days: readonly (DayCount & { locality: string })[],
): Promise<void> {
  if (days.length === 0) return;
  await tx`
    insert into heartbeat_day as d (locality, day, up_ms, watched_ms)
    select locality, day, sum(up_ms), sum(watched_ms)
    from unnest(${days.map((one) => one.locality)}::text[], ${days.map((one) => one.day)}::date[],
      ${days.map((one) => one.upMs)}::int[], ${days.map((one) => one.watchedMs)}::int[])
      as x(locality, day, up_ms, watched_ms)
    group by locality, day
    on conflict (locality, day) do update
      set up_ms = d.up_ms + excluded.up_ms, watched_ms = d.watched_ms + excluded.watched_ms`;
}

export async function insertBeat(
  tx: Tx,
  row: Rhythm & { locality: string; tokenHash: string; now: Date },
): Promise<void> {
  const at = row.now.toISOString();
  await tx`
    insert into heartbeat (locality, token_hash, every_minutes, grace_minutes, created_at, rotated_at)
    values (${row.locality}, ${row.tokenHash}, ${row.everyMinutes}, ${row.graceMinutes}, ${at}::timestamptz,
      ${at}::timestamptz)`;
}

export async function replaceToken(tx: Tx, locality: string, hash: string, now: Date): Promise<void> {
  await tx`
    update heartbeat set token_hash = ${hash}, rotated_at = ${now.toISOString()}::timestamptz
    where locality = ${locality}`;
}

export async function writeRhythm(tx: Tx, locality: string, rhythm: Rhythm): Promise<void> {
  await tx`
    update heartbeat set every_minutes = ${rhythm.everyMinutes}, grace_minutes = ${rhythm.graceMinutes}
    where locality = ${locality}`;
}

export async function deleteBeat(tx: Tx, locality: string): Promise<void> {
  await tx`delete from heartbeat where locality = ${locality}`;
}

/** What was counted of days that are over, oldest first. */
export async function readDays(
  sql: Sql,
  localities: readonly string[],
  from: Day,
  to: Day,
): Promise<(DayCount & { locality: string })[]> {
  return await sql<(DayCount & { locality: string })[]>`
    select locality, day, up_ms as "upMs", watched_ms as "watchedMs" from heartbeat_day
    where locality = any(${localities as string[]}) and day between ${from} and ${to} order by locality, day`;
}

/** Returns how many went. */
export async function pruneDays(sql: Sql, before: Day): Promise<number> {
  const { count } = await sql`delete from heartbeat_day where day < ${before}`;
  return count;
}
