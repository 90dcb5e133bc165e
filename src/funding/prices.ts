import { type Author, writeAudit } from '../access/author.ts';
import type { Day } from '../days.ts';
import type { Clients } from '../db/connect.ts';
import { type Objection, Refused, refuse } from '../refused.ts';
import type { Registry } from '../registry/snapshot.ts';
import { ceilingOf } from './norm-rules.ts';
import { isNormItem, normsOn } from './norms.ts';
import { objectionsTo, type Price } from './price-rules.ts';
import {
  findPrice,
  type ItemRow,
  insertPrice,
  lockPrices,
  readItems,
  readPrices,
  removeItem,
  setItem,
  withdrawPriceRow,
} from './store.ts';

/** What can be done with prices, and with which indicator is which item: the same for page, API and shell. */

export type NewPrice = Price & { province: string };

/**
 * Writes down what a unit costs in a province from a day on.
 * @throws {Refused} with all that speaks against it
 */
export async function addPrice(
  db: Clients,
  author: Author,
  registry: Registry,
  given: NewPrice,
): Promise<number> {
  const { item, province } = given;
  const unknown = objectionsToItem(registry, item);
  return await db.orm.transaction(async (tx) => {
    await lockPrices(tx, province);
    const beside = await readPrices(tx, [province], item);
    const norm = normOf(await readItems(tx), item, given.validFrom);
    const objections = [...unknown, ...objectionsTo(given, beside, norm)];
    if (objections.length > 0) throw new Refused(objections);
    const { unitPrice, ceiling, basis, validFrom, validTo } = given;
    const price = { item, province, unitPrice, ceiling, basis: basis.trim(), validFrom, validTo };
    const id = await insertPrice(tx, {
      ...price,
      createdAt: author.now,
      createdBy: author.name ?? author.actor,
    });
    await writeAudit(tx, author, {
      action: 'price.add',
      target: `price ${id}`,
      area: province,
      after: price,
    });
    return id;
  });
}

/** That there is no such indicator. */
export function objectionsToItem(registry: Registry, item: string): Objection[] {
  return registry.indicators.some(({ code }) => code === item)
    ? []
    : [{ field: 'item', vi: `Không có chỉ tiêu nào mã “${item}”.`, en: `There is no indicator “${item}”.` }];
}

/** Takes a price back that was not meant; what was proposed at it stays as it is. Returns whether it was there. */
export async function withdrawPrice(db: Clients, author: Author, id: number): Promise<boolean> {
  return await db.orm.transaction(async (tx) => {
    const row = await findPrice(tx, id);
    if (!row || row.withdrawnAt) return false;
    await lockPrices(tx, row.province);
    const done = await withdrawPriceRow(tx, id, { at: author.now, by: author.name ?? author.actor });
    if (done)
      await writeAudit(tx, author, {
        action: 'price.withdraw',
        target: `price ${id}`,
        area: row.province,
        before: { item: row.item, unitPrice: row.unitPrice, validFrom: row.validFrom, validTo: row.validTo },
      });
    return done;
  });
}

/** The ceiling that the norms set an indicator on a day; null where it is no item of theirs, or they set none. */
export function normOf(items: readonly ItemRow[], indicator: string, day: Day): number | null {
  const norm = items.find((one) => one.indicator === indicator)?.norm ?? null;
  return norm !== null && isNormItem(norm) ? ceilingOf(normsOn(day), norm) : null;
}

/**
 * Says that money fills an indicator, and which item of the norms it is; `norm` null where none.
 * @throws {Refused} when there is no such indicator or item
 */
export async function changeItem(
  db: Pick<Clients, 'orm'>,
  author: Author,
  registry: Registry,
  { indicator, norm }: ItemRow,
): Promise<void> {
  if (!registry.indicators.some(({ code }) => code === indicator))
    refuse('indicator', [
      `Không có chỉ tiêu nào mã “${indicator}”.`,
      `There is no indicator “${indicator}”.`,
    ]);
  if (norm !== null && !isNormItem(norm))
    refuse('norm', [`Định mức không có nội dung “${norm}”.`, `“${norm}” is no item of the norms.`]);
  await db.orm.transaction(async (tx) => {
    await setItem(tx, { indicator, norm });
    await writeAudit(tx, author, { action: 'item.set', target: indicator, area: '*', after: { norm } });
  });
}

/** Says that money fills an indicator no more. Returns whether it did. */
export async function dropItem(
  db: Pick<Clients, 'orm'>,
  author: Author,
  indicator: string,
): Promise<boolean> {
  return await db.orm.transaction(async (tx) => {
    const was = await removeItem(tx, indicator);
    if (was) await writeAudit(tx, author, { action: 'item.remove', target: indicator, area: '*' });
    return was;
  });
}
