import type { OrmTx } from '../db/connect.ts';
import * as t from '../db/tables/index.ts';

/** A reviewer's word on a value; whoever calls holds the locality's lock. */
export async function insertMark(tx: OrmTx, mark: typeof t.mark.$inferInsert): Promise<void> {
  await tx.insert(t.mark).values(mark);
}
