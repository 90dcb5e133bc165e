import { asc, eq } from 'drizzle-orm';
import type { OrmTx } from '../db/connect.ts';
import * as t from '../db/tables/index.ts';

export type OpenDataRow = typeof t.openData.$inferSelect;

export async function findOpenData(orm: OrmTx, province: string): Promise<OpenDataRow | undefined> {
  const [row] = await orm.select().from(t.openData).where(eq(t.openData.province, province));
  return row;
}

/** By code of the province, those that are off too. */
export async function listOpenData(orm: OrmTx): Promise<OpenDataRow[]> {
  return await orm.select().from(t.openData).orderBy(asc(t.openData.province));
}

export async function putOpenData(tx: OrmTx, row: OpenDataRow): Promise<void> {
  await tx.insert(t.openData).values(row).onConflictDoUpdate({ target: t.openData.province, set: row });
}
