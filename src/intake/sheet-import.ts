import type { RootSql } from '../db/connect.ts';
import { fault } from '../faults.ts';
import { Problem } from '../http/problems.ts';
import type { Told } from '../told.ts';
import { inTurns } from '../turns.ts';
import { type BatchOptions, runBatch } from './batch.ts';
import { readHeader } from './sheet-columns.ts';
import { type CellFault, createPlacer, type FaultPlacer } from './sheet-faults.ts';
import { readRows, type SheetRow } from './sheet-rows.ts';
import type { AfterStore } from './submit.ts';

export interface ImportResult extends Partial<Told<CellFault>> {
  row: number;
  outcome: 'accepted' | 'unchanged' | 'skipped' | 'rejected';
  revision?: number;
}

export interface ImportAnswer {
  accepted: number;
  unchanged: number;
  skipped: number;
  rejected: number;
  /** Faults that are not told, of all rows together; see `told.ts`. */
  moreErrors?: number;
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
  const rows: SheetRow[] = [];
  for await (const row of inTurns(readRows(cells, header.columns))) rows.push(row);
  const filled = rows.filter((row) => !row.skipped);
  const place = createPlacer(header.columns);
  const { results, ...counts } = await runBatch(
    sql,
    afterStore,
    filled,
    { ...options, channel: 'import' },
    (_, ofSheet, ofCheck) => place(ofSheet, ofCheck),
  );
  const stored = results.map(({ index, ...result }) => ({ row: filled[index]?.row ?? 0, ...result }));
  const skipped = rows.filter((row) => row.skipped).map((row) => resultOfSkipped(row, place));
  return {
    ...counts,
    skipped: skipped.length,
    results: [...stored, ...skipped].sort((a, b) => a.row - b.row),
  };
}

/** A note needs a value to stand with; that it is not kept must not go unsaid. */
function resultOfSkipped({ row, raw }: SheetRow, place: FaultPlacer): ImportResult {
  if (raw.note === undefined) return { row, outcome: 'skipped' };
  return { row, outcome: 'skipped', errors: place([], [fault('/note', 'no_values')]) };
}
