import type { Sql } from '../db/connect.ts';

/** Whom messages do not reach. */

/** Units about which a message could not be sent, the most first: of the area, with how many messages. */
export async function readFailedOf(
  sql: Sql,
  area: string,
  most: number,
): Promise<{ area: string; count: number; all: number }[]> {
  return await sql<{ area: string; count: number; all: number }[]>`
    select a.area, count(distinct m.message)::int as count, (count(*) over ())::int as all
    from outbox o join outbox_alert m on m.message = o.id join alert a on a.id = m.alert
    where o.state = 'failed' and a.area <> '*' and ${
      area === '*'
        ? sql`true`
        : sql`(a.area = ${area} or exists (select from locality l where l.code = a.area and l.province = ${area}))`
    }
    group by a.area order by count(distinct m.message) desc, a.area limit ${most}`;
}

/** Localities for which nobody hears: no contact with an address, no account with one. */
export async function countDeaf(sql: Sql, localities: readonly string[]): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from unnest(${localities as string[]}::text[]) as asked(code)
    where not exists (select from contact c where c.locality = asked.code
        and coalesce(c.email, c.phone) is not null)
      and not exists (select from person p where p.area = asked.code and p.disabled_at is null and p.email is not null)`;
  return row?.count ?? 0;
}
