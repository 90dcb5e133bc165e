import type { Sql } from '../db/connect.ts';
import type { RecordRow } from './store.ts';
import type { Values } from './types.ts';

/** A revision with what was known before it, so that it can be told what it changed. */
export interface RevisionRow extends RecordRow {
  /** Values and note of the revision before it, of the same day; null of the first. */
  previous: { values: Values; note: string | null } | null;
  /** What the indicators it reports were last said to be on an earlier day. */
  before: Values;
}

/** One page of the revisions of a locality, latest day first, and how many there are; past the last page, that one. */
export async function readRevisionPage(
  sql: Sql,
  locality: string,
  { page, size }: { page: number; size: number },
): Promise<{ rows: RevisionRow[]; count: number }> {
  const [counted, rows] = await Promise.all([
    sql<{ count: number }[]>`select count(*) as count from record where locality = ${locality}`,
    sql<RevisionRow[]>`
      select r.locality, r.day, r.revision, r.received_at as "receivedAt", r.by, r.channel, r.note, r."values",
        (select jsonb_build_object('values', p."values", 'note', p.note) from record p
          where p.locality = r.locality and p.day = r.day and p.revision = r.revision - 1) as previous,
        -- Only the first revision of a day is held against earlier days.
        (select coalesce(jsonb_object_agg(k.code, b.value), '{}')
          from jsonb_object_keys(case when r.revision = 1 then r."values" else '{}' end) as k(code)
          cross join lateral (
            select p."values" -> k.code as value from record p
            where p.locality = r.locality and p.day < r.day and jsonb_exists(p."values", k.code)
              and not exists (select from record n
                where n.locality = p.locality and n.day = p.day and n.revision > p.revision)
            order by p.day desc limit 1) b) as before
      from (select * from record where locality = ${locality}
        order by day desc, revision desc limit ${size} offset least(${(page - 1) * size}::bigint,
          greatest(0, (select count(*) - 1 from record where locality = ${locality}) / ${size} * ${size}))) r
      order by r.day desc, r.revision desc`,
  ]);
  return { rows, count: counted[0]?.count ?? 0 };
}
