import type { Day } from '../days.ts';
import type { OrmTx, Sql } from '../db/connect.ts';
import * as t from '../db/tables/index.ts';

/** Forgets the stored statuses of a programme's days before `day`. */
export async function dropStatusesBefore(sql: Sql, programme: string, day: Day): Promise<void> {
  await sql`delete from status where programme = ${programme} and day < ${day}`;
}

/** A reviewer's word on a value; whoever calls holds the locality's lock. */
export async function insertMark(tx: OrmTx, mark: typeof t.mark.$inferInsert): Promise<void> {
  await tx.insert(t.mark).values(mark);
}
