import { addDays, type Day, formatDay, isDay } from '../days.ts';
import { groupBy } from '../lib/group-by.ts';
import type { Objection } from '../refused.ts';
import { formatAmount, LARGEST_PRICE } from './money-rules.ts';

/** Prices of a province by the day: which one holds, and what may be put beside it. Pure. */

export interface Price {
  item: string;
  unitPrice: number;
  ceiling: number | null;
  basis: string;
  validFrom: Day;
  /** Last day; null while no other takes its place. */
  validTo: Day | null;
}

/** The last day of each price of one item: its own, else the day before the next one begins; null: none is set. */
export function endsOf<P extends Pick<Price, 'validFrom' | 'validTo'>>(
  prices: readonly P[],
): Map<P, Day | null> {
  const sorted = [...prices].sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
  return new Map(
    sorted.map((price, place) => {
      const next = sorted[place + 1];
      return [price, price.validTo ?? (next === undefined ? null : addDays(next.validFrom, -1))];
    }),
  );
}

/** The price of one item that holds on a day; undefined where none does. */
export function priceOn<P extends Pick<Price, 'validFrom' | 'validTo'>>(
  prices: readonly P[],
  day: Day,
): P | undefined {
  let found: P | undefined;
  for (const one of prices)
    if (one.validFrom <= day && (found === undefined || one.validFrom > found.validFrom)) found = one;
  return found && (found.validTo === null || day <= found.validTo) ? found : undefined;
}

/** Prices by item, to look up days. */
export function priceBook<P extends Price>(prices: readonly P[]): (item: string, day: Day) => P | undefined {
  const byItem = groupBy(prices, ({ item }) => item);
  return (item, day) => priceOn(byItem.get(item) ?? [], day);
}

/**
 * What speaks against a new price beside those of its item, everything at once. `norm`: the ceiling that the norms of
 * the state set the item, null for none.
 */
export function objectionsTo(
  given: Price,
  beside: readonly Pick<Price, 'validFrom' | 'validTo'>[],
  norm: number | null,
): Objection[] {
  const { unitPrice, ceiling, basis, validFrom, validTo } = given;
  const found: Objection[] = [];
  const add = (field: string, vi: string, en: string) => void found.push({ field, vi, en });
  if (!isPrice(unitPrice))
    add(
      'unitPrice',
      `Đơn giá phải là số nguyên đồng từ 1 đến ${formatAmount(LARGEST_PRICE)}.`,
      `A price is a whole number of đồng from 1 to ${LARGEST_PRICE}.`,
    );
  if (ceiling !== null && !isPrice(ceiling))
    add(
      'ceiling',
      `Mức giá tối đa phải là số nguyên đồng từ 1 đến ${formatAmount(LARGEST_PRICE)}.`,
      `A ceiling is a whole number of đồng from 1 to ${LARGEST_PRICE}, or null.`,
    );
  if (ceiling !== null && unitPrice > ceiling) found.push(aboveCeiling(unitPrice, ceiling));
  if (basis.trim() === '' && ceiling === null) found.push(NO_BASIS);
  else if (basis.trim() === '' && norm !== null && ceiling !== null && ceiling > norm)
    add(
      'basis',
      `Mức tối đa cao hơn định mức ${formatAmount(norm)} đồng: phải ghi căn cứ.`,
      `The ceiling is above that of the norms, ${norm}: say on what basis.`,
    );
  if (validTo !== null && validTo < validFrom) found.push(ENDS_FIRST);
  else found.push(...overlaps(given, beside));
  return found;
}

const aboveCeiling = (unitPrice: number, ceiling: number): Objection => ({
  field: 'unitPrice',
  vi: `Đơn giá ${formatAmount(unitPrice)} đồng cao hơn mức tối đa ${formatAmount(ceiling)} đồng. Mua theo Mục C thì bỏ mức tối đa và ghi căn cứ.`,
  en: `The price of ${unitPrice} is above the ceiling of ${ceiling}. Under section C there is no ceiling, and a basis is given.`,
});
const NO_BASIS: Objection = {
  field: 'basis',
  vi: 'Không có mức giá tối đa thì phải ghi căn cứ: quyết định, báo giá, kết quả thẩm định giá.',
  en: 'Where there is no ceiling, say on what basis the price rests.',
};
const ENDS_FIRST: Objection = {
  field: 'validTo',
  vi: 'Ngày kết thúc sớm hơn ngày bắt đầu.',
  en: 'It ends before it begins.',
};

/**
 * What speaks against a price of which some part cannot be read: all that the rest of it tells by itself, so that who
 * sent it hears of everything at once.
 */
export function objectionsToRest(given: unknown): Objection[] {
  if (typeof given !== 'object' || given === null) return [];
  const { unitPrice, ceiling, basis, validFrom, validTo } = given as Partial<Record<keyof Price, unknown>>;
  const isBlank = basis === undefined || (typeof basis === 'string' && basis.trim() === '');
  return [
    ...(typeof unitPrice === 'number' && typeof ceiling === 'number' && unitPrice > ceiling
      ? [aboveCeiling(unitPrice, ceiling)]
      : []),
    ...(ceiling === null && isBlank ? [NO_BASIS] : []),
    ...(isDay(validFrom) && isDay(validTo) && validTo < validFrom ? [ENDS_FIRST] : []),
  ];
}

/**
 * A price that has no last day gives way to a later one; all else that would hold on a day for which there is one
 * already is refused: of two prices nobody could say which was meant.
 */
function overlaps(
  given: Pick<Price, 'validFrom' | 'validTo'>,
  beside: readonly Pick<Price, 'validFrom' | 'validTo'>[],
): Objection[] {
  const clash = beside.find((one) => {
    if (one.validFrom === given.validFrom) return true;
    const [first, second] = one.validFrom < given.validFrom ? [one, given] : [given, one];
    return first.validTo !== null && first.validTo >= second.validFrom;
  });
  if (!clash) return [];
  const to = clash.validTo === null ? '' : ` đến ${formatDay(clash.validTo)}`;
  return [
    {
      field: 'validFrom',
      vi: `Đã có đơn giá áp dụng từ ${formatDay(clash.validFrom)}${to}. Chọn ngày khác hoặc xóa đơn giá đó trước.`,
      en: `There is a price from ${clash.validFrom}${clash.validTo === null ? '' : ` to ${clash.validTo}`} already.`,
    },
  ];
}

const isPrice = (of: number): boolean => Number.isSafeInteger(of) && of >= 1 && of <= LARGEST_PRICE;
