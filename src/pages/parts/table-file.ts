import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { isDay } from '../../days.ts';
import { contentTypeOf, type SheetFormat } from '../../sheets/formats.ts';
import { type Cell, type CellFormat, type SheetColumn, sheetStream } from '../../sheets/write.ts';

/**
 * A table of a page as a file: the page's own address with `?format=csv` or `xlsx`, and `&table=` where it has
 * several. The page is put together as ever, and its table hands over its columns and rows.
 */
export interface TableFile {
  format: SheetFormat;
  /** The table's name; undefined for the one that has none. */
  table: string | undefined;
  /** Left by the table that was asked for. */
  taken?: { title: string; columns: FileColumn[]; rows: readonly Cell[][]; cut: string };
}

export interface FileColumn {
  header: string;
  percent?: boolean | undefined;
}

/** Lines of a file at most, where a list is read from the database page by page. */
const LONGEST = 20_000;

/** What tables understand of an address, for routes whose queries are strict. */
export const tableQuery = {
  sort: z.string().max(100).optional(),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  format: z.enum(['csv', 'xlsx']).optional(),
  table: z.string().max(50).optional(),
};

/** The file that a request asks for; undefined where it is a page. */
export function fileAsked({ method, url }: FastifyRequest): TableFile | undefined {
  if (method !== 'GET' || !url.includes('format=')) return undefined;
  const query = new URLSearchParams(url.split('?')[1]);
  const format = query.get('format');
  if (format !== 'csv' && format !== 'xlsx') return undefined;
  return { format, table: query.get('table') ?? undefined };
}

/** How many rows to read: those of a page, or all that a file takes. */
export function rowsAsked(request: FastifyRequest, ofPage: number): number {
  return fileAsked(request) === undefined ? ofPage : LONGEST;
}

/** Sends what a table has handed over. */
export function sendTable(
  reply: FastifyReply,
  { format, taken }: TableFile & { taken: NonNullable<TableFile['taken']> },
): FastifyReply {
  const path = reply.request.url.split('?')[0] ?? '';
  // Of the address, whose parts are plain; of a front page, which has none, of what it lists.
  const name = path.split('/').findLast((part) => /^[a-z0-9-]+$/i.test(part)) ?? 'danh-sach';
  const columns = taken.columns.map((column, at) => described(column, taken.rows, at));
  // What a workbook does not take in the name of a sheet.
  const sheetName = taken.title.replaceAll(/[[\]:*?/\\]/g, ' ').slice(0, 31);
  return reply
    .code(200)
    .type(contentTypeOf(format))
    .header('content-disposition', `attachment; filename="${name}.${format}"`)
    .header('cache-control', 'no-store')
    .send(sheetStream(format, { sheetName, columns }, withEnd(taken.rows, taken.cut)));
}

const WIDTHS = { least: 8, most: 48, looksAt: 200, ofDay: 12, ofMoment: 18 } as const;

/** How a column is shown, by what stands in it. */
function described({ header, percent }: FileColumn, rows: readonly Cell[][], at: number): SheetColumn {
  const format = percent ? 'percent' : formatOf(rows, at);
  const widths = rows.slice(0, WIDTHS.looksAt).map((row) => widthOf(row[at] ?? null));
  const width = Math.min(WIDTHS.most, Math.max(WIDTHS.least, header.length + 2, ...widths));
  return { header, width, format };
}

/** What all of a column is; days and instants may have a word for none among them. */
function formatOf(rows: readonly Cell[][], at: number): CellFormat | undefined {
  const cells = rows.flatMap((row) => row[at] ?? []);
  if (cells.some((cell) => cell instanceof Date)) return 'moment';
  if (cells.some(isDay)) return 'day';
  if (cells.length > 0 && cells.every(Number.isInteger)) return 'count';
  return cells.length > 0 && cells.every(isCode) ? 'code' : undefined;
}

/** Figures that are not counted with: a locality's code, a serial number. */
function isCode(cell: Cell): boolean {
  return typeof cell === 'string' && /^\d+$/.test(cell);
}

function widthOf(cell: Cell): number {
  if (cell instanceof Date) return WIDTHS.ofMoment;
  if (isDay(cell)) return WIDTHS.ofDay;
  return cell === null ? 0 : String(cell).length + 2;
}

function* withEnd(rows: Iterable<Cell[]>, cut: string): Generator<Cell[]> {
  yield* rows;
  if (cut !== '') yield [cut];
}
