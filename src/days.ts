/**
 * Local days of Viet Nam and their arithmetic. A day is text `YYYY-MM-DD`, so it sorts, compares and
 * travels as it reads; the country keeps UTC+7 all year round, so an offset is enough.
 */
export type Day = string;

export const TIME_ZONE = 'Asia/Ho_Chi_Minh';
const OFFSET_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;
const DAY_PATTERN = /^\d{4}-\d{2}-\d{2}$/;

/** True for a day that exists (`2026-02-30` does not), in the years 1900–2999. */
export function isDay(text: unknown): text is Day {
  if (typeof text !== 'string' || !DAY_PATTERN.test(text) || text < '1900' || text >= '3000') return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(ms) && new Date(ms).toISOString().startsWith(text);
}

/** The local day on which an instant falls. */
export function dayOf(instant: Date): Day {
  return new Date(instant.getTime() + OFFSET_MS).toISOString().slice(0, 10);
}

/** The instant at which a local day reads `time` (`HH:MM`, `24:00` being the end of the day). */
export function instantOf(day: Day, time = '00:00'): Date {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return new Date(Date.parse(`${day}T00:00:00Z`) - OFFSET_MS + (hours * 60 + minutes) * 60_000);
}

/** Local time of day of an instant, `HH:MM`. */
export function timeOf(instant: Date): string {
  return new Date(instant.getTime() + OFFSET_MS).toISOString().slice(11, 16);
}

/** An instant as ISO 8601 with the local offset, e.g. `2025-09-27T16:00:00.000+07:00`. */
export function isoLocal(instant: Date): string {
  return `${new Date(instant.getTime() + OFFSET_MS).toISOString().slice(0, -1)}+07:00`;
}

export function addDays(day: Day, count: number): Day {
  // Most steps stay within their month: asked millions of times a round, they need no calendar.
  const date = Number(day.slice(8)) + count;
  if (date >= 1 && date <= 28) return `${day.slice(0, 8)}${date < 10 ? '0' : ''}${date}`;
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** 0 = Sunday … 6 = Saturday. */
export function weekday(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

/** Every day from `first` to `last`, both included; empty when `last` is earlier. */
export function daysFrom(first: Day, last: Day): Day[] {
  const days: Day[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}

/** 27/9/2025, as Vietnamese offices write it. */
export function formatDay(day: Day): string {
  return `${Number(day.slice(8))}/${Number(day.slice(5, 7))}/${Number(day.slice(0, 4))}`;
}
