import { type CellValue, readXlsx } from 'hucre/xlsx';
import { SheetProblem } from './problem.ts';
import { cellText, type Table, TableBuilder, type TableLimits } from './table.ts';

/** More visible sheets than this are not searched for the preferred header. */
const MAX_SHEETS = 30;

export interface ParseOptions extends TableLimits {
  /** A code in row 1 by which the right sheet is known among several. */
  preferHeader: string;
}

/**
 * The table of the first visible sheet whose row 1 holds `preferHeader`, else of the first visible one.
 * For a guarded workbook in a process of its own: it may take all memory or never return.
 */
export async function parseWorkbook(body: Uint8Array, options: ParseOptions): Promise<Table> {
  const index = await chooseSheet(body, options.preferHeader);
  const workbook = await readXlsx(body, { sheets: [index] });
  const rows = workbook.sheets[0]?.rows ?? [];
  const table = new TableBuilder(options);
  for (const row of rows) table.add(row.map(textOf));
  return table.finish();
}

async function chooseSheet(body: Uint8Array, preferHeader: string): Promise<number> {
  const visible: number[] = [];
  await readXlsx(body, {
    sheets: (info, index) => {
      if (!info.hidden && !info.veryHidden) visible.push(index);
      return false;
    },
  });
  if (visible.length === 0) throw new SheetProblem('empty', 'It has no visible sheet.');
  if (visible.length === 1) return visible[0] as number;

  let fallback: number | undefined;
  for (const index of visible.slice(0, MAX_SHEETS)) {
    const header = await headerOf(body, index);
    if (header === undefined) continue;
    if (header.includes(preferHeader)) return index;
    fallback ??= index;
  }
  if (fallback === undefined) throw new SheetProblem('not_a_workbook');
  return fallback;
}

/** Row 1 in lower case; undefined for what is no worksheet, such as a chart on a sheet of its own. */
async function headerOf(body: Uint8Array, index: number): Promise<string[] | undefined> {
  try {
    const workbook = await readXlsx(body, { sheets: [index], maxRows: 1, range: 'A1:XFD1' });
    return workbook.sheets[0]?.rows[0]?.map((cell) => textOf(cell).toLowerCase()) ?? [];
  } catch {
    return undefined;
  }
}

function textOf(value: CellValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return cellText(value);
  // 15 digits is what spreadsheets keep and show: a sum of 0.1 and 0.2 reads 0.3.
  if (typeof value === 'number') return String(Number(value.toPrecision(15)));
  if (typeof value === 'boolean') return String(value);
  // hucre counts days in UTC, so no time zone moves them; a serial past the year 9999 is no date.
  const day = Number.isNaN(value.getTime()) ? '' : value.toISOString();
  return /^\d{4}-/.test(day) ? day.slice(0, 10) : '#VALUE!';
}
