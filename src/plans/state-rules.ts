import { addDays, type Day, daysBetween, daysFrom, weekday } from '../days.ts';
import type { Recurrence } from './deadline-rules.ts';

/**
 * How far a task is on a day: worked out of what was said and decided of it until then, never typed. What is asked of
 * a day in the past is answered by what was known at its end. Pure.
 */

export const TASK_STATES = [
  'not_started',
  'in_progress',
  'claimed',
  'done_on_time',
  'done_late',
  'overdue',
  'ongoing',
  'cancelled',
] as const;
export type TaskState = (typeof TASK_STATES)[number];

/** Days are those on which something was put down, but for `on`: the day on which the task was done. */
export interface ClaimFacts {
  on: Day;
  claimed: Day;
  decided: { accepted: boolean; day: Day } | null;
}

export interface DeadlineFacts {
  lastDay: Day | null;
  recurring: Recurrence | null;
  since: Day;
}

export interface TaskFacts {
  /** The first day on which it can have been done. */
  givenOn: Day;
  /** The original first. */
  deadlines: readonly DeadlineFacts[];
  /** In the order in which they were made. */
  claims: readonly ClaimFacts[];
  /** The day of the first word of how it goes on. */
  begun: Day | null;
  cancelled: Day | null;
}

/** How many of the periods of what comes again were done on time, of those that have ended. */
export interface Periods {
  total: number;
  onTime: number;
}

export interface Standing {
  state: TaskState;
  /** The day on which it was done, as it is claimed. */
  claimedOn: Day | null;
  confirmedOn: Day | null;
  /** Against the deadline of the day; null where there is none, or nothing is due. */
  daysLate: number | null;
  /** Against the first deadline. */
  daysLateOriginal: number | null;
  /** Of what comes again. */
  periods: Periods | null;
}

const NOTHING = { claimedOn: null, confirmedOn: null, daysLate: null, daysLateOriginal: null, periods: null };

/** The deadline that holds on a day; before the first was put down it is the first. */
export function deadlineOn<D extends { since: Day }>(deadlines: readonly D[], day: Day): D | undefined {
  return deadlines.findLast(({ since }) => since <= day) ?? deadlines[0];
}

/** How a task stands at the end of a day that nobody's children decide on. */
export function standingOn(facts: TaskFacts, day: Day): Standing {
  const deadline = deadlineOn(facts.deadlines, day);
  const claims = facts.claims.filter(({ claimed }) => claimed <= day).map((one) => decidedBy(one, day));
  const last = claims.at(-1);
  const accepted = claims.findLast(({ decided }) => decided?.accepted);
  if (facts.cancelled !== null && facts.cancelled <= day && !(accepted && !deadline?.recurring))
    return { state: 'cancelled', ...NOTHING };
  if (deadline?.recurring)
    return {
      state: 'ongoing',
      ...NOTHING,
      claimedOn: last?.on ?? null,
      confirmedOn: accepted?.decided?.day ?? null,
      periods: periodsDone(deadline.recurring, facts.givenOn, day, claims),
    };
  const lateBy = (on: Day) => ({
    daysLate: daysLate(deadline?.lastDay, on),
    daysLateOriginal: daysLate(facts.deadlines[0]?.lastDay, on),
  });
  if (accepted) {
    const late = lateBy(accepted.on);
    return {
      ...NOTHING,
      state: (late.daysLate ?? 0) > 0 ? 'done_late' : 'done_on_time',
      claimedOn: accepted.on,
      confirmedOn: accepted.decided?.day ?? null,
      ...late,
    };
  }
  if (last && last.decided === null)
    return { ...NOTHING, state: 'claimed', claimedOn: last.on, ...lateBy(last.on) };
  const late = lateBy(day);
  if ((late.daysLate ?? 0) > 0) return { ...NOTHING, state: 'overdue', ...late };
  const begun = last !== undefined || (facts.begun !== null && facts.begun <= day);
  return { ...NOTHING, state: begun ? 'in_progress' : 'not_started', ...late };
}

const decidedBy = (claim: ClaimFacts, day: Day): ClaimFacts =>
  claim.decided && claim.decided.day > day ? { ...claim, decided: null } : claim;

function daysLate(lastDay: Day | null | undefined, on: Day): number | null {
  return lastDay ? Math.max(0, daysBetween(lastDay, on)) : null;
}

/**
 * How a task stands that others are the parts of: its children, or the localities of which each does it for itself.
 * It is done when they are, on the day of the last; what is cancelled among them is not asked.
 */
export function standingOfParts(
  facts: Pick<TaskFacts, 'deadlines' | 'cancelled'>,
  all: readonly Standing[],
  day: Day,
): Standing {
  if (facts.cancelled !== null && facts.cancelled <= day) return { state: 'cancelled', ...NOTHING };
  const parts = all.filter(({ state }) => state !== 'cancelled');
  if (all.length > 0 && parts.length === 0) return { state: 'cancelled', ...NOTHING };
  const deadline = deadlineOn(facts.deadlines, day);
  const once = parts.filter(({ state }) => state !== 'ongoing');
  if (once.length === 0 && (parts.length > 0 || deadline?.recurring))
    return { state: 'ongoing', ...NOTHING, periods: sumPeriods(parts) };
  const lateBy = (on: Day) => {
    const own = daysLate(deadline?.lastDay, on);
    const first = daysLate(facts.deadlines[0]?.lastDay, on);
    return {
      // Without a deadline of its own it is as late as its parts.
      daysLate: own ?? most(once.map((one) => one.daysLate)),
      daysLateOriginal: first ?? most(once.map((one) => one.daysLateOriginal)),
    };
  };
  const has = (...states: TaskState[]) => once.some(({ state }) => states.includes(state));
  const lastOf = (days: (Day | null)[]) =>
    days
      .filter((one) => one !== null)
      .sort()
      .at(-1) ?? null;
  const claimedOn = lastOf(once.map((one) => one.claimedOn));
  const isDone = once.length > 0 && once.every(({ state }) => state.startsWith('done'));
  if (isDone && claimedOn) {
    const late = lateBy(claimedOn);
    return {
      ...NOTHING,
      state: (late.daysLate ?? 0) > 0 ? 'done_late' : 'done_on_time',
      claimedOn,
      confirmedOn: lastOf(once.map((one) => one.confirmedOn)),
      ...late,
    };
  }
  if (claimedOn && once.every(({ state }) => state === 'claimed' || state.startsWith('done')))
    return { ...NOTHING, state: 'claimed', claimedOn, ...lateBy(claimedOn) };
  const late = lateBy(day);
  if (has('overdue') || (daysLate(deadline?.lastDay, day) ?? 0) > 0) {
    const overdue = once.filter(({ state }) => state === 'overdue');
    const longest = most([late.daysLate, ...overdue.map((one) => one.daysLate)]);
    return { ...NOTHING, state: 'overdue', ...late, daysLate: longest };
  }
  const begun = has('in_progress', 'claimed', 'done_on_time', 'done_late');
  return { ...NOTHING, state: begun ? 'in_progress' : 'not_started', ...late };
}

function most(all: readonly (number | null)[]): number | null {
  const known = all.filter((one) => one !== null);
  return known.length === 0 ? null : Math.max(...known);
}

function sumPeriods(parts: readonly Standing[]): Periods | null {
  const known = parts.flatMap(({ periods }) => (periods ? [periods] : []));
  if (known.length === 0) return null;
  return known.reduce((sum, one) => ({ total: sum.total + one.total, onTime: sum.onTime + one.onTime }));
}

/** Tasks counted: each is one of `doneOnTime` … `ongoing`, which add up to `total`; cancelled ones stand apart. */
export interface Totals {
  total: number;
  doneOnTime: number;
  doneLate: number;
  /** Not done, and still on time: what waits for its confirmation and was claimed in time is of it. */
  inTime: number;
  overdue: number;
  ongoing: number;
  /** Of those in time or overdue: waiting for their confirmation. */
  claimed: number;
  /** Not of the total. */
  cancelled: number;
}

type Bucket = Exclude<keyof Totals, 'total' | 'claimed'>;

export function bucketOf({ state, daysLate: late }: Pick<Standing, 'state' | 'daysLate'>): Bucket {
  switch (state) {
    case 'done_on_time':
      return 'doneOnTime';
    case 'done_late':
      return 'doneLate';
    case 'claimed':
      return (late ?? 0) > 0 ? 'overdue' : 'inTime';
    case 'not_started':
    case 'in_progress':
      return 'inTime';
    default:
      return state;
  }
}

export function countStates(all: Iterable<Pick<Standing, 'state' | 'daysLate'>>): Totals {
  const totals: Totals = {
    total: 0,
    doneOnTime: 0,
    doneLate: 0,
    inTime: 0,
    overdue: 0,
    ongoing: 0,
    claimed: 0,
    cancelled: 0,
  };
  for (const one of all) {
    const bucket = bucketOf(one);
    totals[bucket] += 1;
    if (bucket !== 'cancelled') totals.total += 1;
    if (one.state === 'claimed') totals.claimed += 1;
  }
  return totals;
}

/** A stretch of time in which something is to be done once; `last` is the last day on time. */
interface Period {
  first: Day;
  last: Day;
}

/** Of the periods that have ended, how many hold an accepted claim; one that is done before its end counts at once. */
function periodsDone(rule: Recurrence, from: Day, day: Day, claims: readonly ClaimFacts[]): Periods | null {
  if (rule.freq === 'continuous') return null;
  const done = claims.filter(({ decided }) => decided?.accepted).map(({ on }) => on);
  const periods = periodsOf(rule, from, day);
  const onTime = periods.filter(({ first, last }) => done.some((on) => on >= first && on <= last));
  const ended = periods.filter((one) => one.last <= day || onTime.includes(one));
  return { total: ended.length, onTime: onTime.length };
}

/** The periods of a rule that have begun, from the one in which a day lies; the first may be cut by that day. */
export function periodsOf(rule: Recurrence, from: Day, to: Day): Period[] {
  const end = rule.until && rule.until < to ? rule.until : to;
  if (from > end) return [];
  if (rule.freq === 'daily') return daysFrom(from, end).map((one) => ({ first: one, last: one }));
  const lasts = lastDays(rule, from, end);
  return lasts.map((last, at) => ({ first: at === 0 ? from : addDays(lasts[at - 1] ?? from, 1), last }));
}

/** The last days on time from a day on, up to the first that is not before the end. */
function lastDays(rule: Recurrence, from: Day, end: Day): Day[] {
  const days: Day[] = [];
  if (rule.freq === 'weekly') {
    for (let day = addDays(from, (7 - weekday(from)) % 7); ; day = addDays(day, 7)) {
      days.push(day);
      if (day >= end) return days;
    }
  }
  const endYear = Number(end.slice(0, 4)) + 1;
  for (let year = Number(from.slice(0, 4)); year <= endYear; year += 1)
    for (const day of lastDaysOfYear(rule, year)) {
      if (day < from) continue;
      days.push(day);
      if (day >= end) return days;
    }
  return days;
}

const MONTHS_OF: Partial<Record<Recurrence['freq'], number>> = {
  monthly: 1,
  quarterly: 3,
  half_yearly: 6,
  yearly: 12,
};

function lastDaysOfYear({ freq, dates }: Recurrence, year: number): Day[] {
  if (freq === 'yearly' && dates) return dates.map((date) => inMonth(year, date.slice(0, 2), date.slice(3)));
  const step = MONTHS_OF[freq] ?? 12;
  const months = Array.from({ length: 12 / step }, (_, at) => String((at + 1) * step).padStart(2, '0'));
  return months.flatMap((month) =>
    freq === 'monthly' && dates
      ? dates.map((date) => inMonth(year, month, date))
      : [inMonth(year, month, '31')],
  );
}

/** A day of a month, or the last where the month is shorter. */
function inMonth(year: number, month: string, date: string): Day {
  const next =
    month === '12' ? `${year + 1}-01-01` : `${year}-${String(Number(month) + 1).padStart(2, '0')}-01`;
  const last = addDays(next, -1);
  const day = `${year}-${month}-${date}`;
  return day < last ? day : last;
}
