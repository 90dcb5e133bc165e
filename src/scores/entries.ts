import { createHash } from 'node:crypto';
import type { Author } from '../access/author.ts';
import type { Clients } from '../db/connect.ts';
import { Problem } from '../http/problems.ts';
import { refuse } from '../refused.ts';
import type { Locality } from '../registry/types.ts';
import { evidenceName, evidenceType, FILE_BYTES, FILES_A_DAY } from '../review/evidence-rules.ts';
import {
  changeRound,
  entryOf,
  refuseFaults,
  requireOpen,
  requireRevision,
  requireScored,
  type SaidList,
  type Scored,
  saidOf,
} from './round-change.ts';
import { criteriaOf, saidFaults } from './rules.ts';
import { insertEntry, insertScoreEvidence, listScoreEvidence, readEntries } from './store.ts';

/** What is said of a locality's points: its own word with its files, then the department's. */

/** A locality's own word, before anything is verified. @throws {Problem} @throws {Refused} */
export async function selfScore(
  db: Clients,
  author: Author,
  of: Scored,
  locality: Locality,
  given: { criteria: SaidList; revision?: number | undefined },
): Promise<void> {
  await changeRound(db, author, of, async (tx, round, set) => {
    requireScored(of, locality, author.now);
    requireOpen(round);
    const entries = await readEntries(tx, round.id, locality.code);
    const before = entries.find((one) => one.kind === 'self');
    if (entries.some((one) => one.kind === 'verification')) throw new Problem('already_verified');
    requireRevision(before?.revision, given.revision);
    const files = await listScoreEvidence(tx, {
      set: set.code,
      period: round.period,
      locality: locality.code,
    });
    const withFiles = new Set(files.map((one) => one.criterion));
    refuseFaults(saidFaults(set, given.criteria, { evidence: true, withFiles }));
    const said = saidOf(given.criteria);
    await insertEntry(tx, entryOf(author, round, locality, 'self', before?.revision, said));
    return {
      action: 'score.self',
      area: locality.code,
      target: locality.code,
      before: before?.said,
      after: said,
    };
  });
}

/** The department's word; criteria that it leaves out stand as the locality said. @throws {Problem} @throws {Refused} */
export async function verifyScore(
  db: Clients,
  author: Author,
  of: Scored,
  locality: Locality,
  given: { criteria: SaidList; revision?: number | undefined },
): Promise<void> {
  await changeRound(db, author, of, async (tx, round, set) => {
    requireScored(of, locality, author.now);
    requireOpen(round);
    const entries = await readEntries(tx, round.id, locality.code);
    const self = entries.find((one) => one.kind === 'self');
    if (!self) throw new Problem('not_self_scored');
    const before = entries.find((one) => one.kind === 'verification');
    requireRevision(before?.revision, given.revision);
    refuseFaults(saidFaults(set, given.criteria, { evidence: false, withFiles: new Set() }));
    const said = { ...self.said, ...saidOf(given.criteria) };
    await insertEntry(tx, entryOf(author, round, locality, 'verification', before?.revision, said));
    return {
      action: 'score.verify',
      area: locality.code,
      target: locality.code,
      before: before?.said,
      after: said,
    };
  });
}

export interface FileGiven {
  criterion: string;
  name: string;
  bytes: Buffer;
  /** Null for who comes with a token. */
  person: number | null;
}

/** Keeps a file that shows what a locality says of a criterion. @throws {Refused} at `file` @throws {Problem} */
export async function keepScoreEvidence(
  db: Clients,
  author: Author,
  of: Scored,
  locality: Locality,
  { criterion, name, bytes, person }: FileGiven,
): Promise<number> {
  const type = evidenceType(bytes);
  if (bytes.length === 0 || bytes.length > FILE_BYTES || !type)
    refuse('file', [
      'Chọn ảnh JPEG, PNG, WebP hoặc tệp PDF, tối đa 5 MB.',
      'A picture (JPEG, PNG, WebP) or a PDF of at most 5 MB.',
    ]);
  let id: number | undefined;
  await changeRound(db, author, of, async (tx, round, set) => {
    requireScored(of, locality, author.now);
    if (round.state === 'approved') throw new Problem('scores_approved');
    if (!criteriaOf(set).some((one) => one.code === criterion))
      refuse('criterion', ['Chọn tiêu chí.', `There is no criterion “${criterion}”.`]);
    const key = { set: set.code, period: round.period, locality: locality.code };
    const known = await listScoreEvidence(tx, key);
    const hash = createHash('sha256').update(bytes).digest('hex');
    const same = known.find((one) => one.hash === hash && one.criterion === criterion);
    if (!same && known.length >= FILES_A_DAY * 5)
      refuse('file', ['Đã đủ số tệp của kỳ này.', 'There are as many files as a period takes.']);
    const fileName = evidenceName(name, type);
    const by = author.name ?? author.actor;
    const row = {
      ...key,
      criterion,
      fileName,
      type,
      size: bytes.length,
      hash,
      body: bytes,
      by,
      person,
      at: author.now,
    };
    id = same?.id ?? (await insertScoreEvidence(tx, row));
    return {
      action: 'score.evidence',
      area: locality.code,
      target: locality.code,
      after: { criterion, fileName, hash },
    };
  });
  if (id === undefined) throw new Error('The file was not stored.');
  return id;
}
