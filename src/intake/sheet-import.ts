import type { RootSql } from '../db/connect.ts';
import { fault } from '../faults.ts';
import { inTurns } from '../lib/turns.ts';
import type { Registry } from '../registry/snapshot.ts';
import { type Found, notTaken, type SheetNotes, sheetNotes } from '../sheets/found.ts';
import type { Told } from '../told.ts';
import { type BatchOptions, type RecordPreview, runBatch } from './batch.ts';
import { columnsNamed } from './sheet-columns.ts';
import { type CellFault, createPlacer, type FaultPlacer } from './sheet-faults.ts';
import { pointerTo, readRows, type SheetRow } from './sheet-rows.ts';
import type { AfterStore } from './submit.ts';

export interface ImportResult extends Partial<Told<CellFault>>, Partial<RecordPreview> {
  /** Name of the sheet, where several are read. */
  sheet?: string;
  row: number;
  outcome: 'accepted' | 'unchanged' | 'skipped' | 'rejected';
  revision?: number;
  notices?: CellFault[];
  moreChanges?: number;
}

export interface ImportAnswer extends SheetNotes {
  accepted: number;
  unchanged: number;
  skipped: number;
  rejected: number;
  /** Faults that are not told, of all rows together; see `told.ts`. */
  moreErrors?: number;
  results: ImportResult[];
}

export interface ImportOptions<S> extends Omit<BatchOptions<S>, 'channel'> {
  /** Rows and columns that are hidden are taken like others. */
  takeHidden: boolean;
}

/**
 * Stores the rows of a sheet and says of each what became of it, by the number the sheet shows. A sheet with a
 * header and nothing below it is no mistake: nothing is stored. What was found is used up: its rows are let go.
 */
export async function importSheet<S>(
  sql: RootSql,
  afterStore: AfterStore<S>,
  found: Found,
  { takeHidden, ...options }: ImportOptions<S>,
): Promise<ImportAnswer> {
  const taken = takeHidden ? found : notTaken(found, ['locality', 'day']);
  const columns = columnsNamed(taken.headers, options.registry.indicators);
  const rows: SheetRow[] = [];
  for await (const row of inTurns(readRows(taken.rows, columns)))
    rows.push(withExempt(row, options.registry));
  const notes = sheetNotes(found, takeHidden);
  // As records they are all that is needed; as cells they would lie in memory until everything is stored.
  found.rows.length = 0;
  taken.rows.length = 0;
  const filled = rows.filter((row) => !row.skipped);
  const place = createPlacer(columns);
  const { results, ...counts } = await runBatch(
    sql,
    afterStore,
    filled,
    { ...options, channel: 'import' },
    (_, ofSheet, ofCheck) => place(ofSheet, ofCheck),
  );
  const several = found.sheets.length > 1;
  const placeOf = ({ sheet, row }: SheetRow) =>
    several ? { sheet: found.sheets[sheet]?.name ?? '', row } : { row };
  const told = [
    ...results.map(({ index, ...result }) => ({ of: filled[index], result })),
    ...rows.filter((row) => row.skipped).map((of) => ({ of, result: resultOfSkipped(of, place) })),
  ].sort((a, b) => (a.of?.sheet ?? 0) - (b.of?.sheet ?? 0) || (a.of?.row ?? 0) - (b.of?.row ?? 0));
  return {
    ...counts,
    skipped: rows.length - filled.length,
    ...notes,
    results: told.flatMap(({ of, result }): ImportResult[] => (of ? [{ ...placeOf(of), ...result }] : [])),
  };
}

/**
 * What the registry says does not apply is left as it is. A sheet cannot say so by itself: what is asked and not
 * answered would be neither met nor missing, and nobody could tell why.
 */
function withExempt(read: SheetRow, registry: Registry): SheetRow {
  const { locality = '', day = '', values } = read.raw;
  const refused = read.exempt.filter(({ code }) => !registry.exemption(locality, code, day));
  if (refused.length === 0) return read;
  const faults = refused.map((one) =>
    fault(pointerTo(one), 'says_not_applicable', { name: one.nameEn, nameVi: one.nameVi }),
  );
  const unknown = Object.fromEntries(refused.map(({ code }) => [code, null]));
  return {
    ...read,
    raw: { ...read.raw, values: { ...values, ...unknown } },
    faults: [...read.faults, ...faults],
    skipped: false,
  };
}

/** A note needs a value to stand with; that it is not kept must not go unsaid. */
function resultOfSkipped(
  { raw, faults }: SheetRow,
  place: FaultPlacer,
): Pick<ImportResult, 'outcome' | 'errors'> {
  if (raw.note === undefined) return { outcome: 'skipped' };
  return { outcome: 'skipped', errors: place(faults, [fault('/note', 'no_values')]) };
}
