import { and, asc, eq, inArray, isNull, sql as raw } from 'drizzle-orm';
import type { Orm, OrmTx } from '../db/connect.ts';
import * as t from '../db/tables/index.ts';

/** Prices, and which indicator is which item. */

const { fundingItem, fundingPrice } = t;

export type PriceRow = typeof fundingPrice.$inferSelect;
export type ItemRow = typeof fundingItem.$inferSelect;

/** Every indicator that money fills, by code. */
export async function readItems(orm: Orm | OrmTx): Promise<ItemRow[]> {
  return await orm.select().from(fundingItem).orderBy(asc(fundingItem.indicator));
}

export async function setItem(tx: OrmTx, { indicator, norm }: ItemRow): Promise<void> {
  await tx
    .insert(fundingItem)
    .values({ indicator, norm })
    .onConflictDoUpdate({ target: fundingItem.indicator, set: { norm } });
}

export async function removeItem(tx: OrmTx, indicator: string): Promise<boolean> {
  const gone = await tx
    .delete(fundingItem)
    .where(eq(fundingItem.indicator, indicator))
    .returning({ code: fundingItem.indicator });
  return gone.length > 0;
}

/** Until the transaction ends, nobody else changes prices of the province. */
export async function lockPrices(tx: OrmTx, province: string): Promise<void> {
  await tx.execute(raw`select pg_advisory_xact_lock(hashtext(${`phu-xanh prices ${province}`}))`);
}

/** Prices that were not withdrawn, of provinces, by item and first day. */
export async function readPrices(
  orm: Orm | OrmTx,
  provinces: readonly string[],
  item?: string,
): Promise<PriceRow[]> {
  if (provinces.length === 0) return [];
  return await orm
    .select()
    .from(fundingPrice)
    .where(
      and(
        inArray(fundingPrice.province, [...provinces]),
        isNull(fundingPrice.withdrawnAt),
        item === undefined ? undefined : eq(fundingPrice.item, item),
      ),
    )
    .orderBy(asc(fundingPrice.province), asc(fundingPrice.item), asc(fundingPrice.validFrom));
}

export async function insertPrice(
  tx: OrmTx,
  given: Omit<typeof fundingPrice.$inferInsert, 'withdrawnAt' | 'withdrawnBy'>,
): Promise<number> {
  const [row] = await tx.insert(fundingPrice).values(given).returning({ id: fundingPrice.id });
  if (!row) throw new Error('A price that was inserted has no number.');
  return row.id;
}

export async function findPrice(orm: Orm | OrmTx, id: number): Promise<PriceRow | undefined> {
  const [row] = await orm.select().from(fundingPrice).where(eq(fundingPrice.id, id));
  return row;
}

/** Whether it was there to be withdrawn. */
export async function withdrawPriceRow(
  tx: OrmTx,
  id: number,
  { at, by }: { at: Date; by: string },
): Promise<boolean> {
  const rows = await tx
    .update(fundingPrice)
    .set({ withdrawnAt: at, withdrawnBy: by })
    .where(and(eq(fundingPrice.id, id), isNull(fundingPrice.withdrawnAt)))
    .returning({ id: fundingPrice.id });
  return rows.length > 0;
}
