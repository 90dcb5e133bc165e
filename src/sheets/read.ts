/** Spreadsheets in: the one way by which uploaded files become tables. */

import { Slots } from '../slots.ts';
import { parseCsv } from './csv-parse.ts';
import { SheetProblem } from './problem.ts';
import { SHEET_LIMITS, type SheetLimits, type Table } from './table.ts';
import { parseInChild } from './xlsx-process.ts';
import { guardWorkbook } from './zip-guard.ts';

export { SheetProblem, type SheetProblemCode } from './problem.ts';
export { SHEET_LIMITS, type SheetLimits, type Table } from './table.ts';

export interface ReadXlsxOptions extends Partial<SheetLimits> {
  /** The code in row 1 by which the right sheet is known when several are visible; `locality` by default. */
  preferHeader?: string;
}

/** Each parsing process may take some 300 MB; each one waiting holds a body. */
const workbooks = new Slots(2, 16);

/**
 * The table of an XLSX workbook: of its first visible sheet that has `preferHeader` in row 1, else of its
 * first visible one. Formulas read as the value stored with them, `''` without one; of merged cells the
 * first has the value. Throws `SheetProblem`, for hostile files too, within about `timeoutMs`.
 */
export async function readXlsx(body: Buffer, options: ReadXlsxOptions = {}): Promise<Table> {
  const { preferHeader = 'locality', ...limits } = options;
  const { maxBytes, ...rest } = { ...SHEET_LIMITS, ...limits };
  refuseSize(body, maxBytes);
  const table = await workbooks.run(async () => {
    await guardWorkbook(body);
    return parseInChild(body, { ...rest, preferHeader: preferHeader.toLowerCase() });
  });
  if (table === undefined) throw new SheetProblem('busy');
  return table;
}

/**
 * The table of a CSV text: UTF-8 with or without a byte order mark, UTF-16 with one; comma, semicolon or
 * tab, whichever the header line uses. Throws `SheetProblem`.
 */
export async function readCsv(body: Buffer, limits: Partial<SheetLimits> = {}): Promise<Table> {
  const { maxBytes, timeoutMs: _, ...rest } = { ...SHEET_LIMITS, ...limits };
  refuseSize(body, maxBytes);
  return parseCsv(body, rest);
}

function refuseSize(body: Buffer, maxBytes: number): void {
  if (body.length > maxBytes) throw new SheetProblem('too_large', `At most ${maxBytes} bytes.`);
  if (body.length === 0) throw new SheetProblem('empty');
}
