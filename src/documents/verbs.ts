import { createHash } from 'node:crypto';
import { insertAuditOf } from '../access/audit-store.ts';
import type { Author } from '../access/author.ts';
import { type Day, dayOf, formatDay } from '../days.ts';
import type { RootSql, Tx } from '../db/connect.ts';
import { type Fault, fault } from '../faults.ts';
import { Problem } from '../http/problems.ts';
import { render } from '../papers/process.ts';
import type { Registry } from '../registry/snapshot.ts';
import type { Programme } from '../registry/types.ts';
import { evidenceType } from '../review/evidence-rules.ts';
import { addresseeOf } from './addressees-rules.ts';
import { loadRows } from './choose.ts';
import { factsOf } from './facts.ts';
import { documentLetterhead, documentPaper } from './paper.ts';
import { sendToAddressees } from './send.ts';
import {
  countFiles,
  type DocumentDetail,
  deleteDraft,
  holdNumber,
  type Issue,
  insertDocument,
  insertFile,
  isNumberTaken,
  issueRow,
  type LockedDocument,
  lockDocument,
  replaceRows,
  updateWords,
} from './store.ts';
import type { Addressee, Choice, DocumentKind } from './types.ts';

/**
 * What can be done with a document, the same for page, API and shell. The way of one: draft → issued, and then it never
 * changes; what came back signed is kept beside it.
 */

export interface NewDraft {
  kind: DocumentKind;
  province: string;
  programme: Programme;
  subject: string;
  text: string;
  choice: Choice;
  addressees: readonly Addressee[];
}

/**
 * Begins a document, with the figures of now.
 * @throws {Problem} invalid_body when nothing of what it was to urge is lacking
 */
export async function draftDocument(
  sql: RootSql,
  author: Author,
  registry: Registry,
  { programme, choice, ...draft }: NewDraft,
): Promise<number> {
  const { now: at } = author;
  const rows = await loadRows(sql, registry, programme, choice, at);
  // Who names localities may have something else to tell them; who asks for gaps means gaps.
  if (rows.length === 0 && choice.localities.length === 0)
    throw new Problem('invalid_body', [nothingLacking()]);
  return await sql.begin(async (tx) => {
    const by = author.name ?? author.actor;
    const id = await insertDocument(tx, { ...draft, choice, rows, programme: programme.code, at, by });
    const { kind, subject, addressees, province } = draft;
    await audit(tx, author, { id, province }, 'document.draft', undefined, {
      kind,
      subject,
      addressees: addressees.map(({ code }) => code).slice(0, AUDITED),
      lacking: rows.length,
    });
    return id;
  });
}

/** Codes in the audit line of one document. */
const AUDITED = 200;

const nothingLacking = (): Fault =>
  fault('/gaps', 'invalid_value', {
    why: 'nothing in your area fits this filter: there is nothing to urge',
    whyVi: 'không có nội dung còn thiếu nào khớp với điều kiện đã chọn',
  });

/** Changes what people write in it. @throws {Problem} not_a_draft, revision_conflict */
export async function editDocument(
  sql: RootSql,
  author: Author,
  id: number,
  { subject, text, revision }: { subject?: string | undefined; text?: string | undefined; revision: number },
): Promise<void> {
  await change(sql, author, id, async (tx, row) => {
    if (row.state !== 'draft') throw new Problem('not_a_draft');
    if (row.revision !== revision) throw new Problem('revision_conflict');
    const words = { subject: subject ?? row.subject, text: text ?? row.text };
    await updateWords(tx, id, { ...words, revision: revision + 1 });
    return ['document.edit', { subject: row.subject, text: row.text }, words];
  });
}

/**
 * Looks its figures up anew: what is lacking no more is left out.
 * @throws {Problem} not_a_draft
 */
export async function refreshDocument(
  sql: RootSql,
  author: Author,
  registry: Registry,
  seen: DocumentDetail,
): Promise<void> {
  const programme = registry.programmes.get(seen.programme);
  if (!programme) throw new Problem('not_found');
  const rows = await loadRows(sql, registry, programme, seen.choice, author.now);
  await change(sql, author, seen.id, async (tx, row) => {
    if (row.state !== 'draft') throw new Problem('not_a_draft');
    await replaceRows(tx, seen.id, { rows, asOf: author.now, revision: row.revision + 1 });
    return ['document.refresh', { lacking: seen.rows.length }, { lacking: rows.length }];
  });
}

/**
 * Issues it: its DOCX is written with number, day and signer's title, and is the one that anybody ever gets; the people
 * of the localities it goes to are written to.
 * @throws {Problem} not_a_draft; number_taken; revision_conflict when it was changed meanwhile; invalid_body for a day
 * that has not been, or that was before its figures, and for an addressee that has ended since
 */
export async function issueDocument(
  sql: RootSql,
  author: Author,
  registry: Registry,
  seen: DocumentDetail,
  issue: Issue,
): Promise<void> {
  if (seen.state !== 'draft') throw new Problem('not_a_draft');
  const faults = faultsOfIssue(registry, seen, issue, dayOf(author.now));
  if (faults.length > 0) throw new Problem('invalid_body', faults);
  if (await isNumberTaken(sql, seen, issue)) throw new Problem('number_taken');
  // Before the transaction: nobody holds a connection while a file is written.
  const bytes = await renderDocument(registry, { ...seen, ...issue });
  const by = author.name ?? author.actor;
  await change(sql, author, seen.id, async (tx, row) => {
    if (row.state !== 'draft') throw new Problem('not_a_draft');
    // What was read and rendered is what is issued.
    if (row.revision !== seen.revision) throw new Problem('revision_conflict');
    if (!(await holdNumber(tx, row, issue))) throw new Problem('number_taken');
    const sha256 = hashOf(bytes);
    await insertFile(tx, { document: row.id, kind: 'docx', bytes, sha256, by, at: author.now });
    await issueRow(tx, row.id, { ...issue, at: author.now, by });
    const messages = await sendToAddressees(tx, author, registry, seen);
    return ['document.issue', undefined, { ...issue, sha256, messages }];
  });
}

function faultsOfIssue(registry: Registry, seen: DocumentDetail, { day }: Issue, today: Day): Fault[] {
  const drawn = dayOf(seen.asOf);
  return [
    ...(day > today ? [fault('/day', 'future_day', { day, today })] : []),
    ...(day < drawn
      ? [
          fault('/day', 'invalid_value', {
            why: `its figures are of ${drawn}: it cannot have been issued before`,
            whyVi: `số liệu của văn bản lấy ngày ${formatDay(drawn)}, ngày ban hành không thể sớm hơn`,
          }),
        ]
      : []),
    ...seen.addressees.flatMap(({ code }, at) => {
      const found = addresseeOf(registry, seen.province, code, day);
      return 'why' in found && day >= drawn && day <= today
        ? [fault(`/addressees/${at}`, 'invalid_value', found)]
        : [];
    }),
  ];
}

/** Takes a draft away, for good. @throws {Problem} not_a_draft */
export async function discardDocument(sql: RootSql, author: Author, id: number): Promise<void> {
  await change(sql, author, id, async (tx, row) => {
    if (row.state !== 'draft') throw new Problem('not_a_draft');
    await deleteDraft(tx, id);
    return ['document.discard', { kind: row.kind, subject: row.subject, text: row.text }, undefined];
  });
}

/** Bytes of a signed file at most. */
export const SIGNED_BYTES = 10 * 1024 * 1024;
/** Files of one document: whoever took the wrong one brings another, which counts from then on. */
const SIGNED_FILES = 10;

/**
 * Keeps the file that came back signed: a PDF, told by its first bytes.
 * @throws {Problem} not_issued; too_large; invalid_file for what is empty or no PDF; too_many_files
 */
export async function keepSigned(sql: RootSql, author: Author, id: number, bytes: Buffer): Promise<void> {
  if (bytes.length > SIGNED_BYTES) throw new Problem('too_large');
  if (bytes.length === 0)
    throw new Problem('invalid_file', [
      fault('', 'invalid_value', { why: 'the file is empty', whyVi: 'tệp không có nội dung' }),
    ]);
  if (evidenceType(bytes) !== 'application/pdf')
    throw new Problem('invalid_file', [
      fault('', 'invalid_value', {
        why: 'the file is no PDF, whatever it is called',
        whyVi: 'tệp không phải là PDF, dù tên tệp ghi thế nào',
      }),
    ]);
  const sha256 = hashOf(bytes);
  const by = author.name ?? author.actor;
  await change(sql, author, id, async (tx, row) => {
    if (row.state !== 'issued') throw new Problem('not_issued');
    if ((await countFiles(tx, id, 'signed')) >= SIGNED_FILES) throw new Problem('too_many_files');
    await insertFile(tx, { document: id, kind: 'signed', bytes, sha256, by, at: author.now });
    return ['document.sign', undefined, { sha256, size: bytes.length }];
  });
}

const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** Its DOCX: the same for who downloads a draft and for who issues it. */
export async function renderDocument(
  registry: Registry,
  row: Omit<DocumentDetail, 'state' | 'choice'>,
): Promise<Buffer> {
  const facts = factsOf(registry, row);
  const { docx } = await render({
    formats: ['docx'],
    paper: documentPaper(facts),
    letterhead: documentLetterhead(facts),
    asOf: row.asOf.toISOString(),
  });
  if (!docx) throw new Error('The DOCX of a document was not written.');
  return docx;
}

type Told = [action: string, before: unknown, after: unknown];

async function change(
  sql: RootSql,
  author: Author,
  id: number,
  act: (tx: Tx, row: LockedDocument) => Promise<Told>,
): Promise<void> {
  await sql.begin(async (tx) => {
    const row = await lockDocument(tx, id);
    if (!row) throw new Problem('not_found');
    const [action, before, after] = await act(tx, row);
    await audit(tx, author, row, action, before, after);
  });
}

async function audit(
  tx: Tx,
  author: Author,
  { id, province }: { id: number; province: string },
  action: string,
  before: unknown,
  after: unknown,
): Promise<void> {
  await insertAuditOf(tx, author, { action, target: `document ${id}`, area: province, before, after });
}
