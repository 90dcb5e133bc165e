import type { Colour, IndicatorState } from '../../collect/types.ts';
import { isFunded } from '../../funding/need-rules.ts';
import { groupBy } from '../../lib/group-by.ts';
import type { LocalityName } from '../../registry/types.ts';
import type { Sort } from '../parts/sort.ts';
import type { ListedGap } from './rules.ts';

/** Localities by conditions. Pure. */

/** How a locality stands in one condition. */
export interface Cell {
  /** Null where nothing is asked, or nothing that the filter lets through. */
  state: IndicatorState | null;
  /** Gaps that the filter lets through. */
  lacking: number;
  /** Those of them that are paid for; absent where none is. */
  funded?: number;
}

export interface MatrixRow {
  named: LocalityName;
  /** Null while nothing is known of it. */
  colour: Colour | null;
  /** By condition. */
  cells: Map<string, Cell>;
  lacking: number;
}

export interface MatrixLocality {
  named: LocalityName;
  colour: Colour | null;
  /** Conditions in which something is required of it. */
  conditions: ReadonlySet<string>;
  /** Those in which something does not apply to it. */
  exempt: ReadonlySet<string>;
}

/**
 * One row a locality, in the order given. A condition is met when no gap at all lies in it, whatever the
 * filter shows; `found` are the gaps that it lets through.
 */
export function matrixOf(
  localities: readonly MatrixLocality[],
  all: readonly ListedGap[],
  found: readonly ListedGap[],
): MatrixRow[] {
  const every = groupBy(all, (gap) => gap.locality);
  const shown = groupBy(found, (gap) => gap.locality);
  return localities.map(({ named, colour, conditions, exempt }) => {
    const lacks = new Set(every.get(named.code)?.map((gap) => gap.of.condition));
    const gaps = groupBy(shown.get(named.code) ?? [], (gap) => gap.of.condition);
    const cells = new Map<string, Cell>();
    for (const condition of exempt) cells.set(condition, NOT_APPLICABLE);
    for (const condition of conditions) {
      const own = gaps.get(condition) ?? [];
      const met = colour !== null && !lacks.has(condition) ? 'met' : null;
      const worst = own.some((gap) => gap.state === 'unmet') ? 'unmet' : 'unknown';
      const funded = own.filter(({ paid }) => isFunded(paid.funding)).length;
      const state = own.length > 0 ? worst : met;
      cells.set(condition, { state, lacking: own.length, ...(funded > 0 && { funded }) });
    }
    return { named, colour, cells, lacking: shown.get(named.code)?.length ?? 0 };
  });
}

const NOT_APPLICABLE: Cell = { state: 'not_applicable', lacking: 0 };

/** What is lacking in a condition; null where nothing is asked. */
export function lackingIn(cell: Cell | undefined): number | null {
  return cell === undefined || cell.state === null || cell === NOT_APPLICABLE ? null : cell.lacking;
}

/** Whoever lacks most comes first, where nothing else is asked. */
export const MATRIX_ORDER: Sort<string> = { key: 'lacking', descending: true };
