import type { Day } from '../days.ts';
import type { Sql } from '../db/connect.ts';

/** Forgets the stored statuses of a programme's days before `day`. */
export async function dropStatusesBefore(sql: Sql, programme: string, day: Day): Promise<void> {
  await sql`delete from status where programme = ${programme} and day < ${day}`;
}
