import type { Day } from '../days.ts';
import type { Sql } from '../db/connect.ts';

/**
 * By indicator, why a reviewer last asked to have a locality's value looked at again. Whether the doubt
 * still holds on a day is the status's to say.
 */
export async function readDoubts(sql: Sql, locality: string): Promise<Map<string, string>> {
  const rows = await sql<{ indicator: string; reason: string }[]>`
    select distinct on (indicator) indicator, reason from mark
    where locality = ${locality} and state = 'questioned' order by indicator, id desc`;
  return new Map(rows.map((row) => [row.indicator, row.reason]));
}

export interface Questioned {
  locality: string;
  indicator: string;
  reason: string;
  by: string;
  on: Day;
}

/** Values questioned since a day, oldest first; some of them have been answered for. */
export async function readQuestionedLately(sql: Sql, since: Day): Promise<Questioned[]> {
  return await sql<Questioned[]>`
    select locality, indicator, reason, "by", set_on as "on" from mark
    where state = 'questioned' and set_on >= ${since} order by id`;
}
