import { addDays, type Day, daysFrom } from '../days.ts';
import { type CurrentValues, type DayRecord, firstReceipt } from '../intake/types.ts';
import { firstDayIn, lastDayIn, type Registry } from '../registry/snapshot.ts';
import { cutoffOf, isSettled } from '../registry/times.ts';
import type { Indicator, Locality, Programme } from '../registry/types.ts';
import { judgeLocality, type LocalityVerdict } from './judge-locality.ts';
import { reportingState } from './reporting.ts';
import { createTimeline } from './timeline.ts';
import { sameStatus, transitionsBetween, type WithoutGap } from './transitions.ts';
import type { Mark, StatusRow, Transition, TransitionCause } from './types.ts';

/** What is stored of one locality, as far as the days to compute need it. */
export interface StoredFacts {
  current: CurrentValues;
  records: readonly DayRecord[];
  marks: readonly Mark[];
  /** By day: the rows from the first day to compute on, and the last one before it. */
  statuses: readonly StatusRow[];
}

export interface Computed {
  /** Every day computed. */
  rows: StatusRow[];
  /** Those that differ from what is stored. */
  changed: StatusRow[];
  transitions: Transition[];
}

/**
 * The first day to compute so that stored days stay without holes: `from`, or the day after the last
 * stored one when that is earlier, or the locality's first day in the programme. Null when it has none.
 */
export function firstDayToCompute(
  programme: Programme,
  locality: Locality,
  from: Day,
  statuses: readonly StatusRow[],
): Day | null {
  const first = firstDayIn(programme, locality);
  if (first === null) return null;
  const last = statuses.at(-1);
  const start = last === undefined ? first : addDays(last.day, 1);
  const day = from < start ? from : start;
  return day < first ? first : day;
}

/** Statuses of one locality from `first` through `through`, and what differs from the stored ones. Pure. */
export function computeLocality(
  registry: Registry,
  programme: Programme,
  locality: Locality,
  facts: StoredFacts,
  range: { first: Day; through: Day; cause: TransitionCause },
): Computed {
  const timeline = createTimeline(facts.current, facts.records);
  const stored = new Map(facts.statuses.map((row) => [row.day, row]));
  const calendar = registry.calendar(programme, locality.province);
  const ends = lastDayIn(programme, locality);
  const through = ends !== null && ends < range.through ? ends : range.through;
  const computed: Computed = { rows: [], changed: [], transitions: [] };
  let before = stored.get(addDays(range.first, -1));

  for (const day of daysFrom(range.first, through)) {
    const settings = registry.settingsOn(programme, locality.province, day);
    const ofDay = timeline.recordOf(day);
    // Of a day that closes a half-year, what came of that alone is no report of the day, and the other way round.
    const receivedAt = ofDay ? firstReceipt(ofDay, programme.period) : null;
    const record = receivedAt === null ? undefined : ofDay;
    const known = stored.get(day);
    const gapsBefore = before?.gaps ?? {};
    const judgeBy = (rules: Day): LocalityVerdict => {
      const { freshness, amberThreshold } = registry.settingsOn(programme, locality.province, rules);
      return judgeLocality({
        day,
        asked: registry.asked(programme, locality, rules),
        notAsked: registry.notAsked(programme, locality, rules),
        standing: (indicator) => timeline.standingOn(indicator, day),
        age: (from) => calendar.count(from, day),
        requirement: (indicator) => registry.need(locality.code, indicator, rules),
        marks: facts.marks,
        reported: record?.values,
        gapsBefore,
        freshness,
        amberThreshold,
      });
    };
    const verdict = judgeBy(day);
    let earlier: LocalityVerdict | undefined;
    // Each change of the day asks for it, and it is the same for all.
    const byEarlierRules = () => {
      earlier ??= judgeBy(addDays(day, -1));
      return earlier;
    };
    const expected = calendar.isReportingDay(day);
    const row: StatusRow = {
      programme: programme.code,
      locality: locality.code,
      day,
      ...verdict,
      receivedAt,
      lastReportedOn: expected && record ? day : (before?.lastReportedOn ?? null),
      closingColour: known?.closingColour ?? null,
    };
    computed.rows.push(row);
    if (!known || !sameStatus(known, row)) {
      const cause = isSettled(programme, day) ? 'restated' : range.cause;
      computed.changed.push(row);
      const isIn = (some: readonly Indicator[], code: string) => some.some((one) => one.code === code);
      const withoutGap = (code: string): WithoutGap => {
        if (isIn(registry.asked(programme, locality, day), code)) return 'met';
        return isIn(registry.notAsked(programme, locality, day), code) ? 'not_applicable' : 'ended';
      };
      computed.transitions.push(
        ...transitionsBetween(known ?? before, row, cause, withoutGap).map((one) =>
          cause !== 'restated' && isOurs(one, known, range.cause, byEarlierRules)
            ? { ...one, cause: 'rule_changed' as const }
            : one,
        ),
      );
      if (expected && row.receivedAt && !known?.receivedAt) {
        const cutoff = cutoffOf(settings, day);
        const to = reportingState({ expected, cutoff, receivedAt: row.receivedAt }, row.receivedAt);
        computed.transitions.push({
          programme: programme.code,
          locality: locality.code,
          day,
          kind: 'reporting',
          subject: '',
          // What was written last: the close may have called it missing, or has not come yet.
          from: row.closingColour === null ? 'due' : 'missing',
          to,
          cause,
        });
      }
    }
    before = row;
  }
  return computed;
}

/**
 * Whether a change follows from the rules alone, not from what was reported. Of a day that was stored already a
 * report or a mark settles all that it changes at once, so that what a round still finds is a rule that was set
 * since; of a new day it is what the rules of the day before would not have said.
 */
function isOurs(
  { kind, subject, from }: Transition,
  known: StatusRow | undefined,
  cause: TransitionCause,
  byEarlierRules: () => LocalityVerdict,
): boolean {
  if (known) return cause !== 'intake';
  const verdict = byEarlierRules();
  return from === (kind === 'colour' ? verdict.colour : (verdict.gaps[subject]?.state ?? 'met'));
}
