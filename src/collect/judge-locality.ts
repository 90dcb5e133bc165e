import type { Day } from '../days.ts';
import { isRatio, type ReportedValue, sameValue, type Value, type Values } from '../intake/types.ts';
import type { Indicator } from '../registry/types.ts';
import { judgeIndicator } from './judge-indicator.ts';
import { percent } from './percent.ts';
import type { Colour, Gap, IndicatorState, Mark } from './types.ts';

/** All that the status of (programme, locality, day) is made of. No clock: only days. */
export interface LocalityFacts {
  day: Day;
  /** What the programme asks of this locality on this day, in the catalogue's order. */
  asked: readonly Indicator[];
  /** What it would ask, did it apply to this locality. */
  notAsked: readonly Indicator[];
  /** The latest value of an indicator of a day up to this one. */
  standing(indicator: string): ReportedValue | undefined;
  /** Reporting days in (from, day]. */
  age(from: Day): number;
  requirement(indicator: string): number | null;
  marks: readonly Mark[];
  /** Values of the day's own record; undefined without one. */
  reported: Values | undefined;
  /** Gaps of the day before, from which a run goes on. */
  gapsBefore: Record<string, Gap>;
  freshness: number;
  amberThreshold: number;
}

export interface LocalityVerdict {
  colour: Colour;
  required: number;
  met: number;
  given: number;
  sound: number;
  conditions: Record<string, IndicatorState>;
  gaps: Record<string, Gap>;
}

/** Completion status of a locality on a day: a pure function of the facts. */
export function judgeLocality(facts: LocalityFacts): LocalityVerdict {
  const conditions: Record<string, IndicatorState> = {};
  const gaps: Record<string, Gap> = {};
  let required = 0;
  let met = 0;
  let known = 0;
  let given = 0;
  let sound = 0;
  for (const indicator of facts.asked) {
    if (!indicator.required) continue;
    const { code } = indicator;
    const standing = facts.standing(code);
    const questioned = isQuestioned(facts, code, standing);
    const verdict = judgeIndicator(
      {
        indicator,
        standing,
        age: standing ? facts.age(standing.day) : 0,
        freshness: indicator.freshness ?? facts.freshness,
        requirement: facts.requirement(code),
        questioned,
      },
      facts.day,
    );
    required++;
    if (verdict.state === 'met') met++;
    if (verdict.state !== 'unknown') known++;
    const reported = facts.reported?.[code];
    if (reported !== undefined && reported !== null) {
      given++;
      if (!questioned && !contradicts(facts, indicator, reported)) sound++;
    }
    conditions[indicator.condition] = worst(conditions[indicator.condition], verdict.state);
    if (verdict.state !== 'met' && verdict.code !== null) {
      const before = facts.gapsBefore[code];
      // A value so old that it was not read any more is still one that was reported once.
      const outlived = !standing && before?.of ? before : undefined;
      gaps[code] = {
        state: verdict.state,
        code: outlived ? (outlived.state === 'unknown' ? outlived.code : 'stale') : verdict.code,
        since: before?.state === verdict.state ? before.since : facts.day,
        have: verdict.have,
        need: verdict.need,
        missing: verdict.missing,
        of: standing?.day ?? outlived?.of ?? null,
      };
    }
  }
  // A condition of which nothing applies is there, and says so; beside anything that is asked it weighs nothing.
  for (const { required: decides, condition } of facts.notAsked)
    if (decides) conditions[condition] = worst(conditions[condition], 'not_applicable');
  const colour = colourOf({ required, met, known, amberThreshold: facts.amberThreshold });
  return { colour, required, met, given, sound, conditions, gaps };
}

/** Green: all required met. Grey: nothing fresh is known, or nothing asked. Else yellow from the amber threshold on, or red. */
export function colourOf(count: {
  required: number;
  met: number;
  known: number;
  amberThreshold: number;
}): Colour {
  if (count.known === 0) return 'grey';
  if (count.met === count.required) return 'green';
  return (count.met / count.required) * 100 >= count.amberThreshold ? 'yellow' : 'red';
}

/** Required met of required in force, with one decimal; null when nothing is known. */
export function percentOf(status: { colour: Colour; met: number; required: number }): number | null {
  return status.colour === 'grey' ? null : percent(status.met, status.required);
}

const SEVERITY: Record<IndicatorState, number> = { not_applicable: -1, met: 0, unknown: 1, unmet: 2 };

function worst(a: IndicatorState | undefined, b: IndicatorState): IndicatorState {
  return a !== undefined && SEVERITY[a] >= SEVERITY[b] ? a : b;
}

/** The latest word on the value that stands decides; a word on another value says nothing of it. */
function isQuestioned(facts: LocalityFacts, indicator: string, standing: ReportedValue | undefined): boolean {
  if (standing === undefined) return false;
  const mark = facts.marks.findLast(
    (one) =>
      one.indicator === indicator &&
      one.setOn <= facts.day &&
      (one.clearedOn === null || facts.day < one.clearedOn) &&
      sameValue(one.value, standing.value),
  );
  return mark?.state === 'questioned';
}

function contradicts(facts: LocalityFacts, indicator: Indicator, value: Value): boolean {
  return exceededBound(indicator, value, (code) => facts.standing(code)?.value ?? null) !== null;
}

/**
 * The figure that bounds a value and that it exceeds, such as more valid certificates than were ever
 * issued; null when it does not contradict any. `standing` gives the values it stands beside.
 */
export function exceededBound(
  { atMostOf }: Indicator,
  value: Value,
  standing: (indicator: string) => Value,
): { indicator: string; figure: number } | null {
  if (atMostOf === null) return null;
  const figure = figureOf(value);
  const bound = figureOf(standing(atMostOf));
  return figure !== null && bound !== null && figure > bound ? { indicator: atMostOf, figure: bound } : null;
}

function figureOf(value: Value): number | null {
  if (isRatio(value)) return value.have;
  return typeof value === 'number' ? value : null;
}
