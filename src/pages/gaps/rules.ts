import type { FundingMark } from '../../funding/marks.ts';
import type { GapRow } from '../../gaps/store.ts';
import { KIND_FACTS } from '../../registry/indicator-kinds.ts';
import type { Indicator, LocalityName } from '../../registry/types.ts';
import { type Sort, sortedBy } from '../parts/sort.ts';
import { type GapsQuestion, NOBODY } from './question.ts';

/** The gap list: what of it is asked for, in which order, and how much it is. Pure. */

export interface ListedGap extends GapRow {
  named: LocalityName;
  of: Indicator;
  ageDays: number;
  /** How it is paid for; without an amount, which not everybody may see. */
  paid: FundingMark;
}

export const LIST_COLUMNS = [
  'locality',
  'indicator',
  'state',
  'have',
  'missing',
  'since',
  'agency',
  'owner',
  'promise',
] as const;
export type ListColumn = (typeof LIST_COLUMNS)[number];

/** As a gap is written in an address and in a form. */
export function gapKey({ locality, indicator }: Pick<GapRow, 'locality' | 'indicator'>): string {
  return `${locality}:${indicator}`;
}

/** What a figure of this indicator counts; yes or no, and dates, count nothing. */
export function countedUnit({ kind, unit }: Indicator): string | null {
  return KIND_FACTS[kind].counts ? (unit ?? '') : null;
}

/** Units lacking, where the indicator counts any. */
export function unitsMissing(gap: ListedGap): number | null {
  return countedUnit(gap.of) === null ? null : gap.missing;
}

/** Those asked for, by what can be told of a gap alone. */
export function filterGaps(gaps: readonly ListedGap[], asked: GapsQuestion): ListedGap[] {
  const { group, indicator, state, minAgeDays = 0, agency, owner, promisedBy, funding } = asked;
  return gaps.filter(
    (gap) =>
      (group === undefined || gap.of.condition === group) &&
      (indicator === undefined || gap.indicator === indicator) &&
      (state === undefined || gap.state === state) &&
      gap.ageDays >= minAgeDays &&
      (agency === undefined || gap.of.agency === agency) &&
      (owner === undefined || (gap.owner ?? NOBODY) === owner) &&
      (funding === undefined || gap.paid.funding === funding) &&
      (promisedBy === undefined || (gap.promise !== null && gap.promise <= promisedBy)),
  );
}

/**
 * In the order of a column. `gaps` come by name of locality and in the catalogue's order; within one
 * indicator what is known to lack stands before what is not known.
 */
export function sortGaps(
  gaps: readonly ListedGap[],
  { key, descending }: Sort<ListColumn>,
  inCatalogue: ReadonlyMap<string, number>,
): ListedGap[] {
  if (key === 'locality') return sortedBy(gaps, placeOf(gaps), descending);
  const rank = (gap: ListedGap) => inCatalogue.get(gap.indicator) ?? 0;
  const byState = sortedBy(gaps, VALUES.state, key === 'state' && descending);
  if (key === 'indicator') return sortedBy(byState, rank, descending);
  return sortedBy(sortedBy(byState, rank, false), VALUES[key], descending);
}

const VALUES: Record<
  Exclude<ListColumn, 'locality' | 'indicator'>,
  (gap: ListedGap) => number | string | null
> = {
  state: (gap) => (gap.state === 'unmet' ? 0 : 1),
  have: ({ of, have, need }) =>
    countedUnit(of) === null || have === null || need === null || need === 0 ? null : have / need,
  missing: unitsMissing,
  // Earlier days first, as they read.
  since: (gap) => -gap.ageDays,
  agency: (gap) => gap.of.agency,
  owner: (gap) => gap.owner,
  promise: (gap) => gap.promise,
};

/** The order of names is the one in which the gaps come. */
function placeOf(gaps: readonly ListedGap[]): (gap: ListedGap) => number {
  const places = new Map<string, number>();
  for (const gap of gaps) if (!places.has(gap.locality)) places.set(gap.locality, places.size);
  return (gap) => places.get(gap.locality) ?? 0;
}

export interface IndicatorTotal {
  of: Indicator;
  /** Localities that are known to lack it, and those of which it is not known. */
  unmet: number;
  unknown: number;
  /** Units lacking in all; null where nothing is counted. */
  missing: number | null;
}

/** By indicator, in the catalogue's order; those that nobody lacks are left out. */
export function totalsOf(
  gaps: readonly ListedGap[],
  indicators: ReadonlyMap<string, Indicator>,
): IndicatorTotal[] {
  const totals = new Map<string, IndicatorTotal>();
  for (const gap of gaps) {
    const total = totals.get(gap.indicator) ?? {
      of: gap.of,
      unmet: 0,
      unknown: 0,
      missing: countedUnit(gap.of) === null ? null : 0,
    };
    totals.set(gap.indicator, total);
    total[gap.state]++;
    if (total.missing !== null) total.missing += gap.missing ?? 0;
  }
  return [...indicators.keys()].flatMap((code) => totals.get(code) ?? []);
}
