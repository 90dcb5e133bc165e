import { type CellValue, readXlsx, type Sheet } from 'hucre/xlsx';
import { isAmbiguous } from './cells.ts';
import { SheetProblem } from './problem.ts';
import {
  type Book,
  Budget,
  CELL,
  cellText,
  type Grid,
  type LeftSheet,
  TableBuilder,
  type TableLimits,
} from './table.ts';
import { readParts } from './zip-guard.ts';

/** A sheet for each commune of a large province, and some more; a workbook with more is not one of ours. */
const MAX_SHEETS = 400;
const DAY_MS = 86_400_000;
const { NUMBER, EXPONENT, WHOLE, DATE, OTHER } = CELL;

/**
 * The sheets of a workbook that are visible. Formulas read as the value stored with them, as the formula without one;
 * merged cells pass their value down, not to the right.
 * For a guarded workbook in a process of its own: it may take all memory or never return.
 */
export async function parseWorkbook(body: Buffer, limits: TableLimits): Promise<Book> {
  const hidden: LeftSheet[] = [];
  const wanted: number[] = [];
  await readXlsx(body, {
    sheets: (info, index) => {
      if (info.hidden || info.veryHidden) hidden.push({ name: info.name, why: 'hidden' });
      else wanted.push(index);
      return false;
    },
  });
  if (wanted.length === 0) throw new SheetProblem('empty', 'It has no visible sheet.');
  if (wanted.length > MAX_SHEETS)
    throw new SheetProblem('too_complex', `It has more than ${MAX_SHEETS} sheets.`);
  const { readStyles, texts } = await lookAhead(body);
  await refuseMissingTexts(body, texts);
  const { sheets, left } = await readSheets(body, wanted, readStyles);
  const budget = new Budget(limits);
  const grids: Grid[] = [];
  const empty: LeftSheet[] = [];
  for (const [sheet, from1904] of sheets) {
    const grid = gridOf(sheet, budget, from1904);
    if (grid.rows.length > 0) grids.push(grid);
    else empty.push({ name: sheet.name, why: 'empty' });
  }
  if (grids.length === 0) throw new SheetProblem('empty');
  return { grids, left: [...left, ...empty, ...hidden] };
}

const SHARED_TEXT = /\st="s"[^>]*>\s*<(?:\w+:)?v[^>]*>\s*(\d+)/g;
/** Percentages, exponents, whole numbers: by their ids, and as people write them. */
const TELLING = /numFmtId="(?:1|9|10|11|48)"|formatCode="(?:[^"]*(?:%|E[+-])|0+")/i;

/**
 * Whether styles are to be read, which doubles the time of reading: only some formats tell what a number is. And how many
 * texts the cells share.
 */
async function lookAhead(body: Buffer): Promise<{ readStyles: boolean; texts: number }> {
  let readStyles = false;
  let texts = 0;
  const wanted = (name: string) => /^xl\/(?:styles|.*sharedstrings)\.xml$/.test(name);
  for await (const [name, bytes] of readParts(body, wanted)) {
    if (name === 'xl/styles.xml') readStyles = TELLING.test(bytes.toString());
    else texts += bytes.toString('latin1').match(/<(?:\w+:)?si[ >/]/g)?.length ?? 0;
  }
  return { readStyles, texts };
}

/** A cell whose text is not among those that are shared would read as empty. */
async function refuseMissingTexts(body: Buffer, texts: number): Promise<void> {
  for await (const [, bytes] of readParts(body, (name) => /^xl\/worksheets\/[^/]*\.xml$/.test(name)))
    for (const [, index = ''] of bytes.toString('latin1').matchAll(SHARED_TEXT))
      if (Number(index) >= texts) throw new SheetProblem('damaged', 'Texts of its cells are missing.');
}

type ReadSheets = { sheets: [sheet: Sheet, from1904: boolean][]; left: LeftSheet[] };

/** All at once; where one is no worksheet, such as a chart on a sheet of its own, each by itself. */
async function readSheets(body: Buffer, wanted: number[], readStyles: boolean): Promise<ReadSheets> {
  try {
    const { sheets, dateSystem } = await readXlsx(body, { sheets: wanted, readStyles });
    return { sheets: sheets.map((sheet) => [sheet, dateSystem === '1904']), left: [] };
  } catch (error) {
    if (!isNoWorksheet(error)) throw error;
  }
  const read: ReadSheets = { sheets: [], left: [] };
  for (const index of wanted) {
    let name = '';
    try {
      const { sheets, dateSystem } = await readXlsx(body, {
        sheets: (info, at) => {
          if (at === index) name = info.name;
          return at === index;
        },
        readStyles,
      });
      for (const sheet of sheets) read.sheets.push([sheet, dateSystem === '1904']);
    } catch (error) {
      if (!isNoWorksheet(error)) throw error;
      read.left.push({ name, why: 'no_sheet' });
    }
  }
  if (read.sheets.length === 0) throw new SheetProblem('not_a_workbook');
  return read;
}

const isNoWorksheet = (error: unknown) =>
  error instanceof Error && error.message.includes('missing worksheet file');

function gridOf(sheet: Sheet, budget: Budget, from1904: boolean): Grid {
  const mergedRows = fillDown(sheet);
  const table = new TableBuilder(budget);
  const kinds: string[] = [];
  let cut = false;
  for (const [at, row] of sheet.rows.entries()) {
    const cells = row.map((value, column) => textOf(value, at, column, sheet));
    kinds.push(
      row
        .map((value, column) => kindOf(value, sheet, at, column))
        .join('')
        .trimEnd(),
    );
    if (table.add(cells)) continue;
    cut = true;
    break;
  }
  const rows = table.finish();
  kinds.length = rows.length;
  return {
    name: sheet.name,
    rows,
    kinds,
    hiddenRows: [...(sheet.rowDefs ?? [])]
      .filter(([, def]) => def.hidden || def.height === 0)
      .map(([at]) => at),
    hiddenColumns: (sheet.columns ?? []).flatMap((column, at) =>
      column.hidden || column.width === 0 ? [at] : [],
    ),
    mergedRows,
    comments: [...(sheet.cells?.values() ?? [])].filter((cell) => cell.comment !== undefined).length,
    from1904,
    ...(cut ? { cut } : {}),
  };
}

/** Gives a cell that is merged downwards its value in each row that it covers; says which rows those are. */
function fillDown({ rows, merges = [], cells }: Sheet): number[] {
  const filled = new Set<number>();
  for (const { startRow, startCol, endRow } of merges) {
    const value = rows[startRow]?.[startCol];
    const detail = cells?.get(`${startRow},${startCol}`);
    if (value === undefined || (value === null && detail === undefined)) continue;
    for (let at = startRow + 1; at <= Math.min(endRow, rows.length - 1); at += 1) {
      const row = rows[at];
      if (!row || (row[startCol] ?? null) !== null) continue;
      while (row.length <= startCol) row.push(null);
      row[startCol] = value;
      if (detail) cells?.set(`${at},${startCol}`, detail);
      filled.add(at);
    }
  }
  return [...filled].sort((a, b) => a - b);
}

/** The format of a cell; '' where it has none, or styles were not read. */
function formatOf({ cells }: Sheet, row: number, column: number): string {
  return cells?.get(`${row},${column}`)?.style?.numFmt ?? '';
}

function kindOf(value: CellValue, sheet: Sheet, row: number, column: number): string {
  if (value instanceof Date) return DATE;
  return typeof value === 'number' ? numberKind(formatOf(sheet, row, column)) : OTHER;
}

/** How a spreadsheet shows a number tells what it took it for. */
function numberKind(format: string): string {
  const bare = bareFormat(format);
  if (/E[+-]/i.test(bare)) return EXPONENT;
  return /^0+$/.test(bare) ? WHOLE : NUMBER;
}

function textOf(value: CellValue, row: number, column: number, sheet: Sheet): string {
  if (value === null || value === undefined) {
    const formula = sheet.cells?.get(`${row},${column}`)?.formula;
    return formula === undefined ? '' : `=${cellText(formula).slice(0, 200) || 'A1'}`;
  }
  if (typeof value === 'string') return cellText(value);
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    const format = formatOf(sheet, row, column);
    return isPercentage(format) ? `${numberText(value * 100)}%` : numberText(value);
  }
  // hucre counts days in UTC, so no time zone moves them; a serial past the year 9999 is no date.
  const instant = Number.isNaN(value.getTime()) ? '' : value.toISOString();
  if (!/^\d{4}-/.test(instant)) return '#VALUE!';
  const [day, time] = [instant.slice(0, 10), clockTime(value)];
  // A time of no day stands on the days from which spreadsheets count.
  if (day < '1900' || (day === '1904-01-01' && time !== '00:00')) return time;
  return time === '00:00' || hidesTime(formatOf(sheet, row, column)) ? day : `${day} ${time}`;
}

/** A format that shows the day alone: the time below it is nothing that a person saw. */
function hidesTime(format: string): boolean {
  const shown = bareFormat(format).replace(/\[\$[^\]]*\]/g, '');
  return /[dy]/i.test(shown) && !/[hs]/i.test(shown);
}

/** To the minute, as spreadsheets show it: they keep parts of a day, which are seldom exact. */
function clockTime(instant: Date): string {
  const ofDay = ((instant.getTime() % DAY_MS) + DAY_MS) % DAY_MS;
  const minutes = Math.min(Math.round(ofDay / 60_000), 24 * 60 - 1);
  return new Date(minutes * 60_000).toISOString().slice(11, 16);
}

/** A format that shows a number as a percentage, not one that only writes the sign after it. */
function isPercentage(format: string): boolean {
  return bareFormat(format).includes('%');
}

/** A format without what it only writes. */
const bareFormat = (format: string) => format.replace(/"[^"]*"|\\./g, '');

/**
 * 15 digits is what spreadsheets keep and show: a sum of 0.1 and 0.2 reads 0.3. Three decimals look like a group of
 * thousands, which they are not in a cell that is a number; four do not.
 */
function numberText(value: number): string {
  const text = String(Number.isSafeInteger(value) ? value : Number(value.toPrecision(15)));
  return isAmbiguous(text) ? `${text}0` : text;
}
