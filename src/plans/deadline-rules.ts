import { addDays, type Day, isDay } from '../days.ts';
import { composed } from '../lib/composed.ts';
import { plainWord } from '../sheets/cells.ts';

/**
 * Deadlines as plans write them, read into the last day on time. A small language, read whole or not at all: a word
 * that is not of it leaves the deadline as it is written, for somebody to give its day by hand. Pure.
 */

export const FREQUENCIES = [
  'daily',
  'weekly',
  'monthly',
  'quarterly',
  'half_yearly',
  'yearly',
  /** All the time: there are no periods to be measured by. */
  'continuous',
] as const;
export type Frequency = (typeof FREQUENCIES)[number];

/** What comes again; by its periods it is measured, and it is never overdue. */
export interface Recurrence {
  freq: Frequency;
  /** Last days on time where they are named: `MM-DD` of a year, `DD` of a month. */
  dates?: string[];
  /** After this day it does not come again. */
  until?: Day;
}

export const DEADLINE_KINDS = [
  'day',
  'month',
  'quarter',
  'half_year',
  'year',
  'recurring',
  'unread',
] as const;
export type DeadlineKind = (typeof DEADLINE_KINDS)[number];

export interface Deadline {
  /** The words, in composed form, as they stand in the paper. */
  asWritten: string;
  kind: DeadlineKind;
  /** Null of what comes again, and of what could not be read. */
  lastDay: Day | null;
  recurring: Recurrence | null;
}

export interface DeadlineSettings {
  /** Whether “trước ngày 30/9” is still met on the 30th; by default the day itself is late. */
  dayNamedCounts: boolean;
}

export const DEADLINE_SETTINGS: DeadlineSettings = { dayNamedCounts: false };

/** What is said around a deadline and does not move it. */
const AROUND =
  /^(?:thoi (?:han|gian|diem)|han(?: chot| cuoi)?|du kien|(?:phai |can )?(?:hoan thanh|hoan tat|thuc hien|trien khai|xong|ket thuc|bao cao|trinh|gui|nop)|moc|la)(?![a-z])[\s:;,–-]*|^[:;,–-]\s*/;
const BEHIND = /\s*(?:\((?:du kien|hoan thanh)\)|[.;,])$/;

/** How a bound is named; the first word that leaves the day out is `truoc`. */
const BOUND =
  /^(?:(?:cham|muon|tre) nhat|khong (?:qua|muon hon|cham hon|tre hon)|truoc va trong|truoc hoac trong|(?:tu nay )?(?:den|toi)|het|trong|vao|la|cuoi|ket thuc|xong)\s+/;

const DATE = String.raw`(\d{1,2}) ?(?:[/.-]| thang ) ?(\d{1,2})(?: ?[/.-] ?|,? nam | )(\d{4}|\d{2})`;
const OF_YEAR = String.raw`(?: ?[/.-] ?|,? (?:cua )?nam | )(\d{4})`;
const TO_NEXT = '(?: ?[,–-] ?| va | den )';
const ROMAN: Record<string, number> = { i: 1, ii: 2, iii: 3, iv: 4, mot: 1, hai: 2, ba: 3, tu: 4, bon: 4 };
const QUARTER = '(i{1,3}|iv|0?[1-4]|mot|hai|ba|tu|bon)';

const ON_DAY = new RegExp(`^(?:thu [a-z0-9]+,? )?(?:ngay )?${DATE}$`);
const ISO_DAY = /^(?:ngay )?(\d{4})-(\d{2})-(\d{2})$/;
const AT_HOUR = /^(\d{1,2}) ?(?:gio|h|g|:) ?(?:(\d{1,2}) ?(?:phut|p)?)?,? (?:ngay|cua ngay) /;
const IN_MONTH = new RegExp(`^(?:thang )?(?:(\\d{1,2})${TO_NEXT}(?:thang )?)?(\\d{1,2})${OF_YEAR}$`);
const IN_QUARTER = new RegExp(`^(?:quy |q)(?:${QUARTER}${TO_NEXT}(?:quy )?)?${QUARTER}${OF_YEAR}$`);
const IN_HALF = /^(?:(?:0?6|sau) thang|nua) (dau|cuoi)(?: cua)? nam (\d{4})$/;
const IN_YEAR = /^(?:nam )?(\d{4})$/;
const IN_YEARS = /^(?:giai doan )?(?:tu )?(?:nam )?(\d{4})(?: ?[–-] ?| den )(?:nam )?(\d{4})$/;
const FROM_TO = /^tu (?!nay\b)(.+?) (?:den(?: het)?|toi|–|-) (.+)$/;

/** Days from the first of a stretch of time to its last. */
interface Stretch {
  kind: Exclude<DeadlineKind, 'recurring' | 'unread'>;
  first: Day;
  last: Day;
  /** An hour of the day is named: before it, the day itself is on time. */
  byHour?: boolean;
}

/** Reads a deadline. What cannot be read is kept as it is written, without a last day. */
export function readDeadline(
  text: string,
  { dayNamedCounts }: DeadlineSettings = DEADLINE_SETTINGS,
): Deadline {
  const asWritten = composed(text).replace(/\s+/gu, ' ').trim();
  const unread: Deadline = { asWritten, kind: 'unread', lastDay: null, recurring: null };
  const words = trimmed(plainWord(asWritten));
  if (words === '') return unread;
  const recurring = readRecurrence(words, dayNamedCounts);
  if (recurring === null) return unread;
  if (recurring) return { asWritten, kind: 'recurring', lastDay: null, recurring };
  const bound = readBound(words, dayNamedCounts);
  return bound ? { asWritten, ...bound, recurring: null } : unread;
}

/** A day that somebody gives by hand, in words. */
export function deadlineOfDay(lastDay: Day): Deadline {
  const [year, month, day] = lastDay.split('-').map(Number);
  return { asWritten: `${day}/${month}/${year}`, kind: 'day', lastDay, recurring: null };
}

function trimmed(words: string): string {
  let rest = words.replaceAll('“', '').replaceAll('”', '');
  for (let next = rest; ; rest = next) {
    next = rest.replace(AROUND, '').replace(BEHIND, '').trim();
    if (next === rest) return rest;
  }
}

/** The last day of what is no recurrence; undefined where a word is not of the language. */
function readBound(
  words: string,
  dayNamedCounts: boolean,
): (Pick<Deadline, 'kind'> & { lastDay: Day }) | undefined {
  let rest = words;
  let before = false;
  let atEnd = false;
  for (;;) {
    const bound = BOUND.exec(rest);
    if (bound) {
      atEnd ||= /^(?:cuoi|het)/.test(bound[0]);
      rest = rest.slice(bound[0].length);
    } else if (!before && rest.startsWith('truoc ')) {
      before = true;
      rest = rest.slice('truoc '.length);
    } else break;
  }
  const range = FROM_TO.exec(rest);
  if (range) {
    const from = readStretch(trimmed(range[1] ?? ''));
    const to = readBound(range[2] ?? '', dayNamedCounts);
    return !before && from && to && from.first <= to.lastDay ? to : undefined;
  }
  const stretch = readStretch(rest);
  if (!stretch) return undefined;
  const { kind, first, last, byHour } = stretch;
  const leavesOut = before && !atEnd && !byHour && !(kind === 'day' && dayNamedCounts);
  return { kind, lastDay: leavesOut ? addDays(first, -1) : last };
}

function readStretch(words: string): Stretch | undefined {
  const hour = AT_HOUR.exec(words);
  if (hour) {
    const [whole, hours = '', minutes = '0'] = hour;
    const on = readStretch(`ngay ${words.slice(whole.length)}`);
    if (on?.kind !== 'day' || Number(hours) > 24 || Number(minutes) > 59) return undefined;
    return { ...on, byHour: Number(hours) + Number(minutes) > 0 };
  }
  const iso = ISO_DAY.exec(words);
  if (iso) return ofDay(iso[1] ?? '', iso[2] ?? '', iso[3] ?? '');
  const day = ON_DAY.exec(words);
  if (day) return ofDay(day[3] ?? '', day[2] ?? '', day[1] ?? '');
  const half = IN_HALF.exec(words);
  if (half)
    return half[1] === 'dau'
      ? ofMonths('half_year', half[2] ?? '', 1, 6)
      : ofMonths('half_year', half[2] ?? '', 7, 12);
  const years = IN_YEARS.exec(words);
  if (years) {
    const [, from = '', to = ''] = years;
    return from <= to ? { kind: 'year', first: `${from}-01-01`, last: `${to}-12-31` } : undefined;
  }
  const year = IN_YEAR.exec(words);
  if (year) return ofMonths('year', year[1] ?? '', 1, 12);
  const quarter = IN_QUARTER.exec(words);
  if (quarter) {
    const to = numberOf(quarter[2] ?? '');
    const from = quarter[1] === undefined ? to : numberOf(quarter[1]);
    return from <= to ? ofMonths('quarter', quarter[3] ?? '', from * 3 - 2, to * 3) : undefined;
  }
  const month = IN_MONTH.exec(words);
  if (month) {
    const to = Number(month[2]);
    return ofMonths('month', month[3] ?? '', month[1] === undefined ? to : Number(month[1]), to);
  }
  return undefined;
}

const numberOf = (text: string): number => ROMAN[text] ?? Number(text);

function ofDay(year: string, month: string, date: string): Stretch | undefined {
  const day = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return isDay(day) && isLikely(day) ? { kind: 'day', first: day, last: day } : undefined;
}

function ofMonths(kind: Stretch['kind'], year: string, from: number, to: number): Stretch | undefined {
  if (from < 1 || to > 12 || from > to || !isLikely(year)) return undefined;
  const first = `${year}-${String(from).padStart(2, '0')}-01`;
  const next = to === 12 ? `${Number(year) + 1}-01-01` : `${year}-${String(to + 1).padStart(2, '0')}-01`;
  return { kind, first, last: addDays(next, -1) };
}

/** Of a year that a plan can speak of; a slip in it would put a task off for centuries. */
const isLikely = (day: string) => day >= '2000' && day < '2100';

/** How often something comes, by the word after “hằng” or by months. */
const EVERY: Record<string, Frequency> = {
  ngay: 'daily',
  tuan: 'weekly',
  thang: 'monthly',
  quy: 'quarterly',
  nam: 'yearly',
};
const BY_MONTHS: Record<number, Frequency> = { 1: 'monthly', 3: 'quarterly', 6: 'half_yearly', 12: 'yearly' };
const BY_TIMES: Record<number, Frequency> = { 1: 'yearly', 2: 'half_yearly', 4: 'quarterly', 12: 'monthly' };
const COUNT: Record<string, number> = { mot: 1, hai: 2, ba: 3, bon: 4, sau: 6, 'muoi hai': 12 };
const COUNTED = String.raw`(0?\d{1,2}|mot|hai|ba|bon|sau|muoi hai)`;

const WITH_DATES = /^(.+?),? (?:hang|moi) (nam|thang|quy)$/;
const HANG = /^(?:hang|moi|tung) (ngay|tuan|thang|quy|nam)(?: (?:mot|1|01) lan)?\b/;
const MONTHS_APART = new RegExp(
  `^(?:moi )?${COUNTED} (thang|quy|nam|tuan|ngay)(?: ?/ ?| )(?:(?:mot|0?1) )?lan\\b`,
);
const MONTHS_DINH_KY = new RegExp(`^dinh ky(?: moi)? ${COUNTED} thang\\b`);
const TIMES_A_YEAR = new RegExp(`^${COUNTED} lan(?: ?/ ?| (?:mot|moi|trong|hang) )(?:mot )?nam\\b`);
const ALWAYS = /^(?:(?:thuong xuyen|lien tuc)(?:,? |$)(?:va )?)+/;

/** Undefined for what does not come again; null for what does, and cannot be read. */
function readRecurrence(words: string, dayNamedCounts: boolean): Recurrence | null | undefined {
  const dated = WITH_DATES.exec(words);
  if (dated && /\d/.test(dated[1] ?? '')) {
    const found = namedDates(dated[1] ?? '', dated[2] ?? '', dayNamedCounts);
    if (found) return found;
  }
  const always = ALWAYS.exec(words);
  const rest = always ? words.slice(always[0].length).trim() : words;
  const [freq, length] = frequencyOf(rest);
  if (freq === undefined) {
    if (!always) return undefined;
    return rest === '' ? { freq: 'continuous' } : until({ freq: 'continuous' }, rest, dayNamedCounts);
  }
  return until({ freq }, rest.slice(length), dayNamedCounts);
}

function frequencyOf(words: string): [Frequency | undefined, number] {
  const plain = words.replace(/^dinh ky (?:la )?/, '');
  const skipped = words.length - plain.length;
  const every = HANG.exec(plain);
  if (every) return [EVERY[every[1] ?? ''], skipped + every[0].length];
  const apart = MONTHS_APART.exec(plain) ?? undefined;
  if (apart) {
    const count = COUNT[apart[1] ?? ''] ?? Number(apart[1]);
    return [apartBy(count, apart[2] ?? ''), skipped + apart[0].length];
  }
  const byMonths = MONTHS_DINH_KY.exec(words);
  if (byMonths) return [BY_MONTHS[COUNT[byMonths[1] ?? ''] ?? Number(byMonths[1])], byMonths[0].length];
  const times = TIMES_A_YEAR.exec(plain);
  if (times) return [BY_TIMES[COUNT[times[1] ?? ''] ?? Number(times[1])], skipped + times[0].length];
  return [undefined, 0];
}

function apartBy(count: number, unit: string): Frequency | undefined {
  if (unit === 'thang') return BY_MONTHS[count];
  if (unit === 'quy') return BY_MONTHS[count * 3];
  if (unit === 'nam') return count === 1 ? 'yearly' : undefined;
  return count === 1 ? EVERY[unit] : undefined;
}

/** With the day after which it ends, where one is named; null where the rest is not of the language. */
function until(rule: Recurrence, rest: string, dayNamedCounts: boolean): Recurrence | null {
  const words = trimmed(rest.trim());
  if (words === '') return rule;
  const end = readBound(words, dayNamedCounts);
  return end ? { ...rule, until: end.lastDay } : null;
}

const DAY_OF_YEAR = /^(truoc )?(?:ngay )?(\d{1,2}) ?(?:[/.-]| thang ) ?(\d{1,2})$/;
const DAY_OF_MONTH = /^(truoc )?(?:ngay )(\d{1,2})$/;
/** A year in which each day there can be is one. */
const LEAP_YEAR = '2024';

/** “trước ngày 05/6 và trước ngày 10/12” of every year, “trước ngày 25” of every month. */
function namedDates(text: string, unit: string, dayNamedCounts: boolean): Recurrence | undefined {
  const parts = text
    .split(/(?:,| va |;)\s*/)
    .map((part) => part.trim().replace(/^dinh ky /, ''))
    .map((part) => part.replace(BOUND, ''));
  if (unit === 'thang') {
    const dates = parts.map((part) => {
      const [whole, before, date = ''] = DAY_OF_MONTH.exec(part) ?? [];
      const last = Number(date) - (before && !dayNamedCounts ? 1 : 0);
      return whole !== undefined && last >= 1 && last <= 31 ? String(last).padStart(2, '0') : undefined;
    });
    const known = dates.filter((one) => one !== undefined);
    return known.length === parts.length ? { freq: 'monthly', dates: [...new Set(known)].sort() } : undefined;
  }
  if (unit !== 'nam') return undefined;
  let before = false;
  const dates = parts.map((part) => {
    const [whole, leavesOut, date = '', month = ''] = DAY_OF_YEAR.exec(part) ?? [];
    if (whole === undefined) return undefined;
    before ||= leavesOut !== undefined;
    const named = ofDay(LEAP_YEAR, month, date);
    return named && addDays(named.last, before && !dayNamedCounts ? -1 : 0).slice(5);
  });
  const known = dates.filter((one) => one !== undefined);
  return known.length === parts.length ? { freq: 'yearly', dates: [...new Set(known)].sort() } : undefined;
}
