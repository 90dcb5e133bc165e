import { type Day, isDay } from '../days.ts';

/** Periods of a DHIS2, of which ours are days. */

/** The day of a daily period: `20261130`, or `2026-11-30`; null where it is none. */
export function readPeriod(text: string): Day | null {
  const found = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  const day = found ? `${found[1]}-${found[2]}-${found[3]}` : text;
  return isDay(day) ? day : null;
}

export const writePeriod = (day: Day): string => day.replaceAll('-', '');

/** Of every other kind: years, also financial ones, months, quarters, weeks and what is made of them. */
const OTHER_KINDS = [
  /^\d{4}$/,
  /^\d{4}(0[1-9]|1[0-2])B?$/,
  /^\d{4}(Q[1-4]|S[12]|AprilS[12]|NovS[12])$/,
  /^\d{4}(W|SunW|SatW|ThuW|WedW|BiW)([1-9]|[1-4]\d|5[0-3])$/,
  /^\d{4}(April|July|Sep|Oct|Nov)$/,
];

/** Whether a text is a period, though not a day. */
export const isOtherPeriod = (text: string): boolean => OTHER_KINDS.some((kind) => kind.test(text));
