import type { Sql, Tx } from '../db/connect.ts';
import type { Found } from '../sheets/found.ts';
import type { ImportAnswer } from './sheet-import.ts';

/** Sheets that were uploaded and not stored yet: their owner's alone, for a day. */

/** Something told in both languages. */
export interface Told {
  message: string;
  messageVi: string;
}

export type DraftStep = 'read' | 'check' | 'store';

/** A sheet as a draft keeps it. */
export interface DraftSheet {
  found: Found;
  /** Its owner wants what is hidden, too. */
  takeHidden: boolean;
}

/** A sheet in the making, as its owner sees it in a list. */
export interface DraftLine {
  id: string;
  fileName: string;
  state: 'working' | 'ready' | 'refused';
  step: DraftStep;
  leaseUntil: Date | null;
  answeredAt: Date | null;
  stored: number;
  createdAt: Date;
  expiresAt: Date;
}

export interface Draft extends DraftLine {
  /** What was read of it; null while it is being read, and where it could not be. */
  sheet: DraftSheet | null;
  answer: ImportAnswer | null;
  /** Why it was refused, or what is to be said of what was done. */
  faults: Told[];
}

const line = (sql: Sql) => sql`
  id, file_name as "fileName", state, step, lease_until as "leaseUntil", answered_at as "answeredAt", stored,
  created_at as "createdAt", expires_at as "expiresAt"`;

/** What an owner has in the making, latest first. */
export async function listDrafts(sql: Sql, owner: string, now: Date): Promise<DraftLine[]> {
  return await sql<DraftLine[]>`
    select ${line(sql)} from import_draft
    where owner = ${owner} and expires_at > ${now.toISOString()}::timestamptz order by created_at desc`;
}

export async function readDraft(sql: Sql, owner: string, id: string, now: Date): Promise<Draft | undefined> {
  type Row = DraftLine & { cells: string | null; answer: string | null; faults: string | null };
  const [row] = await sql<Row[]>`
    select ${line(sql)}, cells, answer, faults from import_draft
    where id = ${id} and owner = ${owner} and expires_at > ${now.toISOString()}::timestamptz`;
  return (
    row && {
      ...row,
      sheet: sheetOf(row.cells),
      answer: JSON.parse(row.answer ?? 'null'),
      faults: JSON.parse(row.faults ?? '[]'),
    }
  );
}

/** Drafts of before an update held bare cells; they are read again by uploading the file. */
function sheetOf(cells: string | null): DraftSheet | null {
  const kept: unknown = JSON.parse(cells ?? 'null');
  return kept === null || Array.isArray(kept) ? null : (kept as DraftSheet);
}

/** Begins a draft; of an owner's earlier ones the latest `kept` stay. */
export async function insertDraft(
  sql: Sql,
  draft: Pick<DraftLine, 'id' | 'fileName' | 'createdAt' | 'expiresAt'> & { owner: string; leaseUntil: Date },
  kept: number,
): Promise<void> {
  await sql`
    with gone as (
      delete from import_draft where id in (
        select id from import_draft where owner = ${draft.owner} order by created_at desc offset ${kept}))
    insert into import_draft (id, owner, file_name, state, step, lease_until, created_at, expires_at)
    values (${draft.id}, ${draft.owner}, ${draft.fileName}, 'working', 'read', ${draft.leaseUntil.toISOString()}::timestamptz,
      ${draft.createdAt.toISOString()}::timestamptz, ${draft.expiresAt.toISOString()}::timestamptz)`;
}

/**
 * Takes a draft for work on it. Returns false when there is none of this owner, or somebody works on it.
 * `cells`, in JSON, are written with it where they changed. With `seen`, the check that the owner looked at has to be
 * the last thing that was done with it, but for what was cut off.
 */
export async function takeDraft(
  sql: Sql,
  asked: { owner: string; id: string; step: DraftStep; cells?: string; seen?: Date },
  now: Date,
  leaseUntil: Date,
): Promise<boolean> {
  const checked = sql`and answered_at = ${asked.seen?.toISOString() ?? null}::timestamptz
    and (step = 'check' or state = 'working')`;
  const { count } = await sql`
    update import_draft set state = 'working', step = ${asked.step}, lease_until = ${leaseUntil.toISOString()}::timestamptz,
      cells = coalesce(${asked.cells ?? null}, cells)
    where id = ${asked.id} and owner = ${asked.owner} and expires_at > ${now.toISOString()}::timestamptz
      and (state = 'ready' or (state = 'working' and lease_until < ${now.toISOString()}::timestamptz))
      and cells is not null ${asked.seen === undefined ? sql`` : checked}`;
  return count > 0;
}

/**
 * The sheet has been read; the work goes on. Returns false, and keeps nothing of it, when its owner would then have
 * more than `bytes` in the making, of sheets and what was said of them.
 */
export async function writeCells(sql: Sql, id: string, cells: string, bytes: number): Promise<boolean> {
  const { count } = await sql`
    update import_draft set cells = ${cells}, step = 'check' where id = ${id} and
      ${Buffer.byteLength(cells)}::int + (
        select coalesce(sum(coalesce(octet_length(other.cells), 0) + coalesce(octet_length(other.answer), 0)), 0)
        from import_draft other where other.owner = import_draft.owner and other.id <> import_draft.id
      ) <= ${bytes}`;
  return count > 0;
}

/** What was found or stored; `stored` rows are added to those before. */
export async function writeAnswer(
  tx: Tx | Sql,
  id: string,
  of: { step: DraftStep; answer: ImportAnswer; stored: number; faults: Told[] },
  now: Date,
): Promise<void> {
  await tx`
    update import_draft set state = 'ready', step = ${of.step}, lease_until = null, answer = ${JSON.stringify(of.answer)},
      answered_at = ${now.toISOString()}::timestamptz, stored = stored + ${of.stored}, faults = ${JSON.stringify(of.faults)}
    where id = ${id}`;
}

/** The work on a sheet that had been read came to nothing; the sheet is as it was. */
export async function writeInterruption(sql: Sql, id: string, faults: readonly Told[]): Promise<void> {
  await sql`
    update import_draft set state = 'ready', step = 'check', lease_until = null, faults = ${JSON.stringify(faults)}
    where id = ${id}`;
}

/** The sheet as a whole cannot be taken. */
export async function writeRefusal(sql: Sql, id: string, faults: readonly Told[]): Promise<void> {
  await sql`
    update import_draft set state = 'refused', lease_until = null, cells = null, answer = null,
      faults = ${JSON.stringify(faults)}
    where id = ${id}`;
}

export async function deleteDraft(sql: Sql, owner: string, id: string): Promise<boolean> {
  const { count } = await sql`delete from import_draft where id = ${id} and owner = ${owner}`;
  return count > 0;
}

/** Returns how many had expired. */
export async function deleteExpiredDrafts(sql: Sql, now: Date): Promise<number> {
  const { count } = await sql`
    delete from import_draft where expires_at <= ${now.toISOString()}::timestamptz`;
  return count;
}
