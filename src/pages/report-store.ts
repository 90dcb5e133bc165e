import type { Sql } from '../db/connect.ts';

/** A reviewer's last word on each of a locality's values that he asked to have looked at again. */
export interface Doubt {
  indicator: string;
  reason: string;
  by: string;
}

/** By indicator; whether the doubt still holds on a day is the status's to say. */
export async function readDoubts(sql: Sql, locality: string): Promise<Map<string, Doubt>> {
  const rows = await sql<Doubt[]>`
    select distinct on (indicator) indicator, reason, by from mark
    where locality = ${locality} and state = 'questioned' order by indicator, id desc`;
  return new Map(rows.map((row) => [row.indicator, row]));
}
