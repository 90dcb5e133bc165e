import { differs } from '../certificates/figures.ts';
import { judgeIndicator } from '../collect/judge-indicator.ts';
import { exceededBound } from '../collect/judge-locality.ts';
import type { Day } from '../days.ts';
import { isRatio, sameValue, type Value } from '../intake/types.ts';
import type { Indicator } from '../registry/types.ts';
import { sameRecordDoubt } from './same-record.ts';
import {
  type Doubt,
  type FlagKind,
  type KnownFlag,
  type PastRecord,
  type ReviewFacts,
  WHOLE_RECORD,
} from './types.ts';

/**
 * The doubts that there are about a locality now: of each (indicator, kind) at most one, and only about
 * values that still stand. A value reported again keeps its doubt, and is not doubted anew. Pure.
 */
export function doubtsAbout(facts: ReviewFacts): Doubt[] {
  const whole = sameRecordDoubt(facts);
  return [
    ...Object.entries(facts.current).flatMap(([code, standing]) =>
      standing.value === null ? [] : doubtsOfValue(facts, code, standing.day, standing.value),
    ),
    ...(whole === undefined ? [] : [whole]),
  ];
}

/** A value with the records that said it without a break, and those before. */
interface Run {
  indicator: Indicator;
  value: Value;
  /** The first day of the run; of what was said before, the records looked at know. */
  since: Day;
  /** The value before the run, where one is known. */
  before: { day: Day; value: Value } | undefined;
  /** Every value of the records looked at, oldest first; "I do not know" is none. */
  said: readonly { day: Day; value: Value }[];
}

function doubtsOfValue(facts: ReviewFacts, code: string, lastSaid: Day, value: Value): Doubt[] {
  const indicator = facts.indicatorsOn(lastSaid).get(code);
  if (!indicator) return [];
  const run = runOf(facts.records, indicator, value, lastSaid);
  const doubts: Doubt[] = [];
  const add = (kind: FlagKind, day: Day, found: Doubt['facts'] | undefined) => {
    if (found) doubts.push({ indicator: code, day, kind, value, facts: found });
  };
  // What happened on the day of the change: a newer record of it may show otherwise while it is open.
  for (const [kind, rule] of EVENTS) {
    const known = knownOf(facts, code, kind, run);
    const settled = known && (known.state !== 'open' || run.since < facts.openFrom);
    if (settled) add(kind, known.day, known.facts);
    else if (run.since >= facts.openFrom) add(kind, run.since, rule(run, facts));
  }
  // What is so however long it has been, found by a record of an open day.
  for (const [kind, rule] of STATES) {
    const known = knownOf(facts, code, kind, run);
    if (known || lastSaid >= facts.openFrom) add(kind, known?.day ?? lastSaid, rule(run, facts, lastSaid));
  }
  return doubts;
}

function runOf(records: readonly PastRecord[], indicator: Indicator, value: Value, lastSaid: Day): Run {
  const said = records.flatMap(({ day, values }) => {
    const one = values[indicator.code];
    return one === undefined ? [] : [{ day, value: one }];
  });
  const breakAt = said.findLastIndex((one) => !sameValue(one.value, value));
  const known = said.filter((one) => one.value !== null);
  const since = said[breakAt + 1]?.day ?? lastSaid;
  return { indicator, value, since, before: known.findLast((one) => one.day < since), said: known };
}

/** Whether the value that a flag is about has stood ever since. */
export function stillStands({ records, current, questioned }: ReviewFacts, flag: KnownFlag): boolean {
  // A record has many values: it waits until none of them does.
  if (flag.indicator === WHOLE_RECORD) return questioned.size > 0;
  const since = records.filter(({ day }) => day >= flag.day).map(({ values }) => values[flag.indicator]);
  return [current[flag.indicator]?.value ?? null, ...since].every(
    (value) => value === undefined || sameValue(value, flag.value),
  );
}

/** The stored flag of this very run of the value. */
function knownOf(facts: ReviewFacts, code: string, kind: FlagKind, run: Run): KnownFlag | undefined {
  // As far back as the records go, the value may have stood for longer than they show.
  const from = run.before === undefined && run.said[0]?.day === run.since ? '' : run.since;
  return facts.known.findLast(
    (one) =>
      one.indicator === code &&
      one.kind === kind &&
      one.day >= from &&
      sameValue(one.value, run.value) &&
      (one.state === 'open' || answersAll(one, facts)),
  );
}

/** Whether what was decided was decided of all that was delivered. */
function answersAll({ kind, indicator, facts }: KnownFlag, { notShown }: ReviewFacts): boolean {
  if (kind !== 'delivery_not_shown') return true;
  return (facts.delivery?.delivered ?? 0) >= (notShown(indicator)?.delivered ?? 0);
}

const EVENTS: [FlagKind, (run: Run, facts: ReviewFacts) => Doubt['facts'] | undefined][] = [
  ['sharp_fall', sharpFall],
  ['need_falls', needFalls],
  ['back_and_forth', backAndForth],
];

function sharpFall({ indicator, value, before }: Run, { settings }: ReviewFacts) {
  if (!before || indicator.direction === 'atMost') return undefined;
  const [was, is] = [haveOf(before.value), haveOf(value)];
  if (was === null || is === null) return undefined;
  const fell = was - is;
  return fell >= settings.fallUnits && fell * 100 >= was * settings.fallPercent ? { before } : undefined;
}

/** Where the department says what is needed, the record's own figure decides nothing. */
function needFalls({ indicator, value, before, since }: Run, { requirement }: ReviewFacts) {
  if (!before || !isRatio(value) || !isRatio(before.value)) return undefined;
  return value.need < before.value.need && requirement(indicator.code, since) === null
    ? { before }
    : undefined;
}

/** A return: what was said before the last change is said again. */
function backAndForth({ said, since, before }: Run, { settings, count }: ReviewFacts) {
  const lately = said.filter(({ day }) => day <= since && count(day, since) < settings.returnDays);
  const changes = lately.filter(({ value }, at) => at === 0 || !sameValue(value, lately[at - 1]?.value));
  const returns = changes.filter(({ value }, at) => at >= 2 && sameValue(value, changes[at - 2]?.value));
  return before && returns.length >= settings.returns
    ? { before, returns: returns.length, days: settings.returnDays }
    : undefined;
}

const STATES: [FlagKind, (run: Run, facts: ReviewFacts, day: Day) => Doubt['facts'] | undefined][] = [
  ['contradiction', contradiction],
  ['no_evidence', noEvidence],
  ['register_differs', registerDiffers],
  ['delivery_not_shown', deliveryNotShown],
];

function contradiction({ indicator, value }: Run, { current }: ReviewFacts) {
  const bound = exceededBound(indicator, value, (code) => current[code]?.value ?? null);
  return bound === null ? undefined : { bound };
}

function noEvidence({ indicator, value }: Run, facts: ReviewFacts, day: Day) {
  const { code } = indicator;
  if (!facts.settings.evidenceFor.includes(code) || facts.withEvidence.has(code)) return undefined;
  const standing = { day, revision: 1, value };
  const requirement = facts.requirement(code, day);
  const asked = { indicator, standing, age: 0, freshness: 0, requirement, questioned: false };
  return judgeIndicator(asked, day).state === 'met' ? {} : undefined;
}

/** As of the day of the report, so that a certificate that ends later makes no earlier report doubtful. */
function registerDiffers({ indicator, value }: Run, { registerSays }: ReviewFacts, day: Day) {
  const register = registerSays(indicator.code, day);
  return register !== undefined && differs(value, register) ? { register } : undefined;
}

/** More was handed over than the records show since; who delivers more asks anew what was answered of less. */
function deliveryNotShown({ indicator }: Run, { notShown }: ReviewFacts) {
  const delivery = notShown(indicator.code);
  return delivery && { delivery };
}

function haveOf(value: Value): number | null {
  if (isRatio(value)) return value.have;
  return typeof value === 'number' ? value : null;
}
