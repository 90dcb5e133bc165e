import { addDays, type Day } from '../../src/days.ts';
import { isRatio, type Value, type Values } from '../../src/intake/types.ts';
import type { Random } from './random.ts';
import { isGood, poorValue, readinessOf } from './readiness.ts';
import type { Deed, SimulatedIndicator, SimulatedLocality, World } from './types.ts';

/** What the localities reported on the days before the two that are played: how they came to stand where they stand. */

export interface PastReport {
  locality: SimulatedLocality;
  values: Values;
  when: 'morning' | 'afternoon' | 'late';
}

/** What somebody promised of a gap: kept, broken or still open by what comes after. */
export interface PastPromise {
  locality: SimulatedLocality;
  indicator: string;
  promisedOn: Day;
}

export interface PastDay {
  day: Day;
  reports: PastReport[];
  promises: PastPromise[];
}

/** Who sends nothing on the two days stopped reporting so many reporting days before. */
const SILENT_FOR = 5;
/** Of the localities: how many had all from the start, and how many lost something for some days. */
const READY_FROM_START = 0.12;
const SETBACKS = 0.08;
/** What of a report there is on a usual day: none, or one that comes late. */
const LEFT_OUT = 0.035;
const LATE = 0.04;
/** How often somebody promises what he then does, and of gaps that are still there at the end. */
const PROMISED = 0.06;
const PROMISED_AT_THE_END = 0.2;

/** An indicator of a locality that was not met before the day at `from`, or, given `until`, between the two. */
interface Lack {
  indicator: SimulatedIndicator;
  poor: Value;
  from: number;
  until: number;
}

/**
 * Reports and promises of each day of `past`, oldest first. Ends where `deeds` begin, so that no figure leaps between
 * the last day of the past and the first of those that are played.
 */
export function planPast(
  random: Random,
  { localities, indicators, days }: World,
  past: readonly Day[],
  deeds: readonly Deed[],
): PastDay[] {
  const planned = past.map((day): PastDay => ({ day, reports: [], promises: [] }));
  const dayAt = (index: number): Day => past[index] ?? days[1];
  for (const locality of localities) {
    const sent = deeds.findLast((deed) => deed.locality === locality && deed.day === days[0]);
    const next = deeds.find((deed) => deed.locality === locality && deed.answer !== 'refused');
    const isSilent = next === undefined;
    const end = (sent ?? next)?.values ?? readinessOf(random, indicators, 'nearly', days[0]);
    const lacks = lacksBefore(random, indicators, end, past);
    for (const [index, { day, reports, promises }] of planned.entries()) {
      if (isSilent && index >= past.length - SILENT_FOR) continue;
      if (random.chance(LEFT_OUT)) continue;
      const when = random.chance(LATE) ? 'late' : random.chance(0.65) ? 'morning' : 'afternoon';
      reports.push({ locality, values: valuesAt(random, indicators, end, lacks, index), when });
      if (when === 'late') continue;
      // Mostly a day or two are kept in hand; some promise what does not come about in time.
      const late = () => random.chance(0.2);
      for (const { indicator, until } of lacks.filter((lack) => isAhead(lack, index)))
        if (random.chance(PROMISED))
          promises.push({
            locality,
            indicator: indicator.code,
            promisedOn: dayAt(late() ? until - 1 : until + random.int(0, 2)),
          });
      if (index !== past.length - 1) continue;
      for (const { code } of indicators.filter((one) => one.required && !isGood(one, end[one.code], day)))
        if (random.chance(PROMISED_AT_THE_END))
          promises.push({
            locality,
            indicator: code,
            promisedOn: late() ? days[0] : addDays(days[1], random.int(2, 20)),
          });
    }
  }
  return planned;
}

function lacksBefore(
  random: Random,
  indicators: readonly SimulatedIndicator[],
  end: Values,
  past: readonly Day[],
): Lack[] {
  const [first = ''] = past;
  const last = past.length - 1;
  const good = random.shuffle(
    indicators.filter((one) => one.required && one.kind !== 'date' && isGood(one, end[one.code], first)),
  );
  const setback = random.chance(SETBACKS) ? good.find(({ kind }) => kind === 'boolean') : undefined;
  const count = random.chance(READY_FROM_START) ? 0 : random.int(1, 6);
  const lacks = good
    .filter((one) => one !== setback)
    .slice(0, count)
    .map((indicator): Lack => {
      const value = end[indicator.code];
      // What is needed stays; what there is grows towards it.
      const poor = isRatio(value)
        ? { have: Math.floor(value.need * (0.4 + 0.4 * random.next())), need: value.need }
        : poorValue(random, indicator, first);
      return { indicator, poor, from: 0, until: random.int(3, last) };
    });
  if (!setback) return lacks;
  const from = random.int(8, Math.max(8, last - 6));
  return [...lacks, { indicator: setback, poor: false, from, until: from + random.int(1, 3) }];
}

function valuesAt(
  random: Random,
  indicators: readonly SimulatedIndicator[],
  end: Values,
  lacks: readonly Lack[],
  index: number,
): Values {
  const values: Values = { ...end };
  for (const { indicator, poor, from, until } of lacks) {
    if (index < from || index >= until) continue;
    values[indicator.code] = isRatio(poor) ? grownTo(poor, (index - from) / (until - from)) : poor;
  }
  // How busy the line is differs from day to day; a report that never changes would be doubted.
  for (const { code, kind, required, direction, threshold } of indicators)
    if (!required && kind === 'number' && direction === 'atMost')
      values[code] = random.int(Math.floor((threshold ?? 0) * 0.3), threshold ?? 0);
  return values;
}

/** A share of what is missing has come, and never all of it. */
function grownTo({ have, need }: { have: number; need: number }, share: number): Value {
  return { have: Math.min(need - 1, have + Math.floor((need - have) * share)), need };
}

/** Somebody sees what he lacks, and that it comes within the next days. */
function isAhead({ from, until }: Lack, index: number): boolean {
  return index >= from && until - index >= 2 && until - index <= 6;
}
