import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { contentTypeOf, type SheetFormat } from '../../sheets/formats.ts';
import { type Cell, sheetStream } from '../../sheets/write.ts';

/**
 * A table of a page as a file: the page's own address with `?format=csv` or `xlsx`, and `&table=` where it has
 * several. The page is put together as ever, and its table hands over its columns and rows.
 */
export interface TableFile {
  format: SheetFormat;
  /** The table's name; undefined for the one that has none. */
  table: string | undefined;
  /** Left by the table that was asked for. */
  taken?: { title: string; columns: string[]; rows: Iterable<Cell[]>; cut: string };
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
  const columns = taken.columns.map((header) => ({ header }));
  // What a workbook does not take in the name of a sheet.
  const sheetName = taken.title.replaceAll(/[[\]:*?/\\]/g, ' ').slice(0, 31);
  return reply
    .code(200)
    .type(contentTypeOf(format))
    .header('content-disposition', `attachment; filename="${name}.${format}"`)
    .header('cache-control', 'no-store')
    .send(sheetStream(format, { sheetName, columns }, withEnd(taken.rows, taken.cut)));
}

function* withEnd(rows: Iterable<Cell[]>, cut: string): Generator<Cell[]> {
  yield* rows;
  if (cut !== '') yield [cut];
}
