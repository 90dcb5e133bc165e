import { mayWrite } from '../../access/localities.ts';
import { type Principal, WRITERS } from '../../access/principal.ts';
import { type RegisterFigure, registerSays } from '../../certificates/figures.ts';
import { readRegisters } from '../../certificates/store.ts';
import { readDoubts } from '../../collect/doubts-store.ts';
import { createTimeline } from '../../collect/timeline.ts';
import { type StatusView, viewStatuses } from '../../collect/view.ts';
import { addDays, type Day, dayOf } from '../../days.ts';
import type { RootSql } from '../../db/connect.ts';
import { Problem } from '../../http/problems.ts';
import { lockedSince, reopenedUntil } from '../../intake/lock.ts';
import { closesOn } from '../../intake/periods.ts';
import { type RecordRow, readCurrent, readDays, readRevisions } from '../../intake/store.ts';
import { standingOn } from '../../intake/template-values.ts';
import type { CurrentValues, ReportedValue, Values } from '../../intake/types.ts';
import { EPOCH } from '../../registry/calendar.ts';
import { homeProgramme } from '../../registry/home.ts';
import { firstDayIn, governingProgrammes, type Registry } from '../../registry/snapshot.ts';
import { cutoffOf, lockOf } from '../../registry/times.ts';
import type {
  Condition,
  Exemption,
  Indicator,
  Locality,
  LocalityName,
  Period,
  Programme,
} from '../../registry/types.ts';
import { loadNetwork, type NetworkFacts } from '../network/facts.ts';
import { BLANK, type Typed, typedOf } from './fields.ts';

/** One thing that is asked, with what is known of it. */
export interface Question {
  indicator: Indicator;
  /** What was last said of it before the day; undefined when nothing was. */
  last: ReportedValue | undefined;
  /** Whether that still stands on the day and can be said again. */
  stands: boolean;
  /** What the fields hold when the page opens. */
  shown: Typed;
  /** What the department says is needed. */
  requirement: number | null;
  /** What the register of certificates says of the day; undefined where it says nothing. */
  register: RegisterFigure | undefined;
  /** A reviewer's reason to have it looked at again, while that holds. */
  doubt: string | undefined;
}

/** What would be asked, did it apply to the locality. */
export interface Exempt {
  indicator: Indicator;
  by: Exemption;
}

/** Why a day takes no report: it is locked, the caller only reads, or the caller's unit has ended. */
export type Closed = 'locked' | 'reader' | 'ended';

export interface ReportFacts {
  locality: Locality;
  named: LocalityName;
  day: Day;
  now: Date;
  groups: { condition: Condition; questions: Question[]; exempt: Exempt[] }[];
  /** Every revision of the day, oldest first. */
  revisions: RecordRow[];
  /** Undefined where no programme asks the locality on that day. */
  view: StatusView | undefined;
  cutoff: Date;
  /** From this instant on it takes no report. */
  lock: Date;
  /** Why the day takes no report of this caller; null when it does. */
  closed: Closed | null;
  /** Reporting days that still take a report, latest first. */
  openDays: Day[];
  /** Codes of all that can be reported of the day, asked or not. */
  inForce: ReadonlySet<string>;
  /** As the network's own calls show it, beside what is reported. */
  network: NetworkFacts;
  /** The one that was asked for, where it is not the one that its reader's locality means anyway. */
  programme: Programme | undefined;
}

/** Records looked through for what was last said before an earlier day. */
const DAYS_BACK = 60;
/** Reporting days offered at most, and days looked back for them: a Tết lies between some and today. */
const OPEN_DAYS = 10;
const DAYS_LOOKED = 45;

export interface ReportQuestion {
  registry: Registry;
  principal: Principal;
  /** By which standing and deadline are told; by default the one that asks the locality. What is asked is the same. */
  programme?: Programme | undefined;
  locality: Locality;
  /** Today or earlier, the locality being in force. */
  day: Day;
  now: Date;
}

export async function loadReport(sql: RootSql, asked: ReportQuestion): Promise<ReportFacts> {
  const { registry, locality, day, now } = asked;
  const programme = asked.programme ?? homeProgramme(registry, locality.code, dayOf(now));
  if (!programme) throw new Problem('no_programme');
  const governing = governingProgrammes(registry, locality.province);
  const all = [programme, ...governing.filter((one) => one !== programme)];
  const programmes = askingOn(asked, all);
  const [revisions, last, doubts, register, view, network] = await Promise.all([
    readRevisions(sql, locality.code, day),
    lastBefore(sql, locality.code, day),
    readDoubts(sql, locality.code),
    readRegisters(sql, [locality.code]),
    firstView(sql, asked, all),
    loadNetwork(sql, locality.code, now),
  ]);
  const stands = standingOn(registry, day);
  const latest = revisions.at(-1)?.values ?? {};
  const question = (indicator: Indicator): Question => {
    const before = last(indicator.code);
    const value = before && stands(locality, indicator, { [indicator.code]: before });
    const readable = value !== undefined && typedOf(indicator, value) !== BLANK;
    const known = { indicator, last: before, stands: readable };
    return {
      ...known,
      shown: shownOf(known, latest),
      requirement: registry.need(locality.code, indicator.code, day),
      register: registerSays(register, indicator.code, day),
      doubt: view?.row.gaps[indicator.code]?.code === 'questioned' ? doubts.get(indicator.code) : undefined,
    };
  };
  const questions = indicatorsAsked(registry, programmes, locality, day).map(question);
  const notAsked = exemptOf(registry, programmes, locality, day);
  const settings = registry.settingsOn(programme, locality.province, day);
  // The day is open as long as one programme keeps it open, or an exception does.
  const ends = [
    ...governing.map((one) =>
      lockOf(
        registry.lockCalendar(one, locality.province),
        registry.settingsOn(one, locality.province, day),
        day,
      ),
    ),
    reopenedUntil(registry, locality, day, now) ?? new Date(0),
  ];
  return {
    locality,
    named: registry.nameOn(locality, day),
    day,
    now,
    groups: registry.conditions.flatMap((condition) => {
      const own = questions.filter(({ indicator }) => indicator.condition === condition.code);
      const exempt = notAsked.filter(({ indicator }) => indicator.condition === condition.code);
      return own.length + exempt.length === 0 ? [] : [{ condition, questions: own, exempt }];
    }),
    revisions,
    view,
    cutoff: cutoffOf(settings, day),
    lock: new Date(Math.max(...ends.map((end) => end.getTime()))),
    closed: closedTo(asked),
    openDays: openDaysOf(registry, programme, locality, now),
    inForce: new Set(registry.indicatorsOn(day).keys()),
    network,
    programme: asked.programme,
  };
}

/**
 * Programmes whose figures a day's report is about: those of each day, and on a day that closes a period those of that
 * period; alone, where they still take figures and the day itself takes none.
 */
function askingOn(
  { registry, locality, day, now }: ReportQuestion,
  programmes: readonly Programme[],
): Programme[] {
  const closing = programmes.filter((one) => one.period !== 'day' && closesOn(one, day));
  const daily = programmes.filter((one) => one.period === 'day');
  const isOpen = (period: Period) => lockedSince(registry, locality, day, now, period) === null;
  const late = closing.filter(({ period }) => isOpen(period));
  return late.length > 0 && daily.length > 0 && !isOpen('day') ? late : [...daily, ...closing];
}

/** What a report of this locality is asked: all that any of its programmes asks, in the catalogue's order. */
function indicatorsAsked(
  registry: Registry,
  programmes: readonly Programme[],
  locality: Locality,
  day: Day,
): Indicator[] {
  const asked = new Set(programmes.flatMap((one) => registry.asked(one, locality, day)));
  return [...registry.indicatorsOn(day).values()].filter((indicator) => asked.has(indicator));
}

/** What of it does not apply to the locality. */
export function exemptOf(
  registry: Registry,
  programmes: readonly Programme[],
  locality: Locality,
  day: Day,
): Exempt[] {
  const all = new Set(programmes.flatMap((one) => registry.notAsked(one, locality, day)));
  return [...all].flatMap((indicator) => {
    const by = registry.exemption(locality.code, indicator.code, day);
    return by ? [{ indicator, by }] : [];
  });
}

/** The status by the first programme that knows the locality on that day. */
async function firstView(
  sql: RootSql,
  { registry, locality, day, now }: ReportQuestion,
  programmes: readonly Programme[],
): Promise<StatusView | undefined> {
  for (const programme of programmes) {
    const [view] = await viewStatuses(sql, registry, programme, [locality], day, now);
    if (view) return view;
  }
  return undefined;
}

/** What was last said of an indicator before a day. */
async function lastBefore(
  sql: RootSql,
  code: string,
  day: Day,
): Promise<(indicator: string) => ReportedValue | undefined> {
  const current: CurrentValues = (await readCurrent(sql, [code])).get(code) ?? {};
  const before = addDays(day, -1);
  const reportedSince = Object.values(current).some((standing) => standing.day > before);
  const query = { localities: [code], from: EPOCH, to: before, limit: DAYS_BACK, after: null };
  const timeline = createTimeline(current, reportedSince ? await readDays(sql, query) : []);
  return (indicator) => timeline.standingOn(indicator, before);
}

function closedTo({ registry, principal, locality, day, now }: ReportQuestion): ReportFacts['closed'] {
  if (!WRITERS.includes(principal.role)) return 'reader';
  if (!mayWrite(registry, principal, now)) return 'ended';
  return lockedSince(registry, locality, day, now) === null ? null : 'locked';
}

function openDaysOf(registry: Registry, programme: Programme, locality: Locality, now: Date): Day[] {
  const today = dayOf(now);
  const calendar = registry.calendar(programme, locality.province);
  const first = firstDayIn(programme, locality) ?? locality.validFrom;
  const last = locality.validTo ?? today;
  const days = Array.from({ length: DAYS_LOOKED }, (_, back) => addDays(today, -back));
  const open = days
    .filter((day) => calendar.isReportingDay(day) && lockedSince(registry, locality, day, now) === null)
    .slice(0, OPEN_DAYS);
  const reopened = registry.exceptions
    .filter((one) => one.locality === locality.code && one.until > now)
    .map((one) => one.day);
  return [...new Set([...open, ...reopened])]
    .filter((day) => day >= first && day <= last)
    .sort()
    .reverse();
}

/** What the fields hold when the day's latest report says `said`; what it leaves out is as it stood. */
export function shownOf(
  { indicator, last, stands }: Pick<Question, 'indicator' | 'last' | 'stands'>,
  said: Values,
): Typed {
  if (indicator.code in said) return typedOf(indicator, said[indicator.code]);
  return stands ? typedOf(indicator, last?.value) : BLANK;
}

export function questionsOf({ groups }: Pick<ReportFacts, 'groups'>): Question[] {
  return groups.flatMap((group) => group.questions);
}

/**
 * What "nothing has changed" would say: the values of before, when all of them still stand and nobody
 * asked to look at one again; null when there is something to fill in first, or to correct.
 */
export function unchangedValues(facts: ReportFacts): Values | null {
  const known = questionsOf(facts).filter((question) => question.last !== undefined);
  if (facts.revisions.length > 0 || known.length === 0) return null;
  if (known.some((question) => !question.stands || question.doubt !== undefined)) return null;
  return Object.fromEntries(known.map(({ indicator, last }) => [indicator.code, last?.value ?? null]));
}
