import type { Sql } from '../../db/connect.ts';

export interface FoundPerson {
  name: string;
  position: string | null;
  /** A locality's code, a province's, or `*`. */
  area: string;
  /** Number of the account; null for who only hears. */
  account: number | null;
}

/** Everybody of an area, who signs in and who only hears; who does both, or hears twice, stands there as often. */
export async function readPeopleOf(
  sql: Sql,
  areas: readonly string[] | null,
  accounts: boolean,
): Promise<FoundPerson[]> {
  // In no order: a nation's thousands are read for each letter that somebody types, to show ten.
  return await sql<FoundPerson[]>`
    select name, position, area, account from (
      select name, position, coalesce(locality, province, '*') as area, null::integer as account from contact
      union all
      select name, null, area, id from person where ${accounts} and disabled_at is null) everybody
    where ${areas === null ? sql`true` : sql`area = any(${areas as string[]})`}`;
}

/** Live alerts about these areas, newest first: their numbers. */
export async function readLiveOf(sql: Sql, areas: readonly string[], limit: number): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`
    select id from alert where state <> 'resolved' and area = any(${areas as string[]})
    order by id desc limit ${limit}`;
  return rows.map((row) => row.id);
}
