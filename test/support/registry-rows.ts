import { eq } from 'drizzle-orm';
import type { Orm } from '../../src/db/connect.ts';
import * as t from '../../src/db/tables/index.ts';
import { bumpRegistry } from '../../src/registry/store.ts';

/** Registry rows set by a test; the shell's commands have tests of their own. */
export async function insertException(orm: Orm, row: typeof t.lockException.$inferInsert): Promise<void> {
  await orm.transaction(async (tx) => {
    await tx.insert(t.lockException).values(row);
    await bumpRegistry(tx);
  });
}

export async function insertMark(orm: Orm, row: typeof t.mark.$inferInsert): Promise<void> {
  await orm.insert(t.mark).values(row);
}

export async function endLocality(
  orm: Orm,
  code: string,
  lastDay: string,
  /** Who takes over; several where it is split, nobody for null. */
  successor: string | readonly string[] | null,
): Promise<void> {
  await orm.transaction(async (tx) => {
    await tx
      .update(t.locality)
      .set({ validTo: lastDay, successors: successor === null ? [] : [successor].flat() })
      .where(eq(t.locality.code, code));
    await bumpRegistry(tx);
  });
}
