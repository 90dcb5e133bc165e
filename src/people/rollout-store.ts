import type { Day } from '../days.ts';
import type { Sql } from '../db/connect.ts';

/** The latest day that each locality has reported; those that never have are absent. */
export async function readLastDays(sql: Sql): Promise<Map<string, Day>> {
  const rows = await sql<{ locality: string; day: Day }[]>`
    select locality, last_day as day from current_values where last_day is not null`;
  return new Map(rows.map(({ locality, day }) => [locality, day]));
}
