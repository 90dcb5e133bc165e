import { fault } from '../faults.ts';
import { Problem } from '../http/problems.ts';
import { type Found, findRows, type Layout } from '../sheets/find-rows.ts';
import { type Book, readBook, SHEET_LIMITS, SheetProblem } from '../sheets/read.ts';
import { BATCH_LIMIT } from './schema.ts';

/** Titles above the head and what stands below the last row, besides as many rows as a batch has records. */
const MAX_ROWS = BATCH_LIMIT + 90;

/**
 * The rows of an uploaded sheet of at most `bodyLimit` bytes that a layout describes, whatever the file is called.
 * @throws {Problem} too_large, unavailable (too many are being read), invalid_import with the reason
 */
export async function readUpload(body: Buffer, layout: Layout, bodyLimit: number): Promise<Found> {
  const limits = { maxBytes: Math.min(bodyLimit, SHEET_LIMITS.maxBytes), maxRows: MAX_ROWS };
  let book: Book;
  try {
    book = await readBook(body, limits);
  } catch (error) {
    if (error instanceof SheetProblem) throw problemOf(error);
    throw error;
  }
  const finding = await findRows(book, layout);
  if (!finding.ok) throw new Problem('invalid_import', finding.faults);
  const { found } = finding;
  const read = new Set(found.sheets.map(({ name }) => name));
  const cut = book.grids.some((grid) => grid.cut && read.has(grid.name));
  if (cut || found.rows.length > BATCH_LIMIT)
    throw problemOf(new SheetProblem('too_large', `At most ${BATCH_LIMIT} rows.`));
  return found;
}

function problemOf(problem: SheetProblem): Problem {
  if (problem.code === 'busy') return new Problem('unavailable', [], problem.message);
  const code = problem.code === 'too_large' ? 'too_large' : 'invalid_import';
  const why = { why: problem.message, whyVi: problem.messageVi };
  return new Problem(code, [fault('', 'unreadable_sheet', why)], problem.message);
}
