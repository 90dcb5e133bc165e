import { anyStatus, readLacking } from '../collect/lacking-store.ts';
import { addDays, type Day, instantOf } from '../days.ts';
import type { Clients, Sql } from '../db/connect.ts';
import { groupBy } from '../lib/group-by.ts';
import { provinceOf, type Registry } from '../registry/snapshot.ts';
import type { Indicator, Programme } from '../registry/types.ts';
import { readSettledDeliveries } from '../review/queue-store.ts';
import {
  type DeliveryGranted,
  readDelivered,
  readDeliveriesUntil,
  readLinesGranted,
  readSince,
  type SinceAsked,
} from './granted-store.ts';
import { heirOf } from './heir-rules.ts';
import { costOf, type GapCost, type Granted, NOTHING_GRANTED } from './need-rules.ts';
import { priceBook } from './price-rules.ts';
import { type PriceRow, readItems, readPrices } from './store.ts';

/** What the gaps of a day cost. */

export interface Need extends GapCost {
  locality: string;
  indicator: string;
  group: string;
  agency: string;
  state: 'unmet' | 'unknown';
  since: Day;
  basis: string | null;
  /** The ceiling that its price keeps to; null for none. */
  ceiling: number | null;
}

export interface NeedsAsked {
  programme: Programme;
  /** Codes of localities in force, already those of the caller. */
  localities: readonly string[];
  /** Codes of indicators; all that money fills where it is left out. */
  indicators?: readonly string[] | undefined;
  group?: string | undefined;
  agency?: string | undefined;
  day: Day;
}

type Db = Clients;

/** A price as it holds in a province. */
export interface HeldPrice {
  unitPrice: number;
  basis: string;
  ceiling: number | null;
}

/** By province, item and day: what is written down for the province, else what the catalogue of indicators says. */
export function priceFinder(registry: Registry, prices: readonly PriceRow[]) {
  const books = new Map(
    [...groupBy(prices, ({ province }) => province)].map(([province, of]) => [province, priceBook(of)]),
  );
  return (province: string, item: string, day: Day): HeldPrice | null => {
    const own = books.get(province)?.(item, day);
    if (own) return own;
    const unitPrice = registry.indicatorsOn(day).get(item)?.unitCost ?? null;
    return unitPrice ? { unitPrice, basis: 'Đơn giá trong danh mục chỉ tiêu', ceiling: null } : null;
  };
}

/** Indicators that money fills on a day: those that are items, and those that have a price. */
export function fundedIndicators(
  registry: Registry,
  items: readonly { indicator: string }[],
  prices: readonly Pick<PriceRow, 'item'>[],
  day: Day,
): Indicator[] {
  const known = new Set([...items.map(({ indicator }) => indicator), ...prices.map(({ item }) => item)]);
  return [...registry.indicatorsOn(day).values()].filter((one) => known.has(one.code) || one.unitCost);
}

/** Every need of a day, by locality and item. */
export async function loadNeeds({ sql, orm }: Db, registry: Registry, asked: NeedsAsked): Promise<Need[]> {
  const { programme, localities, day } = asked;
  const provinces = [...new Set(localities.map((code) => provinceOf(registry, code)))];
  const [items, prices] = await Promise.all([readItems(orm), readPrices(orm, provinces)]);
  const indicators = new Map(
    fundedIndicators(registry, items, prices, day)
      .filter(({ code }) => asked.indicators?.includes(code) ?? true)
      .filter(({ condition }) => asked.group === undefined || condition === asked.group)
      .filter(({ agency }) => asked.agency === undefined || agency === asked.agency)
      .map((one) => [one.code, one]),
  );
  const [lacking, granted] = await Promise.all([
    readLacking(sql, programme.code, localities, [...indicators.keys()], day),
    loadGranted(sql, registry, provinces, day),
  ]);
  const priceOf = priceFinder(registry, prices);
  return lacking.flatMap(({ locality, indicator: code, state, missing, since }): Need[] => {
    const indicator = indicators.get(code);
    if (!indicator) return [];
    const price = priceOf(provinceOf(registry, locality), code, day);
    // Half a machine is not bought; a figure of another kind than a count is no number of units.
    const recorded = missing !== null && Number.isInteger(missing) ? missing : null;
    return [
      {
        locality,
        indicator: code,
        group: indicator.condition,
        agency: indicator.agency,
        state,
        since,
        basis: price?.basis ?? null,
        ceiling: price?.ceiling ?? null,
        ...costOf(recorded, price?.unitPrice ?? null, granted(locality, code)),
      },
    ];
  });
}

/** Whether it is known what is needed: nothing lacking is another thing than nobody having been looked at by then. */
export async function areKnown(
  sql: Sql,
  { programme, localities, day }: Pick<NeedsAsked, 'programme' | 'localities' | 'day'>,
  needs: readonly Need[],
): Promise<boolean> {
  if (needs.length > 0 || localities.length === 0) return true;
  return await anyStatus(sql, programme.code, localities, day);
}

/** What has become of the money for one item of one locality. */
export type GrantedAt = Granted & { locality: string; item: string };

/** What has become of the money, by locality and item, up to a day. */
export async function loadGranted(
  sql: Sql,
  registry: Registry,
  provinces: readonly string[],
  day: Day,
  by?: Date,
): Promise<(locality: string, item: string) => Granted> {
  const found = new Map<string, Granted>(
    (await listGranted(sql, registry, provinces, day, by)).map((one) => [keyOf(one.locality, one.item), one]),
  );
  return (locality, item) => found.get(keyOf(locality, item)) ?? NOTHING_GRANTED;
}

/**
 * The same, of every locality and item for which anything was ever proposed.
 * @param by as of which instant: what was written down later does not count
 */
export async function listGranted(
  sql: Sql,
  registry: Registry,
  provinces: readonly string[],
  day: Day,
  by?: Date,
): Promise<GrantedAt[]> {
  const [lines, deliveries] = await Promise.all([
    readLinesGranted(sql, provinces, day, by),
    readDeliveriesUntil(sql, provinces, day, by),
  ]);
  if (lines.length === 0) return [];
  const delivered = groupBy(deliveries, ({ receiver, item }) => keyOf(receiver, item));
  const receivers = [...new Set(deliveries.map(({ receiver }) => receiver))];
  const [recorded, decided] = await Promise.all([
    readSince(sql, [...delivered.values()].map(askedOf), day),
    receivers.length === 0 ? [] : readSettledDeliveries(sql, receivers, by ?? instantOf(addDays(day, 1))),
  ]);
  const since = new Map(recorded.map((one) => [keyOf(one.locality, one.item), one]));
  const settled = new Map(decided.map((one) => [keyOf(one.locality, one.indicator), one.delivered]));
  const found = new Map<string, GrantedAt>();
  const at = (locality: string, item: string): GrantedAt => {
    const key = keyOf(locality, item);
    const one = found.get(key) ?? { ...NOTHING_GRANTED, locality, item };
    found.set(key, one);
    return one;
  };
  // What was delivered to another than the heir counts as granted to whoever received it.
  const elsewhere = groupBy(deliveries, ({ line }) => line);
  for (const { line, locality, item, quantity, unitPrice, state, allocated, accepted } of lines) {
    const heir = heirOf(registry, locality, day);
    const away = (elsewhere.get(line) ?? []).filter(({ receiver }) => receiver !== heir);
    const gone = away.reduce((sum, one) => sum + one.quantity, 0);
    const one = at(heir, item);
    if (state !== 'draft') one.proposed += Math.max(0, quantity - allocated);
    one.allocated += allocated - gone;
    one.allocatedAmount += BigInt(allocated - gone) * BigInt(unitPrice);
    one.accepted += Math.max(0, accepted - gone);
    for (const { receiver, quantity: units } of away) {
      const other = at(receiver, item);
      other.allocated += units;
      other.allocatedAmount += BigInt(units) * BigInt(unitPrice);
    }
  }
  for (const [key, of] of delivered) {
    const [first] = of;
    if (!first) continue;
    const one = at(first.receiver, first.item);
    const seen = since.get(key);
    for (const { quantity, unitPrice } of of) {
      one.delivered += quantity;
      one.deliveredAmount += BigInt(quantity) * BigInt(unitPrice);
    }
    one.haveBefore = first.haveBefore;
    one.haveSince = seen?.most ?? null;
    one.reportedSince = seen?.after ?? false;
    one.lastDelivery = of.at(-1)?.day ?? null;
    one.settled = one.delivered <= (settled.get(key) ?? 0);
  }
  return [...found.values()];
}

const keyOf = (locality: string, item: string) => `${locality} ${item}`;

function askedOf(of: readonly DeliveryGranted[]): SinceAsked {
  const [first, last] = [of[0], of.at(-1)];
  if (!first || !last) throw new Error('Deliveries of nothing.');
  // The last is the one of the last day that was written down last.
  const lastAt = of
    .filter(({ day }) => day === last.day)
    .reduce((at, one) => (one.at > at ? one.at : at), last.at);
  return {
    locality: first.receiver,
    item: first.item,
    firstDay: first.day,
    firstAt: first.at,
    lastDay: last.day,
    lastAt,
  };
}

/** Gaps of which less was recorded than was delivered, everywhere. */
export async function readNotShown(
  sql: Sql,
  registry: Registry,
  day: Day,
): Promise<
  { programme: string; locality: string; indicator: string; delivered: number; shown: number; day: Day }[]
> {
  const found = [];
  for (const { programme, province, localities, items } of await readDelivered(sql)) {
    const granted = await loadGranted(sql, registry, [province], day);
    for (const { locality, indicator, missing } of await readLacking(
      sql,
      programme,
      localities,
      items,
      day,
    )) {
      const of = granted(locality, indicator);
      const { notShown } = costOf(missing, null, of);
      if (notShown && of.lastDelivery)
        found.push({ programme, locality, indicator, ...notShown, day: of.lastDelivery });
    }
  }
  return found;
}
