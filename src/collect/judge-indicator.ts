import { type Day, daysBetween } from '../days.ts';
import { isRatio, type ReportedValue } from '../intake/types.ts';
import type { Indicator } from '../registry/types.ts';
import type { AskedState, ReasonCode } from './types.ts';

/** What is known of one indicator of one locality on the day judged. */
export interface IndicatorFacts {
  indicator: Indicator;
  /** The latest value of a day up to the one judged. */
  standing: ReportedValue | undefined;
  /** Reporting days after the value's day, up to the day judged. */
  age: number;
  /** Reporting days a value stands. */
  freshness: number;
  /** The department's own figure of what is needed, over the record's. */
  requirement: number | null;
  questioned: boolean;
}

export interface IndicatorVerdict {
  state: AskedState;
  /** Null when met. */
  code: ReasonCode | null;
  have: number | null;
  need: number | null;
  missing: number | null;
}

/**
 * Judges one indicator on `day`. An unknown stays unknown: nothing reported, an answer to another
 * question, a value that no longer stands, "I do not know", or a value that no longer fits the indicator's kind.
 */
export function judgeIndicator(facts: IndicatorFacts, day: Day): IndicatorVerdict {
  const { standing, requirement } = facts;
  const unknown = (code: ReasonCode): IndicatorVerdict => ({
    state: 'unknown',
    code,
    have: null,
    need: requirement,
    missing: null,
  });
  if (!standing) return unknown('never_reported');
  if (facts.indicator.asksAnew && standing.day < facts.indicator.validFrom) return unknown('asked_anew');
  if (standing.value === null) return unknown('said_unknown');
  if (facts.age > facts.freshness) return unknown('stale');
  const verdict = judgeValue(facts, standing, day);
  if (!verdict) return unknown('unusable');
  return facts.questioned ? { ...verdict, state: 'unmet', code: 'questioned' } : verdict;
}

/** Undefined when the value is not of the indicator's kind. */
function judgeValue(facts: IndicatorFacts, standing: ReportedValue, day: Day): IndicatorVerdict | undefined {
  const { indicator } = facts;
  const { value } = standing;
  const threshold = indicator.threshold ?? 0;
  switch (indicator.kind) {
    case 'boolean':
      if (typeof value !== 'boolean') return undefined;
      return verdict(value, 'not_yet', value ? 1 : 0, 1, value ? 0 : 1);
    case 'ratio': {
      if (!isRatio(value)) return undefined;
      const need = facts.requirement ?? value.need;
      return verdict(value.have >= need, 'below_need', value.have, need, Math.max(0, need - value.have));
    }
    case 'number': {
      if (typeof value !== 'number') return undefined;
      if (indicator.threshold === null) return verdict(true, 'not_yet', value, null, 0);
      const atLeast = indicator.direction !== 'atMost';
      const met = atLeast ? value >= threshold : value <= threshold;
      // Of "at most 90 %" nothing is lacking that could be counted in units.
      const missing = met ? 0 : atLeast ? threshold - value : null;
      return verdict(met, atLeast ? 'below_threshold' : 'above_threshold', value, threshold, missing);
    }
    case 'date': {
      if (typeof value !== 'string') return undefined;
      const met = daysBetween(day, value) >= threshold;
      return verdict(met, 'expires_soon', null, null, met ? 0 : 1);
    }
    default:
      // A kind that is forgotten here does not compile; one of another release is not known.
      indicator.kind satisfies never;
      return undefined;
  }
}

function verdict(
  met: boolean,
  otherwise: ReasonCode,
  have: number | null,
  need: number | null,
  missing: number | null,
): IndicatorVerdict {
  return { state: met ? 'met' : 'unmet', code: met ? null : otherwise, have, need, missing };
}
