import { addDays, dayOf, instantOf } from '../days.ts';
import type { Availability, BeatRow, BeatState, DayCount, Rhythm, Span } from './types.ts';

/**
 * What calls say of a network. A call vouches for it until the next one is due and the grace is over; from
 * then on it is down, until it calls again. While the service itself took no calls nothing is known, and what
 * is not known is counted neither way.
 */

const MINUTE = 60_000;
const DAY_MS = 1_440 * MINUTE;
/** Calls further apart than this from a clock that runs backwards show that the clock was put right. */
const CLOCK_STEP_MS = 5 * MINUTE;

/** Two marks of a serving service further apart than this have an outage of ours between them. */
export const OUTAGE_MS = MINUTE;

export interface Counted {
  row: BeatRow;
  /** Days that are over and have been counted to their end, oldest first. */
  days: DayCount[];
}

/**
 * Counts on from where a row stands through `until`; counting never goes back. `spans` are the times over
 * which the service took calls, oldest first, at least as far back as the row stands.
 */
export function countOn(row: BeatRow, spans: readonly Span[], until: Date): Counted {
  const { lastBeatAt, countedUntil } = row;
  if (lastBeatAt === null || countedUntil === null) return { row, days: [] };
  const allowed = allowedMs(row);
  const covered = lastBeatAt.getTime() + allowed;
  const counter = createCounter(row, countedUntil);
  let down = row.downSince?.getTime() ?? null;
  for (const span of spans) {
    const to = Math.min(span.until.getTime(), until.getTime());
    // A call that was due while we took none could not be heard: it has its time anew, from when we do.
    const falls = Math.max(lastBeatAt.getTime(), span.from.getTime()) + allowed;
    if (down === null && falls < to) down = falls;
    const from = Math.max(span.from.getTime(), countedUntil.getTime());
    if (from >= to) continue;
    const upTo = down === null ? covered : Math.min(covered, down);
    counter.add(from, Math.min(to, upTo), true);
    if (down !== null) counter.add(Math.max(from, down), to, false);
  }
  return counter.end(later(countedUntil, until), down);
}

/** Takes a call: first what there was until then is counted. One that is older than the last changes nothing. */
export function takeBeat(row: BeatRow, spans: readonly Span[], at: Date): Counted {
  const { lastBeatAt } = row;
  if (lastBeatAt === null)
    return {
      row: { ...row, lastBeatAt: at, upSince: at, countedUntil: later(row.countedUntil, at) },
      days: [],
    };
  const back = lastBeatAt.getTime() - at.getTime();
  if (back >= 0 && back <= CLOCK_STEP_MS) return { row, days: [] };
  const counted = countsFromFuture(row, at) ? startAnew(row, at) : countOn(row, spans, at);
  const { downSince, upSince } = counted.row;
  return {
    ...counted,
    row: { ...counted.row, lastBeatAt: at, downSince: null, upSince: downSince ? at : upSince },
  };
}

/** How a row that was counted through `now` stands, and since when; null where that is not known. */
export function stateOf(
  row: BeatRow,
  spans: readonly Span[],
  now: Date,
): { state: BeatState; since: Date | null } {
  const { lastBeatAt, downSince, upSince, everyMinutes } = row;
  if (lastBeatAt === null || lastBeatAt.getTime() - now.getTime() > CLOCK_STEP_MS)
    return { state: 'unknown', since: null };
  if (downSince !== null) return { state: 'down', since: downSince };
  const due = lastBeatAt.getTime() + everyMinutes * MINUTE;
  if (now.getTime() <= due) return { state: 'up', since: upSince };
  const heard = spans.some(({ from, until }) => from <= lastBeatAt && until >= now);
  return heard ? { state: 'late', since: new Date(due) } : { state: 'unknown', since: null };
}

/** The count of a row's current day. */
export function countOf({ countedUntil, upMs, watchedMs }: BeatRow): DayCount | null {
  return countedUntil && { day: dayOf(countedUntil), upMs, watchedMs };
}

/** Rounded down, so that 100 is said of a day without any outage and of no other. */
export function availabilityOf({ day, upMs, watchedMs }: DayCount): Availability {
  return {
    day,
    upMinutes: Math.floor(upMs / MINUTE),
    watchedMinutes: Math.floor(watchedMs / MINUTE),
    percent: watchedMs === 0 ? null : Math.floor((upMs / watchedMs) * 1000) / 10,
  };
}

/** The last span reaches until now when its mark is no older than marks of a running service are. */
export function spansAt(spans: readonly Span[], now: Date): Span[] {
  return spans.map((span, place) => {
    const age = now.getTime() - span.until.getTime();
    return place === spans.length - 1 && age > 0 && age <= OUTAGE_MS ? { ...span, until: now } : span;
  });
}

/** Whether it was counted by a clock that was off by days: it would count no more until then. */
const countsFromFuture = ({ countedUntil }: BeatRow, at: Date) =>
  countedUntil !== null && countedUntil.getTime() - at.getTime() > DAY_MS;
const startAnew = (row: BeatRow, at: Date): Counted => ({
  row: { ...row, upSince: at, countedUntil: at, upMs: 0, watchedMs: 0 },
  days: [],
});

const allowedMs = ({ everyMinutes, graceMinutes }: Rhythm) => (everyMinutes + graceMinutes) * MINUTE;
const later = (a: Date | null, b: Date) => (a !== null && a > b ? a : b);

/** Adds up by local days. */
function createCounter(row: BeatRow, start: Date) {
  const days: DayCount[] = [];
  let today: DayCount = { day: dayOf(start), upMs: row.upMs, watchedMs: row.watchedMs };
  const turnTo = (day: string) => {
    if (day === today.day) return;
    if (today.watchedMs > 0) days.push(today);
    today = { day, upMs: 0, watchedMs: 0 };
  };
  return {
    add(from: number, to: number, up: boolean) {
      for (let at = from; at < to; ) {
        const day = dayOf(new Date(at));
        turnTo(day);
        const end = Math.min(to, instantOf(addDays(day, 1)).getTime());
        today.watchedMs += end - at;
        if (up) today.upMs += end - at;
        at = end;
      }
    },
    end(until: Date, down: number | null): Counted {
      turnTo(dayOf(until));
      const { upMs, watchedMs } = today;
      const downSince = down === null ? null : new Date(down);
      return { row: { ...row, countedUntil: until, downSince, upMs, watchedMs }, days };
    },
  };
}
