import type { Day } from '../days.ts';
import type { Clients } from '../db/connect.ts';
import { type Objection, Refused } from '../refused.ts';
import type { Registry } from '../registry/snapshot.ts';
import type { Programme } from '../registry/types.ts';
import { amountOf, LARGEST_QUANTITY, sumOf, toNumber } from './money-rules.ts';
import { loadNeeds, type Need } from './needs.ts';
import type { NewLine } from './proposal-store.ts';

/** Lines of a proposal from the needs of a day: by a filter, or as they were chosen. */

export interface NeedsWanted {
  province?: string | undefined;
  indicator?: string | undefined;
  indicators?: readonly string[] | undefined;
  group?: string | undefined;
  agency?: string | undefined;
  locality?: string | undefined;
  localities?: readonly string[] | undefined;
  day?: Day | undefined;
  /** Chosen one by one; without a quantity, all that is open. */
  lines?: readonly { locality: string; item: string; quantity?: number | undefined }[] | undefined;
}

type Named = { locality: string; item: string };

/** Why a need is no line. */
export const LEFT_OUT = ['no_price', 'unknown', 'nothing_open'] as const;
export interface LeftOut {
  locality: string;
  item: string;
  reason: (typeof LEFT_OUT)[number];
}

export interface PutTogether {
  day: Day;
  lines: NewLine[];
  leftOut: LeftOut[];
}

interface Where {
  programme: Programme;
  province: string;
  today: Day;
}

/**
 * Lines at the prices of the day of their needs, each of what is open: needed, and no money granted for it yet.
 * @throws {Refused} with everything that is wrong with what is wanted, each below `needs`
 */
export async function putTogether(
  db: Clients,
  registry: Registry,
  wanted: NeedsWanted,
  { programme, province, today }: Where,
): Promise<PutTogether> {
  const day = wanted.day ?? today;
  const objections = objectionsToNames(registry, wanted, province, today);
  // What of chosen lines can be found is looked at all the same, so that everything is told at once.
  const bad = new Set(objections.map(({ field }) => /^needs\/lines\/(\d+)\//.exec(field)?.[1]));
  if (bad.has(undefined)) throw new Refused(objections);
  const inForce = new Set(registry.localitiesOf(programme, day, province).map(({ code }) => code));
  const named = [...(wanted.localities ?? []), ...(wanted.locality ? [wanted.locality] : [])];
  const localities = named.length > 0 ? named.filter((code) => inForce.has(code)) : [...inForce];
  const indicators =
    wanted.indicator || wanted.indicators
      ? [...(wanted.indicators ?? []), ...(wanted.indicator ? [wanted.indicator] : [])]
      : undefined;
  const needs = await loadNeeds(db, registry, {
    programme,
    localities: [...new Set(localities)].sort(),
    indicators,
    group: wanted.group,
    agency: wanted.agency,
    day,
  });
  const made = wanted.lines ? chosen(needs, wanted.lines, { objections, bad }) : ofAll(needs);
  if (made.lines.length === 0) throw new Refused([nothing(made.leftOut.length)]);
  if (toNumber(sumOf(made.lines.map((one) => amountOf(one.quantity, one.unitPrice) ?? 0n))) === null)
    throw new Refused([
      { field: 'needs', vi: 'Tổng số tiền quá lớn. Kiểm tra lại đơn giá.', en: 'The total is too large.' },
    ]);
  return { day, ...made };
}

function ofAll(needs: readonly Need[]): Omit<PutTogether, 'day'> {
  const lines: NewLine[] = [];
  const leftOut: LeftOut[] = [];
  for (const need of needs) {
    const reason = reasonOf(need);
    if (reason) leftOut.push({ locality: need.locality, item: need.indicator, reason });
    else lines.push(lineOf(need, Math.min(need.open ?? 0, LARGEST_QUANTITY)));
  }
  return { lines, leftOut };
}

/**
 * @param bad numbers of lines that speak of what is not there, as `objections` say
 */
function chosen(
  needs: readonly Need[],
  wanted: NonNullable<NeedsWanted['lines']>,
  { objections, bad }: { objections: Objection[]; bad: ReadonlySet<string | undefined> },
): Omit<PutTogether, 'day'> {
  const lines: NewLine[] = [];
  const keyOf = (locality: string, item: string) => `${locality} ${item}`;
  const byKey = new Map(needs.map((need) => [keyOf(need.locality, need.indicator), need]));
  const taken = new Set<string>();
  wanted.forEach(({ locality, item, quantity }, place) => {
    if (bad.has(String(place))) return;
    const field = `needs/lines/${place}`;
    const key = keyOf(locality, item);
    const need = byKey.get(key);
    if (!need) {
      objections.push({
        field,
        vi: `Đơn vị ${locality} không thiếu “${item}”.`,
        en: `${locality} does not lack “${item}”.`,
      });
      return;
    }
    if (taken.has(key)) {
      objections.push({
        field,
        vi: 'Đơn vị và nội dung này có hai dòng. Gộp lại thành một dòng.',
        en: 'This locality and item stand here twice.',
      });
      return;
    }
    taken.add(key);
    const reason = reasonOf(need);
    if (reason) {
      const [vi, en] = LEFT_OUT_WORDS[reason];
      objections.push({ field, vi: `${vi}.`, en: `${en}.` });
      return;
    }
    const open = need.open ?? 0;
    if (quantity !== undefined && quantity > open)
      objections.push({
        field: `${field}/quantity`,
        vi: `Đề xuất ${quantity} là vượt nhu cầu: còn cần ${open}.`,
        en: `${quantity} is more than is needed: ${open}.`,
      });
    lines.push(lineOf(need, quantity ?? open));
  });
  if (objections.length > 0) throw new Refused(objections);
  return { lines, leftOut: [] };
}

export const LEFT_OUT_WORDS: Record<LeftOut['reason'], readonly [vi: string, en: string]> = {
  no_price: ['Chưa có đơn giá', 'There is no price'],
  unknown: ['Chưa biết thiếu bao nhiêu', 'It is not known how much is lacking'],
  nothing_open: ['Không còn nhu cầu chưa cấp kinh phí', 'Nothing of it is left to be funded'],
};

function reasonOf(need: Need): LeftOut['reason'] | undefined {
  if (need.open === null) return 'unknown';
  if (need.open === 0) return 'nothing_open';
  return need.unitPrice === null ? 'no_price' : undefined;
}

function lineOf({ locality, indicator: item, unitPrice, basis }: Need, quantity: number): NewLine {
  if (unitPrice === null) throw new Error('A line without a price.');
  return { locality, item, quantity, unitPrice, basis: basis ?? '' };
}

function nothing(leftOut: number): Objection {
  return leftOut === 0
    ? {
        field: 'needs',
        vi: 'Không có nhu cầu phù hợp với điều kiện đã chọn.',
        en: 'There are no such needs.',
      }
    : {
        field: 'needs',
        vi: 'Không nhu cầu nào đề xuất được: chưa có đơn giá, chưa biết thiếu bao nhiêu, hoặc đã cấp đủ kinh phí.',
        en: 'None of these needs can be proposed: no price, nobody knows how much, or funded already.',
      };
}

/** Names that are not there, and a day to come. */
export function objectionsToNames(
  registry: Registry,
  wanted: Omit<NeedsWanted, 'lines'> & { lines?: readonly Partial<Named>[] | undefined },
  province: string,
  today: Day,
): Objection[] {
  const found: Objection[] = [];
  const add = (field: string, vi: string, en: string) => void found.push({ field, vi, en });
  if (wanted.province !== undefined && wanted.province !== province)
    add('needs/province', 'Nhu cầu phải của tỉnh, thành phố này.', 'Not the province of the proposal.');
  if (wanted.day !== undefined && wanted.day > today)
    add('needs/day', 'Ngày này chưa đến.', `${wanted.day} has not begun; today is ${today}.`);
  const localities = [
    ...(wanted.locality === undefined ? [] : [['needs/locality', wanted.locality] as const]),
    ...(wanted.localities ?? []).map((code, at) => [`needs/localities/${at}`, code] as const),
    ...(wanted.lines ?? []).map(({ locality }, at) => [`needs/lines/${at}/locality`, locality] as const),
  ];
  for (const [field, code] of localities)
    if (code !== undefined && registry.localities.get(code)?.province !== province)
      add(field, `Không có đơn vị ${code} trong địa bàn này.`, `There is no locality “${code}” in it.`);
  const indicators = [
    ...(wanted.indicator === undefined ? [] : [['needs/indicator', wanted.indicator] as const]),
    ...(wanted.indicators ?? []).map((code, at) => [`needs/indicators/${at}`, code] as const),
    ...(wanted.lines ?? []).map(({ item }, at) => [`needs/lines/${at}/item`, item] as const),
  ];
  for (const [field, code] of indicators)
    if (code !== undefined && !registry.indicators.some((one) => one.code === code))
      add(field, `Không có chỉ tiêu nào mã “${code}”.`, `There is no indicator “${code}”.`);
  if (wanted.agency !== undefined && !registry.indicators.some(({ agency }) => agency === wanted.agency))
    add(
      'needs/agency',
      `Không có cơ quan phụ trách nào tên “${wanted.agency}”.`,
      `No indicator is of an agency “${wanted.agency}”.`,
    );
  if (wanted.group !== undefined && !registry.conditions.some(({ code }) => code === wanted.group))
    add(
      'needs/group',
      `Không có điều kiện nào mã “${wanted.group}”.`,
      `There is no condition “${wanted.group}”.`,
    );
  return found;
}
