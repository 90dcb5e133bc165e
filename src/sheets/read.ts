/** Spreadsheets in: the one way by which uploaded files become tables. */

import { Busy } from '../lib/busy.ts';
import { Slots } from '../lib/slots.ts';
import { parseCsv } from './csv-parse.ts';
import { formatOfFile } from './file-kind.ts';
import { SheetProblem } from './problem.ts';
import { type Book, plainGrid, SHEET_LIMITS, type SheetLimits } from './table.ts';
import { parseInChild } from './xlsx-process.ts';
import { guardWorkbook } from './zip-guard.ts';

export { SheetProblem, type SheetProblemCode } from './problem.ts';
export { type Book, type Grid, SHEET_LIMITS, type SheetLimits } from './table.ts';

/** Each parsing process may take some 300 MB; each one waiting holds a body. */
const workbooks = new Slots(2, 16);

/**
 * The sheets of a file, told by how it begins: a workbook, or a text. Throws `SheetProblem`, for hostile files too,
 * within about `timeoutMs` of processor time.
 */
export async function readBook(body: Buffer, limits: Partial<SheetLimits> = {}): Promise<Book> {
  refuseSize(body, { ...SHEET_LIMITS, ...limits });
  return formatOfFile(body) === 'csv' ? await readCsv(body, limits) : await readXlsx(body, limits);
}

/**
 * The visible sheets of an XLSX workbook. Formulas read as the value stored with them, as the formula without one;
 * a merged cell is the value of every row that it covers. Throws `SheetProblem`.
 */
export async function readXlsx(body: Buffer, limits: Partial<SheetLimits> = {}): Promise<Book> {
  const { maxBytes, ...rest } = { ...SHEET_LIMITS, ...limits };
  refuseSize(body, { maxBytes });
  const book = await workbooks.run(async () => {
    await guardWorkbook(body);
    return parseInChild(body, rest).catch((error: unknown) => {
      if (error instanceof Busy) return undefined;
      throw error;
    });
  });
  if (book === undefined) throw new SheetProblem('busy');
  return book;
}

/**
 * The table of a text: UTF-8 with or without a byte order mark, UTF-16, Windows-1258; comma, semicolon or tab,
 * whichever the header line uses or a line `sep=` names. Throws `SheetProblem`.
 */
export async function readCsv(body: Buffer, limits: Partial<SheetLimits> = {}): Promise<Book> {
  const { maxBytes, timeoutMs: _, ...rest } = { ...SHEET_LIMITS, ...limits };
  refuseSize(body, { maxBytes });
  return { grids: [plainGrid(await parseCsv(body, rest))], left: [] };
}

function refuseSize(body: Buffer, { maxBytes }: Pick<SheetLimits, 'maxBytes'>): void {
  if (body.length > maxBytes) throw new SheetProblem('too_large', `At most ${maxBytes} bytes.`);
  if (body.length === 0) throw new SheetProblem('empty');
}
