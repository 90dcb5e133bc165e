import { type Day, isDay } from '../days.ts';

/** How people write values into cells. What cannot be read is for the check of the record to refuse. */

const UNKNOWN = new Set(['?', 'không rõ']);
const YES = new Set(['true', 'có', 'x', 'đạt', 'yes', '1']);
const NO = new Set(['false', 'không', 'chưa', 'không đạt', 'chưa đạt', 'no', '0']);

/** "I do not know", which is not the same as an empty cell. */
export function isUnknown(cell: string): boolean {
  return UNKNOWN.has(cell.toLowerCase());
}

export function readBoolean(cell: string): boolean | undefined {
  const word = cell.toLowerCase();
  if (YES.has(word)) return true;
  return NO.has(word) ? false : undefined;
}

/** `YYYY-MM-DD`, or `d/m/yyyy` as offices write it. */
export function readDay(cell: string): Day | undefined {
  if (isDay(cell)) return cell;
  const [, date = '', month = '', year = ''] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(cell) ?? [];
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return isDay(day) ? day : undefined;
}

const PLAIN = /^-?\d+(?:[.,]\d+)?$/;
/** `1.234` is a thousand to some and a bit more than one to others. */
const AMBIGUOUS = /^-?[1-9]\d{0,2}[.,]\d{3}$/;
/** Grouped with dots, then with commas; one group alone needs decimals to be known as such. */
const GROUPED = [
  /^-?[1-9]\d{0,2}(?:(?:\.\d{3}){2,}|(?:\.\d{3})+,\d+)$/,
  /^-?[1-9]\d{0,2}(?:(?:,\d{3}){2,}|(?:,\d{3})+\.\d+)$/,
] as const;

/** A number with either decimal sign, grouped or not; undefined for what is none, or could be two. */
export function readNumber(cell: string): number | undefined {
  if (isAmbiguous(cell)) return undefined;
  if (PLAIN.test(cell)) return Number(cell.replace(',', '.'));
  const [dots, commas] = GROUPED;
  if (dots.test(cell)) return Number(cell.replaceAll('.', '').replace(',', '.'));
  return commas.test(cell) ? Number(cell.replaceAll(',', '')) : undefined;
}

export function isAmbiguous(cell: string): boolean {
  return AMBIGUOUS.test(cell);
}

/** A locality's code; spreadsheets take it for a number and drop the zeros before it. */
export function readCode(cell: string): string {
  return /^\d{1,4}$/.test(cell) ? cell.padStart(5, '0') : cell;
}
