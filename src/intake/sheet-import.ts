import type { RootSql } from '../db/connect.ts';
import { fault } from '../faults.ts';
import { Problem } from '../http/problems.ts';
import { type BatchOptions, type BatchResult, runBatch } from './batch.ts';
import { readHeader } from './sheet-columns.ts';
import { type CellFault, createPlacer, type FaultPlacer } from './sheet-faults.ts';
import { readRows, type SheetRow } from './sheet-rows.ts';
import type { AfterStore } from './submit.ts';

export interface ImportResult {
  row: number;
  outcome: 'accepted' | 'unchanged' | 'skipped' | 'rejected';
  revision?: number;
  errors?: CellFault[];
}

export interface ImportAnswer {
  accepted: number;
  unchanged: number;
  skipped: number;
  rejected: number;
  results: ImportResult[];
}

/**
 * Stores the rows of a sheet and says of each what became of it, by the number the sheet shows. A sheet with a
 * header and nothing below it is no mistake: nothing is stored.
 * @throws {Problem} invalid_import when row 1 does not name what is needed, or names what nobody knows
 */
export async function importSheet<S>(
  sql: RootSql,
  afterStore: AfterStore<S>,
  cells: readonly (readonly string[])[],
  options: Omit<BatchOptions, 'channel'>,
): Promise<ImportAnswer> {
  const header = readHeader(cells, options.registry.indicators);
  if (!header.ok) throw new Problem('invalid_import', header.faults);
  const rows = readRows(cells, header.columns);
  const filled = rows.filter((row) => !row.skipped);
  const items = filled.map(({ raw, faults }) => ({ raw, faults, prefix: '' }));
  const { results, ...counts } = await runBatch(sql, afterStore, items, { ...options, channel: 'import' });

  const place = createPlacer(header.columns);
  const stored = results.map((result) => resultOf(result, filled[result.index], place));
  const skipped = rows.filter((row) => row.skipped).map((row) => resultOfSkipped(row, place));
  return {
    ...counts,
    skipped: skipped.length,
    results: [...stored, ...skipped].sort((a, b) => a.row - b.row),
  };
}

function resultOf(
  { outcome, revision, errors }: BatchResult,
  row: SheetRow | undefined,
  place: FaultPlacer,
): ImportResult {
  if (!row) throw new Error('The batch answered of a row that the sheet does not have.');
  return {
    row: row.row,
    outcome,
    ...(revision === undefined ? {} : { revision }),
    ...(errors === undefined ? {} : { errors: place(errors, row.faults.length) }),
  };
}

/** A note needs a value to stand with; that it is not kept must not go unsaid. */
function resultOfSkipped({ row, raw }: SheetRow, place: FaultPlacer): ImportResult {
  if (raw.note === undefined) return { row, outcome: 'skipped' };
  return { row, outcome: 'skipped', errors: place([fault('/note', 'no_values')], 0) };
}
