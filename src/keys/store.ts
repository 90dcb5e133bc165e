import type { Sql } from '../db/connect.ts';

/** What the database says of the key that it is sealed with. */
export interface StoredMark {
  /** Tells keys apart, and says nothing of them. */
  fingerprint: string;
  /** Opens with the key alone. */
  sealed: string;
}

/** Undefined while no service has served from this database. `lock` keeps it as it is until the transaction ends. */
export async function readMark(sql: Sql, { lock = false } = {}): Promise<StoredMark | undefined> {
  const [row] = await sql<StoredMark[]>`
    select fingerprint, sealed from sealing_key ${lock ? sql`for update` : sql``}`;
  return row;
}

/** Whichever instance is first. */
export async function putFirstMark(sql: Sql, mark: StoredMark, now: Date): Promise<void> {
  await sql`
    insert into sealing_key (id, fingerprint, sealed, since)
    values (1, ${mark.fingerprint}, ${mark.sealed}, ${now.toISOString()}::timestamptz) on conflict do nothing`;
}

export async function putMark(sql: Sql, mark: StoredMark, now: Date): Promise<void> {
  await sql`
    insert into sealing_key (id, fingerprint, sealed, since)
    values (1, ${mark.fingerprint}, ${mark.sealed}, ${now.toISOString()}::timestamptz)
    on conflict (id) do update
      set fingerprint = excluded.fingerprint, sealed = excluded.sealed, since = excluded.since`;
}

/** A column that holds what was sealed. */
export interface SealedColumn {
  table: string;
  /** By which a row is known. */
  key: string;
  column: string;
}

export interface SealedRow {
  key: string;
  sealed: string;
}

/** The rows of a column that hold something sealed; `lock` keeps them as they are until the transaction ends. */
export async function readSealed(
  sql: Sql,
  { table, key, column }: SealedColumn,
  { lock = false } = {},
): Promise<SealedRow[]> {
  return await sql<SealedRow[]>`
    select ${sql(key)}::text as key, ${sql(column)} as sealed from ${sql(table)}
    where ${sql(column)} like 'v1.%' order by ${sql(key)} ${lock ? sql`for update` : sql``}`;
}

export async function writeSealed(
  sql: Sql,
  { table, key, column }: SealedColumn,
  rows: readonly SealedRow[],
): Promise<void> {
  await sql`
    update ${sql(table)} set ${sql(column)} = x.sealed
    from unnest(${rows.map((row) => row.key)}::text[], ${rows.map((row) => row.sealed)}::text[]) as x(key, sealed)
    where ${sql(table)}.${sql(key)}::text = x.key`;
}
