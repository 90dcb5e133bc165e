import { and, eq } from 'drizzle-orm';
import type { OrmTx, Sql } from '../../db/connect.ts';
import { savedFilter } from '../../db/tables/index.ts';

export interface SavedFilter {
  id: number;
  page: string;
  name: string;
  query: string;
}

/** Those of a person, by page and name. */
export async function readSaved(sql: Sql, person: number): Promise<SavedFilter[]> {
  return await sql<SavedFilter[]>`
    select id, page, name, query from saved_filter where person = ${person} order by page, name, id`;
}

/** The same, which stay so until the transaction ends: of one person only one change is made at a time. */
export async function lockSaved(tx: OrmTx, person: number): Promise<SavedFilter[]> {
  const { id, page, name, query } = savedFilter;
  return await tx
    .select({ id, page, name, query })
    .from(savedFilter)
    .where(eq(savedFilter.person, person))
    .for('update');
}

export async function insertSaved(
  tx: OrmTx,
  person: number,
  filter: Omit<SavedFilter, 'id'>,
  createdAt: Date,
): Promise<void> {
  await tx
    .insert(savedFilter)
    .values({ person, ...filter, createdAt })
    // Saved under a name that is there, it takes its place.
    .onConflictDoUpdate({
      target: [savedFilter.person, savedFilter.page, savedFilter.name],
      set: { query: filter.query },
    });
}

export async function renameSaved(tx: OrmTx, person: number, id: number, name: string): Promise<void> {
  await tx
    .update(savedFilter)
    .set({ name })
    .where(and(eq(savedFilter.id, id), eq(savedFilter.person, person)));
}

export async function deleteSaved(tx: OrmTx, person: number, id: number): Promise<void> {
  await tx.delete(savedFilter).where(and(eq(savedFilter.id, id), eq(savedFilter.person, person)));
}
