import type { Author } from '../access/author.ts';
import { findLocality } from '../access/localities.ts';
import type { Principal } from '../access/principal.ts';
import { dayOf } from '../days.ts';
import type { RootSql } from '../db/connect.ts';
import { type Fault, fault } from '../faults.ts';
import { Problem } from '../http/problems.ts';
import { inTurns } from '../lib/turns.ts';
import type { Registry } from '../registry/snapshot.ts';
import { inForce } from '../registry/types.ts';
import { type Found, notTaken, type SheetNotes, sheetNotes } from '../sheets/found.ts';
import { createTeller, type Told } from '../told.ts';
import { checkCertificate } from './check.ts';
import { issuerKey } from './decide.ts';
import { blocksOf } from './file/blocks.ts';
import { keepCertificates } from './keep.ts';
import { columnOf, readRows, type SheetRow } from './sheet.ts';
import type { CertificateInput } from './types.ts';

export interface ImportedRow
  extends Partial<Told<{ column: string; code: string; message: string; messageVi: string }>> {
  /** Name of the sheet, where several are read. */
  sheet?: string;
  row: number;
  outcome: 'added' | 'corrected' | 'unchanged' | 'rejected';
}

export interface CertificateImport extends SheetNotes {
  added: number;
  corrected: number;
  unchanged: number;
  rejected: number;
  /** Faults that are not told, of all rows together; see `told.ts`. */
  moreErrors?: number;
  results: ImportedRow[];
}

export interface ImportOptions {
  registry: Registry;
  principal: Principal;
  atomic: boolean;
  dryRun: boolean;
  /** Rows and columns that are hidden are taken like others. */
  takeHidden: boolean;
}

/**
 * Puts the rows of a sheet into the register; every fault of every row is told at its column. Valid rows are stored
 * in one transaction; with `atomic` any fault stores nothing.
 */
export async function importCertificates(
  sql: RootSql,
  found: Found,
  { registry, principal, atomic, dryRun, takeHidden }: ImportOptions,
  author: Author,
): Promise<CertificateImport> {
  const taken = takeHidden ? found : notTaken(found, []);
  const several = found.sheets.length > 1;
  const today = dayOf(author.now);
  const seen = new Map<string, number>();
  const rows: { sheet: number; row: number; faults: Fault[]; input: CertificateInput | undefined }[] = [];
  for await (const row of inTurns(readRows(taken))) {
    const checked = checkCertificate(row.raw);
    const known = new Set(row.faults.map(({ pointer }) => pointer));
    const others = [...placeFaults(registry, principal, row, today), ...(checked.ok ? [] : checked.faults)];
    // What the sheet itself says of a cell has the last word on it.
    const faults = [...row.faults, ...others.filter(({ pointer }) => !known.has(pointer))];
    const given = checked.ok ? checked.certificate : undefined;
    const key = given && `${given.locality} ${issuerKey(given.issuer)} ${given.serial}`;
    const earlier = key === undefined ? undefined : seen.get(key);
    if (earlier !== undefined) faults.push(fault('/serial', 'duplicate_certificate', { row: earlier }));
    else if (key !== undefined) seen.set(key, row.row);
    const input: CertificateInput | undefined = given && {
      ...given,
      keyUsage: null,
      selfSigned: false,
      source: 'sheet',
    };
    rows.push({ sheet: row.sheet, row: row.row, faults, input });
  }
  const valid = rows.flatMap(({ faults, input }, at) =>
    faults.length === 0 && input ? [{ at, input }] : [],
  );
  const kept = await keepCertificates(
    sql,
    valid.map(({ input }) => input),
    author,
    { dryRun: dryRun || (atomic && valid.length < rows.length), atomic },
  );
  const outcomes = new Map(valid.map(({ at }, place) => [at, kept[place]]));
  const tell = createTeller();
  const results = rows.map(({ sheet, row, faults }, at): ImportedRow => {
    const place = several ? { sheet: found.sheets[sheet]?.name ?? '', row } : { row };
    const outcome = outcomes.get(at);
    if (outcome && outcome.outcome !== 'rejected') return { ...place, outcome: outcome.outcome };
    const all = outcome ? [outcome.fault] : faults;
    return { ...place, outcome: 'rejected', ...tell(all.map(cellFault)) };
  });
  const count = (of: ImportedRow['outcome']) => results.filter(({ outcome }) => outcome === of).length;
  return {
    added: count('added'),
    corrected: count('corrected'),
    unchanged: count('unchanged'),
    rejected: count('rejected'),
    ...(tell.more() > 0 ? { moreErrors: tell.more() } : {}),
    ...sheetNotes(found, takeHidden),
    results,
  };
}

/**
 * Refuses a sheet that is, or holds, a private key, before it is read: what is wrong with a sheet is told with its own
 * words in it.
 * @throws {Problem} invalid_import
 */
export function refuseKeys(body: Buffer): void {
  if (blocksOf(body) === 'private_key') throw new Problem('invalid_import', [fault('', 'private_key')]);
}

/** A locality of another's area is told of as one that is not there. */
function placeFaults(registry: Registry, principal: Principal, { raw }: SheetRow, today: string): Fault[] {
  if (raw.locality === '') return [fault('/locality', 'required')];
  const locality = findLocality(registry, principal, raw.locality);
  if (!locality) return [fault('/locality', 'not_found')];
  if (inForce(locality, today)) return [];
  return [fault('/locality', 'locality_not_in_force', { locality: raw.locality, day: today })];
}

function cellFault({ pointer, code, message, messageVi }: Fault) {
  return { column: columnOf(pointer), code, message, messageVi };
}
