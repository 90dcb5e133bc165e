import type { RootSql, Sql } from '../../src/db/connect.ts';

/** What a design would write that stores each call by itself: the same narrow row, one prepared statement. */
export async function createPlainBeats(sql: Sql, hashes: readonly string[]): Promise<void> {
  await sql`create table if not exists bench_beat (
    token_hash text primary key, locality text not null, last_beat_at timestamptz) with (fillfactor = 50)`;
  await sql`truncate bench_beat`;
  await sql`insert into bench_beat select hash, hash from unnest(${hashes as string[]}::text[]) as u(hash)`;
}

export async function touchBeat(sql: Sql, hash: string, at: Date): Promise<boolean> {
  const { count } = await sql`update bench_beat set last_beat_at = ${at} where token_hash = ${hash}`;
  return count === 1;
}

export async function insertBeats(
  sql: RootSql,
  rows: readonly { locality: string; hash: string }[],
): Promise<void> {
  await sql`delete from heartbeat`;
  await sql`
    insert into heartbeat (locality, token_hash, every_minutes, grace_minutes, created_at, rotated_at)
    select locality, hash, 5, 10, now(), now()
    from unnest(${rows.map((row) => row.locality)}::text[], ${rows.map((row) => row.hash)}::text[]) as u(locality, hash)`;
}

/** A process of the database that goes idle writes down what it counted after ten seconds. */
const COUNTED_AFTER_MS = 11_000;

/** What a table and the whole server have done so far. */
export interface Work {
  transactions: number;
  /** Bytes. */
  wal: number;
  updates: number;
  /** Updates that stayed in their page and touched no index. */
  hot: number;
}

export async function workSoFar(sql: Sql, table: string): Promise<Work> {
  await new Promise((resolve) => setTimeout(resolve, COUNTED_AFTER_MS));
  const [row] = await sql<Work[]>`
    select d.xact_commit::float8 as transactions, pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8 as wal,
      t.n_tup_upd::float8 as updates, t.n_tup_hot_upd::float8 as hot
    from pg_stat_database d, pg_stat_user_tables t where d.datname = current_database() and t.relname = ${table}`;
  if (!row) throw new Error(`There is no table ${table}.`);
  return row;
}

/** How many have been called since an instant. */
export async function countCalled(sql: Sql, since: Date): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from heartbeat where last_beat_at >= ${since}`;
  return row?.count ?? 0;
}
