import { readCode } from '../../intake/sheet-cells.ts';
import type { Column } from '../../intake/sheet-columns.ts';
import type { CellFault } from '../../intake/sheet-faults.ts';
import type { ImportAnswer, ImportResult } from '../../intake/sheet-import.ts';
import { cellText } from '../../sheets/table.ts';
import type { Say } from '../say.ts';

/** The rows of a sheet in the making, as its owner reads and corrects them. Pure. */

/** A cell with what is wrong with it. */
export interface FaultyCell {
  /** Place of the column, from 0; undefined where the sheet has no such column. */
  at: number | undefined;
  column: Column | undefined;
  /** What the cell holds. */
  text: string;
  faults: CellFault[];
}

export interface DraftRow {
  /** As the sheet counts. */
  row: number;
  outcome: ImportResult['outcome'];
  /** As typed. */
  locality: string;
  day: string;
  cells: FaultyCell[];
}

export type RowView = 'all' | 'faulty';

const RANK: Record<ImportResult['outcome'], number> = { rejected: 0, skipped: 2, accepted: 3, unchanged: 3 };
const rankOf = ({ outcome, errors }: ImportResult) =>
  outcome === 'skipped' && errors !== undefined ? 1 : RANK[outcome];

/** Results in the order of the work: what is to be put right first, then as the sheet has them. */
export function inOrder({ results }: ImportAnswer, view: RowView): ImportResult[] {
  const shown = view === 'all' ? results : results.filter((one) => one.errors !== undefined);
  return [...shown].sort((a, b) => rankOf(a) - rankOf(b) || a.row - b.row);
}

/** A result with the cells it is about. */
export function draftRow(
  { row, outcome, errors = [] }: ImportResult,
  cells: readonly (readonly string[])[],
  columns: readonly (Column | undefined)[],
): DraftRow {
  const own = cells[row - 1] ?? [];
  const placeOf = (role: 'locality' | 'day') => columns.findIndex((column) => column?.role === role);
  const byColumn = new Map<string, FaultyCell>();
  for (const fault of errors) {
    const at = columns.findIndex((column) => column?.header === fault.column);
    const known = byColumn.get(fault.column) ?? {
      at: at === -1 ? undefined : at,
      column: columns[at],
      text: own[at] ?? '',
      faults: [],
    };
    known.faults.push(fault);
    byColumn.set(fault.column, known);
  }
  return {
    row,
    outcome,
    locality: readCode(own[placeOf('locality')] ?? ''),
    day: own[placeOf('day')] ?? '',
    cells: [...byColumn.values()],
  };
}

/** Longest text that a field brings into a cell. */
export const CELL_LENGTH = 2_200;

/** Name of the field of a cell. */
export const cellField = (row: number, at: number) => `c.${row}.${at}`;

/**
 * The sheet with what a form brought back: cells as typed, and rows emptied that are to be left out. What
 * is no cell of the sheet is passed over. The header stays as it is.
 */
export function corrected(
  cells: readonly (readonly string[])[],
  fields: Readonly<Record<string, string>>,
  dropped: readonly number[],
): string[][] {
  const sheet = cells.map((row) => [...row]);
  const columns = sheet[0]?.length ?? 0;
  for (const [name, text] of Object.entries(fields)) {
    const [, row, at] = /^c\.(\d{1,6})\.(\d{1,4})$/.exec(name) ?? [];
    const target = sheet[Number(row) - 1];
    if (!target || Number(row) < 2 || Number(at) >= columns) continue;
    while (target.length <= Number(at)) target.push('');
    target[Number(at)] = cellText(text.slice(0, CELL_LENGTH).toWellFormed());
  }
  for (const row of dropped) if (row > 1 && sheet[row - 1]) sheet[row - 1] = [];
  return sheet;
}

/** What people call a column. */
export function columnName(column: Column | undefined, header: string, say: Say): string {
  switch (column?.role) {
    case 'locality':
      return say('Mã đơn vị', 'Locality code');
    case 'day':
      return say('Ngày báo cáo', 'Day');
    case 'note':
      return say('Ghi chú', 'Note');
    case 'value': {
      const { indicator, half } = column;
      const name = say(indicator.nameVi, indicator.nameEn);
      if (half === null) return name;
      return half === 'have' ? `${name}: ${say('số có', 'have')}` : `${name}: ${say('số cần', 'need')}`;
    }
    default:
      return header;
  }
}
