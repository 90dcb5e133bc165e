import { desc, gt } from 'drizzle-orm';
import type { Orm } from '../../../db/connect.ts';
import * as t from '../../../db/tables/index.ts';

/** Exceptions to locks that ended after an instant or have not ended, the latest to end first. */
export async function listExceptions(orm: Orm, since: Date) {
  return await orm
    .select()
    .from(t.lockException)
    .where(gt(t.lockException.until, since))
    .orderBy(desc(t.lockException.until), desc(t.lockException.id));
}

export type ExceptionRow = Awaited<ReturnType<typeof listExceptions>>[number];
