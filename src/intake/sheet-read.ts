import { fault } from '../faults.ts';
import { Problem } from '../http/problems.ts';
import type { SheetFormat } from '../sheets/formats.ts';
import { readCsv, readXlsx, SHEET_LIMITS, SheetProblem } from '../sheets/read.ts';
import { BATCH_LIMIT } from './schema.ts';

/** An uploaded sheet, not read yet. */
export interface Upload {
  format: SheetFormat;
  body: Buffer;
}

/** As many records as a batch has, and the names in row 2. */
const MAX_ROWS = BATCH_LIMIT + 1;

/**
 * The cells of an uploaded sheet, of at most `bodyLimit` bytes.
 * @throws {Problem} too_large, unavailable (too many are being read), invalid_import with the reason
 */
export async function readUpload({ format, body }: Upload, bodyLimit: number): Promise<string[][]> {
  const limits = { maxBytes: Math.min(bodyLimit, SHEET_LIMITS.maxBytes), maxRows: MAX_ROWS };
  try {
    const table = await (format === 'csv' ? readCsv(body, limits) : readXlsx(body, limits));
    return table.rows;
  } catch (error) {
    if (error instanceof SheetProblem) throw problemOf(error);
    throw error;
  }
}

function problemOf(problem: SheetProblem): Problem {
  if (problem.code === 'busy') return new Problem('unavailable', [], problem.message);
  const code = problem.code === 'too_large' ? 'too_large' : 'invalid_import';
  const why = { why: problem.message, whyVi: problem.messageVi };
  return new Problem(code, [fault('', 'unreadable_sheet', why)], problem.message);
}
