import { type Day, formatDay, isDay } from '../days.ts';
import { type Fault, fault } from '../faults.ts';
import { decomposed } from '../lib/composed.ts';
import { isLegacyFont } from './old-fonts.ts';

/**
 * How people write values into cells, read in one way for every sheet. What cannot be read is for the check of
 * the record to refuse. Pure.
 */

/** Letters without their marks, in lower case, blanks as one: what two ways of writing a word have in common. */
export function plainWord(text: string): string {
  return decomposed(text)
    .replace(/\p{M}/gu, '')
    .replace(/[đĐðÐ]/g, 'd')
    .replace(/\s+/gu, ' ')
    .trim()
    .toLowerCase();
}

/** Words as a set that knows each with its marks, and without any of them. */
function words(...list: string[]): (cell: string) => boolean {
  const known = new Set(list.flatMap((word) => [word, plainWord(word)]));
  return (cell) =>
    known.has(
      cell
        .toLowerCase()
        .replace(/ð/g, 'đ')
        .replace(/\ufe0f/g, '')
        .replace(/\s+/gu, ' ')
        .replace(/[.,;!]+$/, ''),
    );
}

const isUnknownWord = words(
  ...['?', '??', 'chưa rõ', 'không rõ', 'chưa biết', 'không biết', 'chưa xác định', 'không xác định'],
  ...['chưa có số liệu', 'không có số liệu', 'chưa có thông tin', 'chưa thống kê', 'chưa nắm được'],
);
const isNone = words('không phát sinh', 'không có phát sinh', 'chưa phát sinh');
const isExempt = words(
  ...['không áp dụng', 'ko áp dụng', 'không thuộc diện', 'không thuộc đối tượng', 'không thuộc diện áp dụng'],
  ...['không liên quan', 'kad', 'n/a', 'na', 'n.a', 'not applicable'],
);
const isYes = words(
  ...['true', 'có', 'đã có', 'có rồi', 'đã', 'x', 'v', '✓', '✔', '☑', '√', '✅', 'đạt', 'đã đạt', 'đúng'],
  ...['đạt yêu cầu', 'đã đạt yêu cầu', 'yes', 'y', '1', '1.0', '1,0'],
);
const isNo = words(
  ...['false', 'không', 'không có', 'chưa', 'chưa có', 'không đạt', 'chưa đạt', 'sai', '✗', '✘', '☒', '❌'],
  ...['không đạt yêu cầu', 'chưa đạt yêu cầu', 'no', 'n', 'ko', '0', '0.0', '0,0'],
);

/** "I do not know", which is not the same as an empty cell. */
export function isUnknown(cell: string): boolean {
  return isUnknownWord(cell);
}

/** "None arose": a count of nothing, which is known. */
export function isNothing(cell: string): boolean {
  return isNone(cell);
}

/** "Does not apply to us", which is no figure: only who looks after the registry can say so. */
export function isNotApplicable(cell: string): boolean {
  return isExempt(cell);
}

export function readBoolean(cell: string): boolean | undefined {
  if (isYes(cell)) return true;
  return isNo(cell) ? false : undefined;
}

const TIME =
  /[T ,]+(?:lúc )?(?:\d{1,2}(?:[:hg]\d{0,2}){1,2}(?::?\d{2})?(?:[.,]\d+)?(?: ?(?:AM|PM|SA|CH))?|\d{1,2} giờ(?: \d{1,2}(?: phút)?)?)$/i;
const TIME_FIRST =
  /^(?:\d{1,2}[:hg]\d{0,2}(?::\d{2})?(?: ?(?:AM|PM|SA|CH))?|\d{1,2} giờ(?: \d{1,2}(?: phút)?)?)[ ,]+(?:ngày )?/i;
const ISO = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/;
const ISO_INSTANT = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})$/;
const DATE = /^(\d{1,2}) ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{4}|\d{2})$/;
/** Spreadsheets in Vietnamese write `27-Thg9-25` and `27 Tháng Chín 2025`. */
const WRITTEN = /^(\d{1,2})[- ](?:tháng|thg) ?(\d{1,2}|\p{L}[\p{L} ]*?)[- ,]+(?:năm )?(\d{4}|\d{2})$/iu;
const NAMED_MONTH = /^(\d{1,2})[- ]([a-z]{3})[a-z]*[- ,]+(\d{4}|\d{2})$/i;
const BEFORE_DATE = /^(?:(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|[tT][2-7]|CN),? )?(?:ngày )?/i;
const SPOKEN_MONTHS = [
  ...['mot', 'hai', 'ba', 'tu', 'nam', 'sau', 'bay', 'tam', 'chin', 'muoi', 'muoi mot', 'muoi hai'],
];
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** Days as spreadsheets count them from 1900, for the years 2000 to 2099. */
const SERIAL = /^\d{5}(?:\.\d+)?$/;
const FIRST_SERIAL = 36_526;
const LAST_SERIAL = 73_050;
const SERIAL_ZERO_MS = Date.UTC(1899, 11, 30);
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** What a calendar of 1904 is behind that of 1900, in days. */
export const OLD_MAC_DAYS = 1_462;
/** Years that two digits at the beginning of a day may mean. */
const LIKELY_YEARS = ['2020', '2039'] as const;
/** Midnight in Viet Nam; some programs are off by the minutes of local time before 1911. */
const MIDNIGHT_OF_VIETNAM = /^(?:17:00:00|16:5\d:\d\d)/;

const dayFrom = (year: string, month: string | number, date: string): Day | undefined => {
  const day = `${year.length === 2 ? `20${year}` : year}-${String(month).padStart(2, '0')}-${date.padStart(2, '0')}`;
  return isDay(day) ? day : undefined;
};

/**
 * Every day that a cell can mean, likeliest first: none for what is no day. Offices write day/month/year; a cell
 * of a spreadsheet comes as `YYYY-MM-DD`, a serial number or an instant.
 */
export function dayReadings(cell: string): Day[] {
  const instant = ISO_INSTANT.exec(cell);
  if (instant) return instantReadings(instant);
  const text = bareDay(cell);
  if (SERIAL.test(text)) return serialDay(Number(text)) ?? [];
  const [, isoYear = '', , isoMonth = '', isoDate = ''] = ISO.exec(text) ?? [];
  if (isoYear !== '') return kept(dayFrom(isoYear, isoMonth, isoDate));
  const written = WRITTEN.exec(text);
  if (written) return kept(dayFrom(written[3] ?? '', monthOf(written[2] ?? ''), written[1] ?? ''));
  const named = NAMED_MONTH.exec(text);
  if (named) {
    const month = MONTHS.indexOf((named[2] ?? '').toLowerCase()) + 1;
    return month === 0 ? [] : kept(dayFrom(named[3] ?? '', month, named[1] ?? ''));
  }
  const [, first = '', sign, second = '', year = ''] = DATE.exec(text) ?? [];
  const usual = dayFrom(year, second, first);
  // With a slash offices write day/month/year only; 26-11-25 may as well begin with its year.
  const yearFirst = year.length === 2 && sign !== '/' ? dayFrom(first, second, year) : undefined;
  const likely = yearFirst && yearFirst >= LIKELY_YEARS[0] && yearFirst <= `${LIKELY_YEARS[1]}-12-31`;
  return kept(usual, likely ? yearFirst : undefined);
}

/** Without time and day of the week, dashes of any kind as one, and what people put before and after. */
function bareDay(cell: string): string {
  return cell
    .replace(/^'|\.$/g, '')
    .replace(/[\u2010-\u2015]/g, '-')
    .replace(TIME_FIRST, '')
    .replace(TIME, '')
    .replace(BEFORE_DATE, '')
    .trim();
}

function monthOf(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : SPOKEN_MONTHS.indexOf(plainWord(text)) + 1;
}

const kept = (...days: (Day | undefined)[]): Day[] => [
  ...new Set(days.filter((day): day is Day => day !== undefined)),
];

function serialDay(serial: number): Day[] | undefined {
  if (serial < FIRST_SERIAL || serial >= LAST_SERIAL + 1) return undefined;
  return [new Date(SERIAL_ZERO_MS + Math.floor(serial) * DAY_MS).toISOString().slice(0, 10)];
}

/** An instant with its zone: the day as written and the day in Viet Nam, where they differ. */
function instantReadings([text, day = '', time = '', zone = '']: RegExpExecArray): Day[] {
  const ms = Date.parse(text);
  if (!isDay(day) || Number.isNaN(ms)) return [];
  const isMidnight = zone === 'Z' && MIDNIGHT_OF_VIETNAM.test(time);
  const here = new Date(ms + 7 * HOUR_MS + (isMidnight ? 10 * 60_000 : 0)).toISOString().slice(0, 10);
  if (zone !== 'Z') return zone === '+07:00' || zone === '+0700' ? [day] : kept(day, here);
  return isMidnight ? [here] : kept(day, here);
}

/** The day that a cell means; undefined for what is none, or could be two. */
export function readDay(cell: string): Day | undefined {
  const [day, other] = dayReadings(cell);
  return other === undefined ? day : undefined;
}

/** The day that month/day/year makes of a cell; undefined where it is none. */
function monthFirst(cell: string): Day | undefined {
  const [, month = '', sign, date = '', year = ''] = DATE.exec(bareDay(cell)) ?? [];
  return year.length === 4 || sign === '/' ? dayFrom(year, month, date) : undefined;
}

/** Whether a cell can only be month/day/year, which tells how the cells around it were written. */
export function isMonthFirst(cell: string): boolean {
  return dayReadings(cell).length === 0 && monthFirst(cell) !== undefined;
}

/**
 * What is wrong with a cell that should hold a day, beyond its being none. With `monthFirstAround` some cell of
 * the column can only be month/day/year, so that those which could be either are not guessed at.
 */
export function dayFaults(pointer: string, text: string, monthFirstAround: boolean): Fault[] {
  const readings = dayReadings(text);
  const american = monthFirst(text);
  if (readings.length === 0 && american !== undefined)
    return [fault(pointer, 'month_first', { text, day: american })];
  const all = monthFirstAround && american ? kept(...readings, american) : readings;
  const [first, second] = all;
  return second === undefined ? [] : [fault(pointer, 'ambiguous_day', { text, first, second })];
}

/** Whether the column's days are to be looked at as {@link dayFaults} says. */
export function hasMonthFirst(cells: Iterable<string>): boolean {
  for (const cell of cells) if (isMonthFirst(cell)) return true;
  return false;
}

const PLAIN = /^-?\d+(?:[.,]\d+)?$/;
/** `1.234` is a thousand to some and a bit more than one to others. */
const AMBIGUOUS = /^-?[1-9]\d{0,2}[.,]\d{3}$/;
/** Grouped with dots, then with commas; one group alone needs decimals to be known as such. */
const GROUPED = [
  /^-?[1-9]\d{0,2}(?:(?:\.\d{3}){2,}|(?:\.\d{3})+,\d+)$/,
  /^-?[1-9]\d{0,2}(?:(?:,\d{3}){2,}|(?:,\d{3})+\.\d+)$/,
] as const;
/** Grouped with blanks of any kind, which no decimal sign is. */
const SPACED = /^-?[1-9]\d{0,2}(?:\s\d{3})+(?:[.,]\d+)?$/u;

/** A number with either decimal sign, grouped or not; undefined for what is none, or could be two. */
export function readNumber(cell: string): number | undefined {
  if (SPACED.test(cell)) return Number(cell.replace(/\s/gu, '').replace(',', '.'));
  if (isAmbiguous(cell)) return undefined;
  if (PLAIN.test(cell)) return Number(cell.replace(',', '.'));
  const [dots, commas] = GROUPED;
  if (dots.test(cell)) return Number(cell.replaceAll('.', '').replace(',', '.'));
  return commas.test(cell) ? Number(cell.replaceAll(',', '')) : undefined;
}

export function isAmbiguous(cell: string): boolean {
  return AMBIGUOUS.test(cell);
}

/** `95%`, `95 %`: the number before the sign; undefined for what is no percentage. */
export function readPercent(cell: string): number | undefined {
  return cell.endsWith('%') ? readNumber(cell.slice(0, -1).trim()) : undefined;
}

/** Figures in exponent form are what a spreadsheet makes of codes that it takes for numbers; `219E01` is a code. */
export function isExponent(cell: string): boolean {
  return /^-?(?:\d+(?:[.,]\d+)?e[+-]\d+|\d+[.,]\d+e\d+)$/i.test(cell);
}

/** Some or all digits of a locality's code; spreadsheets drop the zeros before it, people write the name after it. */
const CODE = /^'?(\d{1,5})(?:[.,]0+)?(?:\s*[-–—:._]\s*\D.*|\s+\p{L}.*)?$/su;
const GROUPED_CODE = /^(\d{1,2})[.,\s](\d{3})$/u;

/** A locality's code of five digits, however a spreadsheet or a person has written it; else the cell as it is. */
export function readCode(cell: string): string {
  const [, thousands, rest] = GROUPED_CODE.exec(cell) ?? [];
  const digits = thousands === undefined ? CODE.exec(cell)?.[1] : `${thousands}${rest}`;
  return digits === undefined ? cell : digits.padStart(5, '0');
}

/** What spreadsheets show where a formula failed. */
const ERROR =
  /^(?:#(?:N\/A|NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|SPILL!|CALC!|ERROR!|FIELD!|BLOCKED!|CONNECT!|GETTING_DATA|BUSY!|UNKNOWN!)|Err:\d{3}|#{3,})$/i;
/** A formula, which stands in the place of a value that was never worked out. */
const FORMULA = /^=\s*[-+(@"'$A-Z\d[{]/i;

/** What makes a cell unreadable whatever its column is for; null for a cell that is sound. */
export function brokenCell(pointer: string, text: string): Fault | null {
  if (text === '') return null;
  if (text.startsWith('#') || text.startsWith('Err:'))
    return ERROR.test(text) ? fault(pointer, 'error_value', { text }) : null;
  if (text.startsWith('=')) return FORMULA.test(text) ? fault(pointer, 'formula_without_value') : null;
  if (/^\p{ASCII}*$/u.test(text)) return null;
  if (isMisread(text)) return fault(pointer, 'malformed_text');
  return isLegacyFont(text) ? fault(pointer, 'not_unicode', { text }) : null;
}

/** UTF-8 that some program took for a text of one byte a letter, or of which it lost letters. */
function isMisread(text: string): boolean {
  return /\ufffd|Ã[\u00a0-\u00bf]|Ä[\u0090‘]|á[º»][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|Æ[°¡]/u.test(
    text,
  );
}

/** A day as a person would write it, for cells shown on pages. */
export function shownDay(cell: string): string {
  const day = readDay(cell);
  return day === undefined ? cell : formatDay(day);
}
