import type { Day } from '../days.ts';
import type { Period } from '../registry/types.ts';

export interface Ratio {
  have: number;
  need: number;
}

/** What is reported of an indicator; null says "I do not know". */
export type Value = boolean | number | Ratio | Day | null;

/** By indicator code. */
export type Values = Record<string, Value>;

/** Where a value was last reported. */
export interface ReportedValue {
  day: Day;
  revision: number;
  value: Value;
}

export type CurrentValues = Record<string, ReportedValue>;

/** A record as a caller gives it, checked. */
export interface RecordInput {
  locality: string;
  day: Day;
  values: Values;
  note: string | null;
  /** The revision the sender had before him; null: whatever is latest. */
  replaces: number | null;
}

/** The latest revision of a locality's day. */
export interface DayRecord {
  day: Day;
  revision: number;
  values: Values;
  /** Receipt of the first revision of the day. */
  receivedAt: Date;
  firsts?: Firsts | null | undefined;
}

/** When the figures of each period first came with records of a day; null where all are the day's own. */
export type Firsts = Partial<Record<Period, string>>;

/** When figures of a period first came; null where the day's records hold none. */
export function firstReceipt(
  { firsts, receivedAt }: Pick<DayRecord, 'firsts' | 'receivedAt'>,
  period: Period,
): Date | null {
  if (!firsts) return period === 'day' ? receivedAt : null;
  const at = firsts[period];
  return at === undefined ? null : new Date(at);
}

/** A JSON object, which a list is not. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isRatio(value: Value | undefined): value is Ratio {
  return typeof value === 'object' && value !== null;
}

/** Same meaning, whatever the order of keys. */
export function sameValue(a: Value | undefined, b: Value | undefined): boolean {
  if (isRatio(a) && isRatio(b)) return a.have === b.have && a.need === b.need;
  return a === b;
}

/** The same indicators, each with the same value. */
export function sameValues(a: Values, b: Values): boolean {
  const codes = Object.keys(a);
  return codes.length === Object.keys(b).length && codes.every((code) => sameValue(a[code], b[code]));
}
