import { formatDay, isDay } from '../days.ts';
import type { Fault } from '../faults.ts';
import { inTurns } from '../lib/turns.ts';
import { isExponent, OLD_MAC_DAYS } from './cells.ts';
import {
  type CellKind,
  columnOf,
  type Head,
  headFaults,
  headOf,
  isForTheReader,
  isMissing,
  type Layout,
  letterOf,
  namesOf,
  noHead,
  ofColumn,
  SHOWN_CHARACTERS,
} from './head.ts';
import { reasonToSkip, type SkippedReason } from './skipped.ts';
import { type Book, CELL, type Grid, type LeftSheet } from './table.ts';

/** Where in a file the rows are that somebody wants: found as a person finds them, with a word for all else. Pure. */

export type { CellKind, KnownColumn, Layout } from './head.ts';

/** A row below a head, its cells as {@link Found.headers} order them. */
export interface FoundRow {
  /** Place of its sheet in {@link Found.sheets}. */
  sheet: number;
  /** As the sheet counts, from 1. */
  row: number;
  cells: string[];
  hidden?: true;
  /** Columns whose code the spreadsheet took for a figure. */
  spoilt?: string[];
}

export interface FoundSheet {
  name: string;
  /** Row of the head, from 1. */
  head: number;
  /** Rows below it with something in them. */
  rows: number;
}

/** What was found in a file. Lives in drafts too, so it is plain JSON. */
export interface Found {
  /** Codes of the columns that were found, each once, at their places in the first sheet; `''` for what is none. */
  headers: string[];
  rows: FoundRow[];
  sheets: FoundSheet[];
  left: LeftSheet[];
  /** Names of columns that are not understood, each once. */
  ignored: string[];
  skipped: { reason: SkippedReason; count: number }[];
  hiddenRows: number;
  /** Codes of columns that are hidden. */
  hiddenColumns: string[];
  mergedRows: number;
  comments: number;
}

export type Finding = { ok: true; found: Found } | { ok: false; faults: Fault[] };

/** The rows of every visible sheet that has the columns; faults where no sheet has them all. */
export async function findRows(book: Book, layout: Layout): Promise<Finding> {
  const names = namesOf(layout);
  const heads = book.grids.map((grid) => ({ grid, head: headOf(grid, names, layout) }));
  const withHead = heads.flatMap(({ grid, head }) => (head ? [{ grid, head }] : []));
  const sheets = withHead.map((one) => ({ ...one, faults: headFaults(one.grid, one.head, layout) }));
  const whole = sheets.filter(({ faults }) => faults.length === 0);
  const first = sheets[0];
  if (!first) return { ok: false, faults: [noHead(book.grids, layout)] };
  // A slip in one of several sheets would lose what stands in it.
  const faulty = sheets.find(({ faults }) => faults.length > 0 && !faults.every(isMissing)) ?? first;
  if (whole.length === 0 || faulty.faults.some((one) => !isMissing(one)))
    return { ok: false, faults: faulty.faults };

  const headers = headersOf(whole.map(({ head }) => head));
  const kindOf = new Map(layout.columns.map(({ header, kind }) => [header, kind]));
  const found: Found = {
    headers,
    rows: [],
    sheets: [],
    left: [
      ...heads
        .filter(({ grid }) => !whole.some((one) => one.grid === grid))
        .map(({ grid: { name } }): LeftSheet => ({ name, why: 'no_columns' })),
      ...book.left,
    ],
    ignored: [],
    skipped: [],
    hiddenRows: 0,
    hiddenColumns: [],
    mergedRows: 0,
    comments: 0,
  };
  const skipped = new Map<SkippedReason, number>();
  for (const { grid, head } of whole) {
    const nameless = await takeSheet(grid, head, { layout, names, kindOf, found, skipped });
    if (nameless.length > 0) return { ok: false, faults: nameless };
  }
  // Columns that a head lower down has added are empty above it.
  for (const { cells } of found.rows) while (cells.length < found.headers.length) cells.push('');
  found.skipped = [...skipped].map(([reason, count]) => ({ reason, count }));
  return { ok: true, found };
}

/** The columns of the first sheet at their places, and those that only others have after them. */
function headersOf(heads: readonly Head[]): string[] {
  const headers = (heads[0]?.columns ?? []).map((column) => column ?? '');
  for (const { columns } of heads)
    for (const column of columns) if (column !== undefined && !headers.includes(column)) headers.push(column);
  return headers;
}

interface Taking {
  layout: Layout;
  names: ReadonlyMap<string, string>;
  kindOf: ReadonlyMap<string, CellKind>;
  found: Found;
  skipped: Map<SkippedReason, number>;
}

/** Adds the rows of a sheet to what was found; returns the faults of columns that hold data under no name. */
async function takeSheet(
  grid: Grid,
  first: Head,
  { layout, names, kindOf, found, skipped }: Taking,
): Promise<Fault[]> {
  const skip = (reason: SkippedReason) => skipped.set(reason, (skipped.get(reason) ?? 0) + 1);
  let head = first;
  const heads = [head];
  let placeOf = placesOf(found.headers, head);
  const hiddenRows = new Set(grid.hiddenRows);
  const mergedRows = new Set(grid.mergedRows);
  const sheet = found.sheets.length;
  const nameless = new Set<number>();
  const serials = new Map<string, Serials>();
  let count = 0;
  let signed = false;
  for await (const [at, own] of inTurns(grid.rows.entries())) {
    if (own.length === 0 || at === first.at) continue;
    if (at < first.at) {
      skip('title');
      continue;
    }
    const cells = placeOf.map((place) => own[place] ?? '');
    const reason = reasonToSkip(own, cells, {
      headers: found.headers,
      kindOf,
      layout,
      names,
      below: at === first.at + 1,
      signed,
    });
    if (reason) {
      signed ||= reason === 'signature';
      const next = reason === 'head' ? otherHead(own, at, head, names) : undefined;
      if (next) {
        const faults = headFaults(grid, next, layout);
        if (faults.length > 0) return faults;
        head = next;
        heads.push(head);
        placeOf = placesOf(found.headers, head);
      }
      // Names right below the codes belong to the head.
      if (reason !== 'head' || at > first.at + 1) skip(reason);
      continue;
    }
    count += 1;
    const row: FoundRow = { sheet, row: at + 1, cells };
    if (hiddenRows.has(at)) row.hidden = true;
    if (row.hidden) found.hiddenRows += 1;
    if (mergedRows.has(at)) found.mergedRows += 1;
    readNumbers(row, { grid, at, placeOf, headers: found.headers, kindOf, serials });
    found.rows.push(row);
    for (const [place, cell] of own.entries())
      if (cell !== '' && (grid.rows[head.at]?.[place] ?? '') === '') nameless.add(place);
  }
  for (const [header, { doubtful, plain, hexadecimal }] of serials)
    if (hexadecimal || plain < PLAIN_FOR_EACH * doubtful.length)
      for (const row of doubtful) addSpoilt(row, header);
  found.sheets.push({ name: grid.name, head: first.at + 1, rows: count });
  found.comments += grid.comments;
  for (const { at, columns } of heads) {
    for (const [place, name] of (grid.rows[at] ?? []).entries())
      if (name !== '' && columns[place] === undefined && !isForTheReader(name)) {
        const shown = name.slice(0, SHOWN_CHARACTERS);
        if (!found.ignored.includes(shown)) found.ignored.push(shown);
      }
    for (const place of grid.hiddenColumns) {
      const header = columns[place];
      if (header !== undefined && !found.hiddenColumns.includes(header)) found.hiddenColumns.push(header);
    }
  }
  return [...nameless]
    .sort((a, b) => a - b)
    .map((place) => ofColumn('nameless_column', letterOf(place), { row: head.at + 1 }));
}

/** A head lower down that names other columns, or the same at other places: what stands below is read by it. */
function otherHead(
  own: readonly string[],
  at: number,
  head: Head,
  names: ReadonlyMap<string, string>,
): Head | undefined {
  const columns = own.map((cell) => columnOf(cell, names));
  return columns.some((column, place) => column !== undefined && column !== head.columns[place])
    ? { at, columns }
    : undefined;
}

/** Where the columns of a file stand in a sheet; -1 for those that it has not. */
function placesOf(headers: string[], head: Head): number[] {
  for (const column of head.columns)
    if (column !== undefined && !headers.includes(column)) headers.push(column);
  return headers.map((header) => (header === '' ? -1 : head.columns.indexOf(header)));
}

/** What the numbers in a column of serials say of each other. */
interface Serials {
  /** Whole numbers that end in 0, which may be what a spreadsheet made of `219E01`. */
  doubtful: FoundRow[];
  /** Whole numbers that end otherwise. */
  plain: number;
  /** Some are hexadecimal. */
  hexadecimal: boolean;
}

/** Of numbers one in ten ends in 0: where so many do not for each that does, they are numbers. */
const PLAIN_FOR_EACH = 3;
const NUMBERS: readonly string[] = [CELL.NUMBER, CELL.EXPONENT, CELL.WHOLE];
/** Digits that a spreadsheet keeps of a number. */
const KEPT_DIGITS = 15;

/** A number where none belongs: days counted as spreadsheets do, and codes that were taken for figures. */
function readNumbers(
  row: FoundRow,
  of: {
    grid: Grid;
    at: number;
    placeOf: readonly number[];
    headers: readonly string[];
    kindOf: ReadonlyMap<string, CellKind>;
    serials: Map<string, Serials>;
  },
): void {
  const kinds = of.grid.kinds?.[of.at];
  for (const [index, header] of of.headers.entries()) {
    const kind = of.kindOf.get(header);
    const cell = row.cells[index] ?? '';
    // A text has no kinds, and neither does a cell merged from above: both are read as they stand.
    const cellKind = of.grid.kinds && (kinds?.[of.placeOf[index] ?? -1] ?? CELL.OTHER);
    const isNumber = cellKind !== undefined && NUMBERS.includes(cellKind);
    if (kind === 'day' && isNumber && of.grid.from1904 && /^\d+(?:\.\d+)?$/.test(cell))
      row.cells[index] = String(Number(cell) + OLD_MAC_DAYS);
    if (kind === 'text') row.cells[index] = asShown(cell, cellKind);
    if (kind !== 'code' && kind !== 'serial') continue;
    if (isExponent(cell) || (isNumber && !isKept(cell)) || cellKind === CELL.EXPONENT) addSpoilt(row, header);
    else if (kind === 'serial') weighSerial(row, header, cell, cellKind, of.serials);
  }
}

/** A day or a number among words, as the spreadsheet shows it: day/month/year, and without a zero that tells it from thousands. */
function asShown(cell: string, cellKind: string | undefined): string {
  if (cellKind === CELL.DATE)
    return cell.replace(/^\d{4}-\d\d-\d\d/, (day) => (isDay(day) ? formatDay(day) : day));
  return cellKind === CELL.NUMBER ? cell.replace(/^(-?\d{1,3}\.\d{3})0$/, '$1') : cell;
}

/** What only the whole column can tell of a serial. */
function weighSerial(
  row: FoundRow,
  header: string,
  cell: string,
  cellKind: string | undefined,
  all: Map<string, Serials>,
): void {
  const serials = all.get(header) ?? { doubtful: [], plain: 0, hexadecimal: false };
  all.set(header, serials);
  if (cellKind === CELL.NUMBER && cell.length > 1 && cell.endsWith('0')) serials.doubtful.push(row);
  else if (cellKind === CELL.NUMBER) serials.plain += 1;
  else if (/[a-f]/i.test(cell)) serials.hexadecimal = true;
  // A text was perhaps a workbook once, which filled up with zeros what it did not keep.
  else if (cellKind === undefined && /^\d{15}00+$/.test(cell)) addSpoilt(row, header);
}

/** Whether a spreadsheet can have kept all digits of a number. */
function isKept(number: string): boolean {
  return /^\d+$/.test(number) && number.length <= KEPT_DIGITS;
}

function addSpoilt(row: FoundRow, header: string): void {
  row.spoilt = [...(row.spoilt ?? []), header];
}
