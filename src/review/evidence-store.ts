import type { Day } from '../days.ts';
import type { Sql, Tx } from '../db/connect.ts';
import type { EvidenceType } from './evidence-rules.ts';

/** A file as lists show it, without its bytes. */
export interface Evidence {
  id: number;
  locality: string;
  indicator: string;
  day: Day;
  fileName: string;
  type: EvidenceType;
  size: number;
  hash: string;
  by: string;
  /** Null for who came with a token. */
  person: number | null;
  at: Date;
}

const columns = (sql: Sql) => sql`
  id, locality, indicator, day, file_name as "fileName", type, size, hash, by, person, at`;

/** Files of a locality, the latest day first, at most `limit`. */
export async function listEvidence(sql: Sql, locality: string, limit: number): Promise<Evidence[]> {
  return await sql<Evidence[]>`
    select ${columns(sql)} from evidence where locality = ${locality} and removed_at is null
    order by day desc, id desc limit ${limit}`;
}

/** Files about values, latest first. */
export async function readEvidenceOf(
  sql: Sql,
  keys: readonly { locality: string; indicator: string }[],
): Promise<Evidence[]> {
  return await sql<Evidence[]>`
    select ${columns(sql)} from evidence where removed_at is null and (locality, indicator) in (
      select * from unnest(${keys.map((key) => key.locality)}::text[], ${keys.map((key) => key.indicator)}::text[]))
    order by id desc limit 500`;
}

/** One file of a locality, with its bytes. */
export async function readEvidence(
  sql: Sql,
  locality: string,
  id: number,
): Promise<(Evidence & { body: Buffer }) | undefined> {
  const [row] = await sql<(Evidence & { body: Buffer })[]>`
    select ${columns(sql)}, body from evidence
    where id = ${id} and locality = ${locality} and removed_at is null`;
  return row;
}

/** What a locality has for a day; `stored` are all bytes, of removed files too. */
export async function sumEvidence(
  tx: Tx,
  locality: string,
  day: Day,
): Promise<{ files: number; bytes: number; stored: number }> {
  const [row] = await tx<{ files: number; bytes: number; stored: number }[]>`
    select count(*) filter (where removed_at is null) as files,
      coalesce(sum(size) filter (where removed_at is null), 0)::bigint as bytes,
      coalesce(sum(size) filter (where body is not null), 0)::bigint as stored
    from evidence where locality = ${locality} and day = ${day}`;
  return row ?? { files: 0, bytes: 0, stored: 0 };
}

/** Whether the very same file is there already for an indicator and day. */
export async function hasEvidence(
  tx: Tx,
  file: Pick<Evidence, 'locality' | 'indicator' | 'day' | 'hash'>,
): Promise<boolean> {
  const rows = await tx`
    select from evidence where locality = ${file.locality} and day = ${file.day}
      and indicator = ${file.indicator} and hash = ${file.hash} and removed_at is null`;
  return rows.length > 0;
}

/** Returns its id. */
export async function insertEvidence(tx: Tx, file: Omit<Evidence, 'id'> & { body: Buffer }): Promise<number> {
  const [row] = await tx<{ id: number }[]>`
    insert into evidence (locality, indicator, day, file_name, type, size, hash, body, by, person, at)
    values (${file.locality}, ${file.indicator}, ${file.day}, ${file.fileName}, ${file.type}, ${file.size}, ${file.hash},
      ${file.body}, ${file.by}, ${file.person}, ${file.at.toISOString()}::timestamptz)
    returning id`;
  if (!row) throw new Error('The file was not stored.');
  return row.id;
}

/** Takes a file out of sight; its bytes stay for a while, see {@link clearRemoved}. */
export async function removeEvidence(tx: Tx, id: number, by: string, now: Date): Promise<void> {
  await tx`
    update evidence set removed_at = ${now.toISOString()}::timestamptz, removed_by = ${by} where id = ${id}`;
}

/** Drops the bytes of what was removed before an instant; that it was there stays known. */
export async function clearRemoved(sql: Sql, before: Date): Promise<number> {
  const { count } = await sql`
    update evidence set body = null
    where body is not null and removed_at < ${before.toISOString()}::timestamptz`;
  return count;
}
