import { createHash } from 'node:crypto';
import type { RootSql, Sql } from '../db/connect.ts';

/** Any number, as long as every instance takes the same one. */
const CHAIN_LOCK = 5_720_262;
/** Rows taken up at once, and checked at once. */
const CHUNK = 5_000;
/** No transaction is overtaken by so many others between the numbering of its row and its end. */
const OVERTAKEN = 20_000;

/** The last link of the chain. Kept outside, it vouches for all rows up to it. */
export interface Head {
  seq: number;
  hash: string;
}

export interface Verified {
  rows: number;
  head: Head | null;
  /** Rows too new to be in the chain. */
  waiting: number;
  /** The first place where it does not hold, in words. */
  broken: string | null;
}

/** All that an audit row says, in one spelling. */
const content = (sql: Sql) => sql`
  jsonb_build_array(a.id, extract(epoch from a.at)::text, a.actor_kind, a.actor_id, a.actor, a.source, a.action,
    a.target, a.area, a.before, a.after)::text`;

/** SHA-256 of the hash before, a line break and what the row says. */
const hashOf = (before: string, row: string) =>
  createHash('sha256').update(`${before}\n${row}`).digest('hex');

/**
 * Takes rows that are not in the chain up into it, as many as fit one step. Apart from the transactions that write
 * them, so that none of those waits for another: a lock there would make every change of the nation one queue.
 * Answers the head, where there is anything new.
 */
export async function chainAudit(sql: RootSql): Promise<Head | null> {
  return (await sql.begin(async (tx) => {
    const [lock] = await tx<{ got: boolean }[]>`select pg_try_advisory_xact_lock(${CHAIN_LOCK}) as got`;
    if (!lock?.got) return null;
    const head = await readHead(tx);
    const rows = await tx<{ id: string; content: string }[]>`
      select a.id, ${content(tx)} as content from audit a
      where a.id > coalesce((select max(entry) from audit_link), 0) - ${OVERTAKEN}::bigint
        and not exists (select from audit_link l where l.entry = a.id)
      order by a.id limit ${CHUNK}`;
    if (rows.length === 0) return null;
    let { seq, hash } = head ?? { seq: 0, hash: '' };
    const links = rows.map((row) => {
      seq++;
      hash = hashOf(hash, row.content);
      return { seq, entry: Number(row.id), hash };
    });
    await tx`
      insert into audit_link (seq, entry, hash)
      select seq, entry, hash from jsonb_to_recordset(${JSON.stringify(links)}::text::jsonb)
        as x(seq bigint, entry bigint, hash text)`;
    return { seq, hash };
  })) as Head | null;
}

export async function readHead(sql: Sql): Promise<Head | null> {
  const [row] = await sql<{ seq: string; hash: string }[]>`
    select seq, hash from audit_link order by seq desc limit 1`;
  return row ? { seq: Number(row.seq), hash: row.hash } : null;
}

/** Goes through the whole chain. `kept` is a hash that was kept outside, which must be one of it. */
export async function verifyAudit(sql: Sql, kept?: string): Promise<Verified> {
  let head: Head = { seq: 0, hash: '' };
  let found = kept === undefined;
  const result = (broken: string | null, waiting = 0): Verified => {
    return { rows: head.seq, head: head.seq === 0 ? null : head, waiting, broken };
  };
  for (;;) {
    const links = await sql<{ seq: string; entry: string; hash: string; content: string; gone: boolean }[]>`
      select l.seq, l.entry, l.hash, ${content(sql)} as content, a.id is null as gone
      from audit_link l left join audit a on a.id = l.entry
      where l.seq > ${head.seq} order by l.seq limit ${CHUNK}`;
    for (const { seq, entry, hash, content: said, gone } of links) {
      if (Number(seq) !== head.seq + 1) return result(`link ${head.seq + 1} is missing`);
      if (gone) return result(`row ${entry} is missing (link ${seq})`);
      if (hash !== hashOf(head.hash, said)) return result(`row ${entry} is not what it was (link ${seq})`);
      head = { seq: Number(seq), hash };
      found ||= hash === kept;
    }
    if (links.length < CHUNK) break;
  }
  const [loose] = await sql<{ waiting: number; behind: number; first: string | null }[]>`
    with loose as (
      select a.id, a.id <= (select max(entry) from audit_link) - ${OVERTAKEN}::bigint as behind from audit a
      where not exists (select from audit_link l where l.entry = a.id))
    select count(*)::int as waiting, count(*) filter (where behind)::int as behind,
      min(id) filter (where behind) as first from loose`;
  if (loose && loose.behind > 0) return result(`row ${loose.first} was put in behind the chain`);
  if (!found) return result('the hash that was kept is none of the chain: rows at its end are gone');
  return result(null, loose?.waiting ?? 0);
}
