import type { Sql, Tx } from '../db/connect.ts';
import type { Digest } from './types.ts';

const columns = (sql: Sql) =>
  sql`id, programme, province, role, period, weekday, at, enabled, holds_from as "holdsFrom"`;

/** All digests, the general ones first. */
export async function listDigests(sql: Sql): Promise<Digest[]> {
  return await sql<Digest[]>`
    select ${columns(sql)} from digest
    order by programme = '*' desc, programme, province = '*' desc, province, role, period`;
}

type DigestKey = Pick<Digest, 'programme' | 'province' | 'role' | 'period'>;

/** The digest of a key, locked until the transaction ends. */
export async function lockDigest(tx: Tx, { programme, province, role, period }: DigestKey) {
  const [row] = await tx<Digest[]>`
    select ${columns(tx)} from digest where programme = ${programme} and province = ${province}
      and role = ${role} and period = ${period} for update`;
  return row;
}

/** Writes a digest, in the place of the one of its key. Returns its id. */
export async function putDigest(tx: Tx, digest: Omit<Digest, 'id'>): Promise<number> {
  const [row] = await tx<{ id: number }[]>`
    insert into digest (programme, province, role, period, weekday, at, enabled, holds_from)
    values (${digest.programme}, ${digest.province}, ${digest.role}, ${digest.period}, ${digest.weekday},
      ${digest.at}, ${digest.enabled}, ${digest.holdsFrom.toISOString()}::timestamptz)
    on conflict (programme, province, role, period) do update set weekday = excluded.weekday, at = excluded.at,
      enabled = excluded.enabled, holds_from = excluded.holds_from
    returning id`;
  if (!row) throw new Error('The digest was not written.');
  return row.id;
}
