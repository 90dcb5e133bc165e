import { type Day, formatDay } from '../days.ts';
import { groupBy } from '../lib/group-by.ts';
import type { Objection } from '../refused.ts';
import { amountOf, formatAmount, sumOf } from './money-rules.ts';

/** How far a proposal has come, and what may be granted, delivered and paid of it. Pure. */

export const PROPOSAL_STATES = ['draft', 'submitted', 'approved'] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

/** A line with what has become of it, in units. */
export interface Line {
  id: number;
  locality: string;
  item: string;
  quantity: number;
  unitPrice: number;
  allocated: number;
  delivered: number;
  accepted: number;
}

/** Where an approved proposal stands, worked out of its lines. */
export const PROGRESS = [
  'nothing_allocated',
  'partly_allocated',
  'allocated',
  'partly_delivered',
  'delivered',
  'accepted',
] as const;
export type Progress = (typeof PROGRESS)[number];

/** Whose turn it is; null when nothing is left to do. */
export const WAITS_FOR = ['author', 'approver', 'allocation', 'delivery', 'acceptance'] as const;
export type WaitsFor = (typeof WAITS_FOR)[number];

type Units = Pick<Line, 'quantity' | 'allocated' | 'delivered' | 'accepted'>;

export function progressOf(lines: readonly Units[]): Progress {
  const every = (is: (line: Units) => boolean) => lines.length > 0 && lines.every(is);
  const some = (is: (line: Units) => boolean) => lines.some(is);
  if (every((line) => line.accepted >= line.quantity)) return 'accepted';
  if (every((line) => line.delivered >= line.quantity)) return 'delivered';
  if (some((line) => line.delivered > 0)) return 'partly_delivered';
  if (every((line) => line.allocated >= line.quantity)) return 'allocated';
  return some((line) => line.allocated > 0) ? 'partly_allocated' : 'nothing_allocated';
}

export function waitsFor(state: ProposalState, lines: readonly Units[]): WaitsFor | null {
  if (state === 'draft') return 'author';
  if (state === 'submitted') return 'approver';
  if (lines.some((line) => line.allocated < line.quantity)) return 'allocation';
  if (lines.some((line) => line.delivered < line.allocated)) return 'delivery';
  return lines.some((line) => line.accepted < line.delivered) ? 'acceptance' : null;
}

/** Whether a proposal with a deadline is late or near it: while not all of it was delivered. */
export function isOpen(state: ProposalState, lines: readonly Units[]): boolean {
  return state !== 'approved' || lines.some((line) => line.delivered < line.quantity);
}

export interface AskedLine {
  locality: string;
  item: string;
  quantity: number;
}

/** Units of lines, each at its own price. */
export function amountOfLines(
  lines: readonly Pick<Line, 'unitPrice' | 'quantity' | 'allocated' | 'delivered' | 'accepted'>[],
  of: 'quantity' | 'allocated' | 'delivered' | 'accepted',
): bigint {
  return sumOf(lines.map((line) => amountOf(line[of], line.unitPrice) ?? 0n));
}

/**
 * What of an allocation goes to which line, or all that speaks against it.
 * @param asked undefined in the place of one that cannot be read
 */
export function checkAllocation(
  lines: readonly Line[],
  asked: readonly (AskedLine | undefined)[],
): { granted: { line: number; quantity: number }[] } | { objections: Objection[] } {
  const granted: { line: number; quantity: number }[] = [];
  const objections: Objection[] = [];
  asked.forEach((one, place) => {
    if (one === undefined) return;
    const { locality, item, quantity } = one;
    const at = `lines/${place}`;
    const line = lines.find((one) => one.locality === locality && one.item === item);
    if (!line) {
      objections.push(notInProposal(at, locality, item));
      return;
    }
    if (granted.some((one) => one.line === line.id)) {
      objections.push({
        field: at,
        vi: 'Đơn vị và nội dung này có hai dòng. Gộp lại thành một dòng.',
        en: 'This locality and item stand here twice.',
      });
      return;
    }
    const room = line.quantity - line.allocated;
    if (quantity > room)
      objections.push({
        field: `${at}/quantity`,
        vi: `Cấp ${quantity} là vượt đề xuất: đề xuất ${line.quantity}, đã cấp ${line.allocated}, còn ${room}.`,
        en: `${quantity} is above the proposal: ${line.quantity} proposed, ${line.allocated} allocated, ${room} left.`,
      });
    granted.push({ line: line.id, quantity });
  });
  return objections.length > 0 ? { objections } : { granted };
}

const notInProposal = (field: string, locality: string, item: string): Objection => ({
  field,
  vi: `Đề xuất không có nội dung “${item}” cho đơn vị ${locality}.`,
  en: `The proposal has no “${item}” for ${locality}.`,
});

/** So much, from a day on: what was given, or what was taken of it. */
export interface Dated {
  day: Day;
  amount: bigint | number;
}

/**
 * How much more may be taken on a day of what was given: by no day more than was given by it. What was taken on later
 * days keeps what it needs.
 */
export function roomOn(given: readonly Dated[], taken: readonly Dated[], day: Day): bigint {
  const by = (all: readonly Dated[], end: Day) =>
    sumOf(all.filter((one) => one.day <= end).map(({ amount }) => amount));
  const ends = new Set([day, ...[...given, ...taken].map((one) => one.day).filter((one) => one > day)]);
  return [...ends]
    .map((end) => by(given, end) - by(taken, end))
    .reduce((least, room) => (room < least ? room : least));
}

/** A line of the item that is asked of, and who may receive for it on the day. */
export interface Candidate {
  line: Line;
  /** Who may receive for it: itself, or who took over from it. */
  receivers: readonly string[];
  /** Units that may be delivered, or accepted, on the day that is asked of: see {@link roomOn}. */
  onDay: number;
}

/** What of a delivery belongs to which line, who receives it, or all that speaks against it. */
export function checkDelivery(
  candidates: readonly Candidate[],
  { locality, item, quantity, day }: AskedLine & { day: Day },
  today: Day,
): { delivered: { line: number; receiver: string; quantity: number }[] } | { objections: Objection[] } {
  const objections: Objection[] = [];
  if (day > today)
    objections.push({
      field: 'day',
      vi: 'Ngày bàn giao chưa đến.',
      en: `${day} has not begun; today is ${today}.`,
    });
  const own = candidates.filter(
    ({ line, receivers }) =>
      line.item === item && (line.locality === locality || receivers.includes(locality)),
  );
  if (own.length === 0) return { objections: [...objections, notInProposal('locality', locality, item)] };
  // The line of the name itself comes first.
  own.sort((a, b) => Number(b.line.locality === locality) - Number(a.line.locality === locality));
  const unsaid = own.find(({ receivers }) => !receivers.includes(locality) && receivers.length !== 1);
  if (unsaid) {
    const names = unsaid.receivers.join(', ');
    objections.push({
      field: 'locality',
      vi: names
        ? `Đơn vị ${locality} đã kết thúc, có nhiều đơn vị tiếp nhận: ghi mã đơn vị nhận bàn giao (${names}).`
        : `Đơn vị ${locality} đã kết thúc và không có đơn vị tiếp nhận: không bàn giao được.`,
      en: names
        ? `${locality} has ended and several took over from it: say which of them receives (${names}).`
        : `${locality} has ended and nobody took over from it.`,
    });
    return { objections };
  }
  const room = own.reduce((sum, { line }) => sum + line.allocated - line.delivered, 0);
  if (quantity > room) {
    const [allocated, delivered] = [total(own, 'allocated'), total(own, 'delivered')];
    objections.push({
      field: 'quantity',
      vi: `Bàn giao ${quantity} là vượt số đã cấp: đã cấp ${allocated}, đã bàn giao ${delivered}, còn ${room}.`,
      en: `${quantity} is above what was allocated: ${allocated} allocated, ${delivered} delivered, ${room} left.`,
    });
  } else if (day <= today && quantity > roomOf(own))
    objections.push({
      field: 'day',
      vi: `Ngày bàn giao sớm hơn ngày cấp kinh phí: đến ngày ${formatDay(day)} còn ${roomOf(own)} đã cấp chưa bàn giao.`,
      en: `Before the money for it was allocated: by ${day} there are ${roomOf(own)} to deliver.`,
    });
  if (objections.length > 0) return { objections };
  let left = quantity;
  const delivered = own.flatMap(({ line, receivers, onDay }) => {
    const units = Math.min(left, Math.max(0, onDay));
    left -= units;
    const receiver = receivers.includes(locality) ? locality : (receivers[0] ?? line.locality);
    return units > 0 ? [{ line: line.id, receiver, quantity: units }] : [];
  });
  return { delivered };
}

/** What of an acceptance belongs to which line, or all that speaks against it. */
export function checkAcceptance(
  candidates: readonly Candidate[],
  { locality, item, quantity, day }: AskedLine & { day: Day },
  today: Day,
): { accepted: { line: number; quantity: number }[] } | { objections: Objection[] } {
  const objections: Objection[] = [];
  if (day > today)
    objections.push({
      field: 'day',
      vi: 'Ngày nghiệm thu chưa đến.',
      en: `${day} has not begun; today is ${today}.`,
    });
  const own = candidates.filter(
    ({ line, receivers }) =>
      line.item === item && (line.locality === locality || receivers.includes(locality)),
  );
  if (own.length === 0) return { objections: [...objections, notInProposal('locality', locality, item)] };
  const room = own.reduce((sum, { line }) => sum + line.delivered - line.accepted, 0);
  if (quantity > room)
    objections.push({
      field: 'quantity',
      vi: `Nghiệm thu ${quantity} là vượt số đã bàn giao chưa nghiệm thu: còn ${room}.`,
      en: `${quantity} is more than was delivered and not accepted yet: ${room}.`,
    });
  else if (day <= today && quantity > roomOf(own))
    objections.push({
      field: 'day',
      vi: `Ngày nghiệm thu sớm hơn ngày bàn giao: đến ngày ${formatDay(day)} còn ${roomOf(own)} đã bàn giao chưa nghiệm thu.`,
      en: `Before it was delivered: by ${day} there are ${roomOf(own)} to accept.`,
    });
  if (objections.length > 0) return { objections };
  let left = quantity;
  const accepted = own.flatMap(({ line, onDay }) => {
    const units = Math.min(left, Math.max(0, onDay));
    left -= units;
    return units > 0 ? [{ line: line.id, quantity: units }] : [];
  });
  return { accepted };
}

/** Money granted from a source, or paid out of it. */
export type FromSource = Dated & { source: string };

/**
 * All that speaks against a payment.
 * @param asked without an amount, of which only the rest can be read
 */
export function checkDisbursement(
  granted: readonly FromSource[],
  paid: readonly FromSource[],
  asked: { source: string; amount?: number | undefined; day: Day },
  today: Day,
): Objection[] {
  const objections: Objection[] = [];
  if (asked.day > today)
    objections.push({
      field: 'day',
      vi: 'Ngày giải ngân chưa đến.',
      en: `${asked.day} has not begun; today is ${today}.`,
    });
  const of = (all: readonly FromSource[]) => all.filter(({ source }) => source === asked.source);
  const left = sumOf(of(granted).map(({ amount }) => amount)) - sumOf(of(paid).map(({ amount }) => amount));
  const onDay = roomOn(of(granted), of(paid), asked.day);
  const amount = BigInt(asked.amount ?? 0);
  const sources = [...groupBy(granted, ({ source }) => source).keys()];
  if (!sources.includes(asked.source))
    objections.push({
      field: 'source',
      vi: `Chưa cấp kinh phí từ nguồn này. Nguồn đã cấp: ${sources.join('; ') || 'chưa có'}.`,
      en: `Nothing was allocated from this source; allocated from: ${sources.join('; ') || 'none'}.`,
    });
  else if (amount > left)
    objections.push({
      field: 'amount',
      vi: `Giải ngân vượt số đã cấp từ nguồn này: còn ${formatAmount(left)} đồng.`,
      en: `More than is left of what was allocated from this source: ${left}.`,
    });
  else if (asked.day <= today && amount > onDay)
    objections.push({
      field: 'day',
      vi: `Ngày giải ngân sớm hơn ngày cấp kinh phí: đến ngày ${formatDay(asked.day)} còn ${formatAmount(onDay)} đồng đã cấp chưa giải ngân.`,
      en: `Before it was allocated: by ${asked.day} there is ${onDay} to pay out.`,
    });
  return objections;
}

const total = (of: readonly Candidate[], what: 'allocated' | 'delivered') =>
  of.reduce((sum, { line }) => sum + line[what], 0);

/** Never below zero: what was written down of old without this rule counts for no other line. */
const roomOf = (of: readonly Candidate[]) => of.reduce((sum, { onDay }) => sum + Math.max(0, onDay), 0);

/** That a day has not begun. */
export function future(day: Day | undefined, today: Day): Objection[] {
  if (day === undefined || day <= today) return [];
  return [{ field: 'day', vi: 'Ngày này chưa đến.', en: `${day} has not begun; today is ${today}.` }];
}
