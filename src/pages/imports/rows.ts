import { formatDay } from '../../days.ts';
import type { Column } from '../../intake/sheet-columns.ts';
import type { CellFault } from '../../intake/sheet-faults.ts';
import type { ImportAnswer, ImportResult } from '../../intake/sheet-import.ts';
import { readCode, readDay } from '../../sheets/cells.ts';
import type { Found, FoundRow } from '../../sheets/found.ts';
import { cellText as normalise } from '../../sheets/table.ts';
import type { Say } from '../say.ts';

/** The rows of a sheet in the making, as its owner reads and corrects them. Pure. */

/** A cell with what is wrong with it; the other half of a ratio comes with nothing wrong. */
export interface FaultyCell {
  /** Place of the column, from 0; undefined where the sheet has no such column. */
  at: number | undefined;
  column: Column | undefined;
  /** What the cell holds. */
  text: string;
  faults: CellFault[];
}

export interface DraftRow {
  /** By which the form names it. */
  id: string;
  /** Where the file has several sheets. */
  sheet: string | undefined;
  /** As the sheet counts. */
  row: number;
  outcome: ImportResult['outcome'];
  /** The code, with its zeros. */
  locality: string;
  /** As offices write it, where it is one; else as typed. */
  day: string;
  cells: FaultyCell[];
  /** What it does to the colour of its locality on that day. */
  colour: ImportResult['colour'];
  /** Faults found beside those of the cells, where not all are told. */
  moreErrors: number | undefined;
}

export type RowView = 'all' | 'faulty';

/** Rejected rows, then those whose note is lost with them, then whatever is right. */
const rankOf = ({ outcome, errors }: ImportResult) =>
  outcome === 'rejected' ? 0 : errors !== undefined ? 1 : 2;

/** Results in the order of the work: what is to be put right first, then as the sheet has them. */
export function inOrder({ results }: ImportAnswer, view: RowView): ImportResult[] {
  const shown = view === 'all' ? results : results.filter((one) => one.errors !== undefined);
  return [...shown].sort((a, b) => rankOf(a) - rankOf(b) || a.row - b.row);
}

/** Of the first sheet its number alone, which is what most files have. */
export const rowId = ({ sheet, row }: Pick<FoundRow, 'sheet' | 'row'>) =>
  sheet === 0 ? `${row}` : `${row}-${sheet}`;

/** Finds the row of the file that a result speaks of. */
export function rowFinder(found: Found | undefined): (result: ImportResult) => FoundRow | undefined {
  const byId = new Map((found?.rows ?? []).map((row) => [rowId(row), row]));
  const names = (found?.sheets ?? []).map(({ name }) => name);
  return ({ sheet, row }) =>
    byId.get(rowId({ sheet: sheet === undefined ? 0 : Math.max(0, names.indexOf(sheet)), row }));
}

/** A result with the cells it is about. */
export function draftRow(
  { sheet, row, outcome, errors = [], moreErrors, colour }: ImportResult,
  found: FoundRow | undefined,
  columns: readonly (Column | undefined)[],
): DraftRow {
  const own = found?.cells ?? [];
  const placeOf = (role: 'locality' | 'day') => columns.findIndex((column) => column?.role === role);
  const byColumn = new Map<string, FaultyCell>();
  for (const fault of errors) {
    const at = columns.findIndex((column) => column?.header === fault.column);
    const cell = byColumn.get(fault.column) ?? {
      at: at === -1 ? undefined : at,
      column: columns[at],
      text: own[at] ?? '',
      faults: [],
    };
    cell.faults.push(fault);
    byColumn.set(fault.column, cell);
  }
  const day = own[placeOf('day')] ?? '';
  const known = readDay(day);
  return {
    id: found ? rowId(found) : String(row),
    sheet,
    row,
    outcome,
    locality: readCode(own[placeOf('locality')] ?? ''),
    day: known === undefined ? day : formatDay(known),
    cells: withOtherHalves([...byColumn.values()], own, columns),
    colour,
    moreErrors,
  };
}

/** Both halves of a ratio, since which of them is wrong only whoever counted knows; in the sheet's order. */
function withOtherHalves(
  cells: readonly FaultyCell[],
  own: readonly string[],
  columns: readonly (Column | undefined)[],
): FaultyCell[] {
  const told = new Set(cells.map(({ at }) => at));
  const others = columns.flatMap((column, at): FaultyCell[] => {
    const beside = cells.some(
      (cell) =>
        cell.column?.role === 'value' &&
        cell.column.half !== null &&
        column?.role === 'value' &&
        column.indicator === cell.column.indicator,
    );
    return beside && !told.has(at) ? [{ at, column, text: own[at] ?? '', faults: [] }] : [];
  });
  const placeOf = ({ at }: FaultyCell) => at ?? columns.length;
  return [...cells, ...others].sort((a, b) => placeOf(a) - placeOf(b));
}

/** How many days of localities go from one colour to another by what is sound, most first. */
export function movesOf({ results }: Pick<ImportAnswer, 'results'>): Move[] {
  const moves = new Map<string, Move>();
  for (const { colour } of results) {
    if (!colour || colour.from === colour.to) continue;
    const key = `${colour.from} ${colour.to}`;
    const known = moves.get(key) ?? { ...colour, count: 0 };
    moves.set(key, { ...known, count: known.count + 1 });
  }
  return [...moves.values()].sort((a, b) => b.count - a.count);
}

export type Move = NonNullable<ImportResult['colour']> & { count: number };

/** Longest text that a field brings into a cell. */
export const CELL_LENGTH = 2_200;

/** Name of the field of a cell. */
export const cellField = (row: string, at: number) => `c.${row}.${at}`;

/**
 * The sheet with what a form brought back: cells as typed, and rows emptied that are to be left out. What
 * is no cell of the sheet is passed over.
 */
export function corrected(
  found: Found,
  fields: Readonly<Record<string, string>>,
  dropped: readonly string[],
): Found {
  const rows = new Map(found.rows.map((row) => [rowId(row), { ...row, cells: [...row.cells] }]));
  for (const [name, text] of Object.entries(fields)) {
    const [, id = '', at] = /^c\.(\d{1,6}(?:-\d{1,3})?)\.(\d{1,4})$/.exec(name) ?? [];
    const target = rows.get(id);
    if (!target || Number(at) >= found.headers.length) continue;
    const before = target.cells[Number(at)];
    const typed = normalise(text.slice(0, CELL_LENGTH).toWellFormed());
    target.cells[Number(at)] = typed;
    if (typed !== before && target.spoilt)
      target.spoilt = target.spoilt.filter((header) => header !== found.headers[Number(at)]);
  }
  for (const id of dropped) rows.get(id)?.cells.fill('');
  return { ...found, rows: [...rows.values()] };
}

/** What is wrong with a cell, for whoever fills it in: its column is named beside it already. */
export function cellText(fault: CellFault, column: Column | undefined, say: Say): string {
  const indicator = column?.role === 'value' ? column.indicator : undefined;
  if (fault.code === 'invalid_day')
    return say(
      'Ngày này không có thật. Nhập ngày/tháng/năm, ví dụ 1/3/2027.',
      'There is no such day. Write day/month/year, such as 1/3/2027.',
    );
  if (fault.code === 'wrong_kind' && indicator?.kind === 'boolean')
    return say(
      'Nhập “có” hoặc “chưa”; nhập ? nếu chưa rõ.',
      'Write “có” (yes) or “không” (no); ? if not known.',
    );
  const text = say(fault.messageVi, fault.message);
  const named = indicator && `“${say(indicator.nameVi, indicator.nameEn)}”`;
  if (named === undefined || !text.startsWith(named)) return text;
  const rest = text.slice(named.length).replace(/^:? /, '');
  return rest.charAt(0).toUpperCase() + rest.slice(1);
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
      return half === 'have'
        ? `${name}: ${say('số hiện có', 'have')}`
        : `${name}: ${say('số cần có', 'need')}`;
    }
    default:
      return header;
  }
}
