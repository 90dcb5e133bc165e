import { addDays, type Day } from '../../src/days.ts';
import { isRatio, type Value, type Values } from '../../src/intake/types.ts';
import type { Random } from './random.ts';
import type { SimulatedIndicator } from './types.ts';

/** How far a locality has come: everything in place, a little lacking, or much. */
export type Level = 'ready' | 'nearly' | 'behind';

/** Units that a commune is likely to need, by what is counted. */
const NEEDS: Record<string, [number, number]> = {
  người: [30, 70],
  'chứng thư': [20, 60],
  'thôn, tổ dân phố': [12, 45],
  máy: [6, 24],
  'tài khoản': [30, 60],
};
const OTHER_NEED: [number, number] = [5, 20];

/** What money and other agencies decide is lacking more often than what a commune settles itself. */
const LACKING_WEIGHT = { ratio: 5, date: 2, boolean: 1, number: 1 } as const;

/** What a locality of a level reports on a day, over the whole catalogue. */
export function readinessOf(
  random: Random,
  indicators: readonly SimulatedIndicator[],
  level: Level,
  day: Day,
): Values {
  const required = indicators.filter((one) => one.required);
  const lacking = new Set(chooseLacking(random, required, lackingCount(random, required.length, level)));
  const values: Values = {};
  for (const one of indicators) {
    const good = one.required ? !lacking.has(one) : random.chance(0.6);
    // Some do not know how they stand rather than standing badly.
    if (!good && level !== 'ready' && random.chance(0.12)) values[one.code] = null;
    else values[one.code] = good ? goodValue(random, one, day) : poorValue(random, one, day);
  }
  return reconcile(random, indicators, values);
}

/** The same locality later: what was lacking has grown a little; `to` says where it arrives. */
export function grown(
  random: Random,
  indicators: readonly SimulatedIndicator[],
  before: Values,
  to: 'ready' | 'same' | 'worse',
  day: Day,
): Values {
  const values: Values = { ...before };
  for (const one of indicators) {
    const value = before[one.code];
    if (to === 'ready' && one.required && !isGood(one, value, day))
      values[one.code] = isRatio(value)
        ? { have: value.need, need: value.need }
        : goodValue(random, one, day);
    else if (isRatio(value) && value.have + 1 < value.need && random.chance(0.3))
      values[one.code] = { have: value.have + 1, need: value.need };
  }
  if (to === 'worse') {
    const broken = breakable(indicators);
    if (broken) values[broken.code] = poorValue(random, broken, day);
  }
  return reconcile(random, indicators, values);
}

/** What is likeliest to stop working overnight: a line. */
export function breakable(indicators: readonly SimulatedIndicator[]): SimulatedIndicator | undefined {
  const required = indicators.filter((one) => one.required);
  const working = required.filter((one) => one.kind === 'boolean');
  return working.find((one) => one.group === 'network') ?? working[0] ?? required[0];
}

/** One digit left out of a count: 42 becomes 4. Undefined where there is no count to get wrong. */
export function withSlip(indicators: readonly SimulatedIndicator[], values: Values): Values | undefined {
  for (const { code } of indicators.filter((one) => one.required)) {
    const value = values[code];
    if (isRatio(value) && value.have >= 10)
      return { ...values, [code]: { have: Math.floor(value.have / 10), need: value.need } };
  }
  return undefined;
}

/** More in place than needed, where that is refused. */
export function withFault(indicators: readonly SimulatedIndicator[], values: Values): Values {
  const counted = indicators.find((one) => one.required && one.kind === 'ratio' && isRatio(values[one.code]));
  const value = counted && values[counted.code];
  return counted && isRatio(value)
    ? { ...values, [counted.code]: { have: value.need + 7, need: value.need } }
    : { ...values, 'khong.co': true };
}

/** A total smaller than what it is the total of. */
export function withContradiction(indicators: readonly SimulatedIndicator[], values: Values): Values {
  for (const total of indicators.filter(isTotal)) {
    const least = largestCount(indicators, total, values);
    if (least > 3) return { ...values, [total.code]: least - 3 };
  }
  return values;
}

function lackingCount(random: Random, required: number, level: Level): number {
  if (level === 'ready') return 0;
  if (level === 'nearly') return random.int(1, Math.max(1, Math.floor(required * 0.25)));
  return random.int(Math.ceil(required * 0.35), Math.ceil(required * 0.6));
}

function chooseLacking(
  random: Random,
  required: readonly SimulatedIndicator[],
  count: number,
): SimulatedIndicator[] {
  return required
    .map((one) => ({ one, order: random.next() ** (1 / LACKING_WEIGHT[one.kind]) }))
    .sort((a, b) => b.order - a.order)
    .slice(0, count)
    .map(({ one }) => one);
}

function goodValue(random: Random, one: SimulatedIndicator, day: Day): Value {
  const threshold = one.threshold ?? 0;
  switch (one.kind) {
    case 'boolean':
      return true;
    case 'ratio': {
      const need = random.int(...(NEEDS[one.unit ?? ''] ?? OTHER_NEED));
      return { have: need, need };
    }
    case 'number':
      return one.direction === 'atMost'
        ? random.int(Math.floor(threshold * 0.3), threshold)
        : random.int(threshold, threshold * 2 + 5);
    case 'date':
      return addDays(day, threshold + random.int(60, 700));
  }
}

export function poorValue(random: Random, one: SimulatedIndicator, day: Day): Value {
  const threshold = one.threshold ?? 0;
  switch (one.kind) {
    case 'boolean':
      return false;
    case 'ratio': {
      const need = random.int(...(NEEDS[one.unit ?? ''] ?? OTHER_NEED));
      return { have: Math.floor(need * (0.55 + 0.4 * random.next())), need };
    }
    case 'number':
      return one.direction === 'atMost'
        ? threshold + random.int(1, 8)
        : Math.max(0, threshold - random.int(1, 5));
    case 'date':
      return addDays(day, random.int(2, Math.max(3, threshold - 3)));
  }
}

export function isGood(one: SimulatedIndicator, value: Value | undefined, day: Day): boolean {
  if (value === undefined || value === null) return false;
  if (isRatio(value)) return value.have >= value.need;
  if (typeof value === 'number')
    return one.direction === 'atMost' ? value <= (one.threshold ?? 0) : value >= (one.threshold ?? 0);
  return typeof value === 'string' ? value >= addDays(day, one.threshold ?? 0) : value;
}

/** A total of a group ("issued in all") is no less than what the group counts as in force. */
function reconcile(random: Random, indicators: readonly SimulatedIndicator[], values: Values): Values {
  for (const total of indicators.filter(isTotal)) {
    const held = values[total.code];
    const least = largestCount(indicators, total, values);
    if (typeof held === 'number' && held < least) values[total.code] = least + random.int(0, 4);
  }
  return values;
}

function isTotal({ kind, direction }: SimulatedIndicator): boolean {
  return kind === 'number' && direction === 'atLeast';
}

function largestCount(
  indicators: readonly SimulatedIndicator[],
  { group }: SimulatedIndicator,
  values: Values,
): number {
  const counts = indicators.filter((one) => one.group === group).map((one) => values[one.code]);
  return Math.max(0, ...counts.filter((value) => isRatio(value)).map((value) => value.have));
}
