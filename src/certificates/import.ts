import type { Author } from '../access/author.ts';
import { findLocality } from '../access/localities.ts';
import type { Principal } from '../access/principal.ts';
import { dayOf } from '../days.ts';
import type { RootSql } from '../db/connect.ts';
import { type Fault, fault } from '../faults.ts';
import { Problem } from '../http/problems.ts';
import type { Registry } from '../registry/snapshot.ts';
import { inForce } from '../registry/types.ts';
import { createTeller, type Told } from '../told.ts';
import { inTurns } from '../turns.ts';
import { checkCertificate } from './check.ts';
import { issuerKey } from './decide.ts';
import { blocksOf } from './file/blocks.ts';
import { keepCertificates } from './keep.ts';
import { columnOf, readHeader, readRows, type SheetRow } from './sheet.ts';
import type { CertificateInput } from './types.ts';

export interface ImportedRow
  extends Partial<Told<{ column: string; code: string; message: string; messageVi: string }>> {
  row: number;
  outcome: 'added' | 'corrected' | 'unchanged' | 'rejected';
}

export interface CertificateImport {
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
}

/**
 * Puts the rows of a sheet into the register; every fault of every row is told at its column. Valid rows are stored
 * in one transaction; with `atomic` any fault stores nothing.
 * @throws {Problem} invalid_import when row 1 does not name what is needed
 */
export async function importCertificates(
  sql: RootSql,
  cells: readonly (readonly string[])[],
  { registry, principal, atomic, dryRun }: ImportOptions,
  author: Author,
): Promise<CertificateImport> {
  const header = readHeader(cells[0] ?? []);
  if (!header.ok) throw new Problem('invalid_import', header.faults);
  const today = dayOf(author.now);
  const seen = new Map<string, number>();
  const rows: { row: number; faults: Fault[]; input: CertificateInput | undefined }[] = [];
  for await (const row of inTurns(readRows(cells, header.columns))) {
    const checked = checkCertificate(row.raw, { ofSheet: true });
    const faults = [...placeFaults(registry, principal, row, today), ...(checked.ok ? [] : checked.faults)];
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
    rows.push({ row: row.row, faults, input });
  }
  const valid = rows.flatMap(({ row, faults, input }) =>
    faults.length === 0 && input ? [{ row, input }] : [],
  );
  const kept = await keepCertificates(
    sql,
    valid.map(({ input }) => input),
    author,
    { dryRun: dryRun || (atomic && valid.length < rows.length), atomic },
  );
  const outcomes = new Map(valid.map(({ row }, at) => [row, kept[at]]));
  const tell = createTeller();
  const results = rows.map(({ row, faults }): ImportedRow => {
    const outcome = outcomes.get(row);
    if (outcome && outcome.outcome !== 'rejected') return { row, outcome: outcome.outcome };
    const all = outcome ? [outcome.fault] : faults;
    return { row, outcome: 'rejected', ...tell(all.map(cellFault)) };
  });
  const count = (of: ImportedRow['outcome']) => results.filter(({ outcome }) => outcome === of).length;
  return {
    added: count('added'),
    corrected: count('corrected'),
    unchanged: count('unchanged'),
    rejected: count('rejected'),
    ...(tell.more() > 0 ? { moreErrors: tell.more() } : {}),
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
