/** Office time of February 2026, worked out for itself: nothing of what is under test is used here. */

export const MINUTE = 60_000;
const DAY = 1_440;

/** `2026-02-05 16:01`, local time, in minutes since the epoch. */
export const at = (text: string) => Date.parse(`${text.replace(' ', 'T')}:00+07:00`) / MINUTE;
/** The same backwards. */
export const show = (minute: number) => local(minute).replace('T', ' ').slice(0, 16);
const local = (minute: number) => new Date((minute + 7 * 60) * MINUTE).toISOString();
export const dayAt = (minute: number) => local(minute).slice(0, 10);
export const clockAt = (minute: number) => local(minute).slice(11, 16);
export const plusDays = (day: string, count: number) => dayAt(at(`${day} 12:00`) + count * DAY);

/** Tết, and the Saturday that was made a day of work for it. */
const TET = ['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20'];
export const MADE_UP = '2026-02-28';

/** Days that were declared off when they had gone by. */
const declaredOff = new Set<string>();
export const declareOff = (day: string) => void declaredOff.add(day);
/** Days that were made days of work when they had gone by. */
const madeLate = new Set<string>();
export const makeLate = (day: string) => void madeLate.add(day);
export const isMadeLate = (day: string): boolean => madeLate.has(day);

export function isWorkday(day: string): boolean {
  if (day === MADE_UP || madeLate.has(day)) return true;
  if (declaredOff.has(day)) return false;
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  return weekday >= 1 && weekday <= 5 && !TET.includes(day);
}

/** Workdays after `after`, up to `through`. */
export function workdaysBetween(after: string, through: string): number {
  let count = 0;
  for (let day = plusDays(after, 1); day <= through; day = plusDays(day, 1)) if (isWorkday(day)) count++;
  return count;
}

export function workdayAfter(day: string, n: number): string {
  let found = day;
  for (let left = n; left > 0; ) {
    found = plusDays(found, 1);
    if (isWorkday(found)) left--;
  }
  return found;
}

export function isOfficeOpen(minute: number): boolean {
  const clock = clockAt(minute);
  // Nobody was at his desk on a day that was made one of work when it was over.
  return clock >= '07:30' && clock < '17:00' && isWorkday(dayAt(minute)) && !isMadeLate(dayAt(minute));
}

export const isNight = (minute: number) => clockAt(minute) >= '21:00' || clockAt(minute) < '06:00';

/** The first minute from `minute` on of which `holds` is true. */
export function firstMinute(minute: number, holds: (minute: number) => boolean): number {
  let found = minute;
  while (!holds(found)) found++;
  return found;
}

/** Counts the free minutes since an instant: a table of all minutes of the time simulated. */
export class FreeTime {
  readonly #start: number;
  readonly #before: Int32Array;
  readonly #free: (minute: number) => boolean;

  constructor(first: string, last: string, free: (minute: number) => boolean) {
    this.#start = at(`${first} 00:00`);
    this.#free = free;
    const length = at(`${last} 00:00`) - this.#start + DAY;
    this.#before = new Int32Array(length + 1);
    for (let n = 0; n < length; n++)
      this.#before[n + 1] = (this.#before[n] ?? 0) + (free(this.#start + n) ? 1 : 0);
  }

  /** Whether `wait` free minutes have gone by since `from`, and a free moment has come after them. */
  isOver(from: number, wait: number, now: number): boolean {
    const gone = (this.#before[now - this.#start] ?? 0) - (this.#before[from - this.#start] ?? 0);
    return gone > wait || (gone === wait && this.#free(now));
  }
}
