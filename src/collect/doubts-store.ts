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
