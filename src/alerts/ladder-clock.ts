import { type Day, dayOf, instantOf } from '../days.ts';
import { CLOSES, nextWorkingMoment } from './working-hours.ts';

/** A time during which ladders stand still. */
export interface Span {
  from: Date;
  until: Date;
}

const MINUTE_MS = 60_000;
/** Who moves so often through the days and still has minutes left follows a calendar that makes no sense. */
const MOST_MOVES = 2_000;

/**
 * The first moment at which `minutes` have gone by since `from` and at which something may be said. Time in a
 * silence does not count; nor, where `isWorkingDay` is given, does time outside the office's hours.
 */
export function momentAfter(
  from: Date,
  minutes: number,
  silences: readonly Span[],
  isWorkingDay: ((day: Day) => boolean) | null,
): Date {
  if (silences.length > 0 || isWorkingDay === null) return walk(from, minutes, silences, isWorkingDay);
  const known = walked.get(isWorkingDay) ?? new Map<string, Date>();
  walked.set(isWorkingDay, known);
  const key = `${from.getTime()} ${minutes}`;
  const moment = known.get(key) ?? walk(from, minutes, silences, isWorkingDay);
  known.set(key, moment);
  return moment;
}

/**
 * By calendar, what was asked of it: alerts open by the hundred at the same moment, on the same ladder. It goes
 * with the calendar, which whoever asks makes anew for each round.
 */
const walked = new WeakMap<(day: Day) => boolean, Map<string, Date>>();

function walk(
  from: Date,
  minutes: number,
  silences: readonly Span[],
  isWorkingDay: ((day: Day) => boolean) | null,
): Date {
  const spans = [...silences].sort((a, b) => a.from.getTime() - b.from.getTime());
  let left = minutes * MINUTE_MS;
  let at = from;
  for (let moves = 0; moves < MOST_MOVES; moves++) {
    const free = nextFree(at, spans, isWorkingDay);
    if (left === 0) return free;
    const until = runsUntil(free, spans, isWorkingDay);
    const run = until === null ? left : Math.min(left, until.getTime() - free.getTime());
    left -= run;
    at = new Date(free.getTime() + run);
    // The last minute may end as the office closes: what it leads to is said when it opens again.
  }
  return at;
}

/** The first moment from `at` on in no silence and, where asked, within the office's hours. */
function nextFree(at: Date, spans: readonly Span[], isWorkingDay: ((day: Day) => boolean) | null): Date {
  let free = at;
  for (let moves = 0; moves < MOST_MOVES; moves++) {
    const working = isWorkingDay === null ? free : nextWorkingMoment(free, isWorkingDay);
    const silence = spans.find((one) => one.from <= working && working < one.until);
    if (!silence) return working;
    free = silence.until;
  }
  return free;
}

/** When the free time that `at` lies in ends; null when nothing ends it. */
function runsUntil(
  at: Date,
  spans: readonly Span[],
  isWorkingDay: ((day: Day) => boolean) | null,
): Date | null {
  const next = spans.find((one) => one.from > at);
  const closes = isWorkingDay?.(dayOf(at)) ? instantOf(dayOf(at), CLOSES) : null;
  const ends = [next?.from, closes].filter((one): one is Date => one != null && one > at);
  return ends.length === 0 ? null : ends.reduce((first, one) => (one < first ? one : first));
}
