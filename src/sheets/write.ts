/** Spreadsheets out: exports as streams, the import template as one file. */
import { Readable } from 'node:stream';
import type { CellStyle } from 'hucre/xlsx';
import { dayOf, formatDay, isDay, timeOf } from '../days.ts';
import { createPauses } from '../lib/turns.ts';
import type { SheetFormat } from './formats.ts';

/** A day is text `YYYY-MM-DD` in a column of days; a `Date` is an instant. */
export type Cell = string | number | Date | null;

/**
 * What a column holds, which says how a spreadsheet shows it: days, instants, percentages (of 100), whole numbers, or
 * codes that only look like numbers. In a column of any, what is no such thing stays the text that it is.
 */
export type CellFormat = 'day' | 'moment' | 'percent' | 'count' | 'code';

/** A column of a file. */
export interface SheetColumn {
  header: string;
  /** In characters. */
  width?: number;
  format?: CellFormat | undefined;
}

/** As offices write days, whatever country the spreadsheet is set to. */
const DAY_FORMAT = 'dd/mm/yyyy';
const NUMBER_FORMATS: Record<CellFormat, string> = {
  day: DAY_FORMAT,
  moment: `${DAY_FORMAT} hh:mm`,
  percent: '0.0%',
  count: '#,##0',
  code: '@',
};
const HOURS_AHEAD = 7;

const BYTE_ORDER_MARK = '\uFEFF';
const CHUNK_CHARACTERS = 16 * 1024;
const FORMULA_START = /^[=+\-@\t\r]/;
const NEEDS_QUOTES = /[",;\t\r\n]|^\s|\s$/;

/**
 * One CSV record (RFC 4180) with its CRLF. Text that a spreadsheet would run as a formula gets a leading
 * apostrophe; numbers do not, so negative ones stay numbers.
 */
export function csvLine(cells: Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  if (cell instanceof Date) return `${timeOf(cell)} ${formatDay(dayOf(cell))}`;
  const text = FORMULA_START.test(cell) ? `'${cell}` : cell;
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Rows, as fast as they are wanted. */
export type Rows = AsyncIterable<Cell[]> | Iterable<Cell[]>;

/** A CSV file as a byte stream, with the mark by which Excel knows UTF-8. Destroying it ends `rows`. */
export function csvStream(header: Cell[], rows: Rows): Readable {
  return Readable.from(csvChunks(header, rows), { objectMode: false });
}

async function* csvChunks(header: Cell[], rows: Rows): AsyncGenerator<string> {
  const pause = createPauses();
  let chunk = BYTE_ORDER_MARK + csvLine(header);
  for await (const row of rows) {
    chunk += csvLine(row);
    if (chunk.length < CHUNK_CHARACTERS) continue;
    yield chunk;
    chunk = '';
    await pause();
  }
  if (chunk !== '') yield chunk;
}

export interface XlsxStreamOptions {
  /** At most 31 characters, none of `[]:*?/\`. */
  sheetName: string;
  columns: readonly SheetColumn[];
}

/**
 * A workbook of one sheet as a byte stream, its header row frozen; rows are taken as fast as the reader
 * reads. Text is always written as text, never as a formula. Destroying it ends `rows`.
 */
export function xlsxStream(options: XlsxStreamOptions, rows: Rows): Readable {
  return Readable.from(xlsxChunks(options, rows), { objectMode: false });
}

/** Makes workbooks; loaded when somebody wants one. */
const library = () => import('hucre/xlsx');

async function* xlsxChunks(
  { sheetName, columns }: XlsxStreamOptions,
  rows: Rows,
): AsyncGenerator<Uint8Array> {
  const { writeXlsxStream } = await library();
  yield* writeXlsxStream(each(rows, columns, inWorkbook), {
    name: sheetName,
    columns: columns.map(({ header, width, format }) => ({
      header,
      ...(width === undefined ? {} : { width }),
      ...(format === undefined ? {} : { numFmt: NUMBER_FORMATS[format] }),
    })),
    freezePane: { rows: 1 },
  }) as unknown as AsyncIterable<Uint8Array>;
}

/** A sheet of the columns as a byte stream, in either format. */
export function sheetStream(format: SheetFormat, options: XlsxStreamOptions, rows: Rows): Readable {
  if (format === 'xlsx') return xlsxStream(options, rows);
  const header = options.columns.map((column) => column.header);
  return csvStream(header, each(rows, options.columns, asWritten));
}

async function* each(
  rows: Rows,
  columns: readonly SheetColumn[],
  made: (cell: Cell, format: CellFormat | undefined) => Cell,
): AsyncGenerator<Cell[]> {
  for await (const row of rows) yield row.map((cell, at) => made(cell, columns[at]?.format));
}

/** A workbook counts days and times without a zone: they are those of Viet Nam. */
function inWorkbook(cell: Cell, format: CellFormat | undefined): Cell {
  if (cell instanceof Date) return new Date(cell.getTime() + HOURS_AHEAD * 3_600_000);
  if (format === 'day' && isDay(cell)) return new Date(cell);
  return format === 'percent' && typeof cell === 'number' ? cell / 100 : cell;
}

/** Text for people: days as they write them. */
function asWritten(cell: Cell, format: CellFormat | undefined): Cell {
  return format === 'day' && isDay(cell) ? formatDay(cell) : cell;
}

export interface XlsxTemplateOptions {
  sheetName: string;
  /** Codes, then names for people: frozen above the rows. */
  headerRows: string[][];
  rows: Cell[][];
  /** In characters, by column. */
  widths: number[];
  /** Which texts a column takes, in all of `rows`. */
  validations?: { column: number; list: string[] }[];
  /** Columns kept as text (leading zeros), besides the first. */
  textColumns?: number[];
  /** Columns of days: what is a day in them is written as one. */
  dayColumns?: number[];
}

const FONT = { name: 'Calibri', size: 11 };
const FROZEN_COLUMNS = 3;

/** A workbook to be filled in and read back by `readXlsx`. */
export async function xlsxTemplate(options: XlsxTemplateOptions): Promise<Buffer> {
  const {
    sheetName,
    headerRows,
    rows,
    widths,
    validations = [],
    textColumns = [],
    dayColumns = [],
  } = options;
  const days = new Set(dayColumns);
  const text = new Set([0, ...textColumns]);
  const first = headerRows.length;
  const last = first + rows.length - 1;
  const { rangeRef, writeXlsx } = await library();
  const bytes = await writeXlsx({
    defaultFont: FONT,
    sheets: [
      {
        name: sheetName,
        columns: widths.map((width, column) =>
          text.has(column) || days.has(column)
            ? { width, style: { numFmt: days.has(column) ? DAY_FORMAT : '@' } }
            : { width },
        ),
        rows: [
          ...headerRows,
          ...rows.map((row) => row.map((cell, at) => (days.has(at) && isDay(cell) ? new Date(cell) : cell))),
        ],
        cells: headerCells(headerRows),
        freezePane: { rows: first, columns: FROZEN_COLUMNS },
        dataValidations: validations
          .filter(() => rows.length > 0)
          .map(({ column, list }) => ({
            type: 'list' as const,
            values: list,
            range: rangeRef(first, column, last, column),
            allowBlank: true,
            showErrorMessage: true,
          })),
      },
    ],
  });
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function headerCells(headerRows: string[][]): Map<string, { style: CellStyle }> {
  const style: CellStyle = {
    font: { ...FONT, bold: true },
    alignment: { wrapText: true, vertical: 'center' },
    numFmt: '@',
  };
  return new Map(
    headerRows.flatMap((row, at) => row.map((_, column) => [`${at},${column}`, { style }] as const)),
  );
}
