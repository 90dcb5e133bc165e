import { type Author, writeAudit } from '../access/author.ts';
import { formatDay } from '../days.ts';
import type { Clients, OrmTx } from '../db/connect.ts';
import { fault } from '../faults.ts';
import { changeLocked, type Told } from '../http/locked-change.ts';
import { Problem } from '../http/problems.ts';
import type { Registry } from '../registry/snapshot.ts';
import { drawnNow, filesOf, renderReport } from './drawing.ts';
import { sourceOf } from './remarks/of-report.ts';
import { findRemark } from './remarks/store.ts';
import { SECTION_OF } from './remarks/words.ts';
import type { How } from './schedule-rules.ts';
import { LONGEST_SECTION } from './schema.ts';
import {
  adoptDraft,
  type FileFormat,
  insertFiles,
  insertReport,
  lockReport,
  type ReportRow,
  readFile,
  updateReport,
  versionsOf,
} from './store.ts';
import type { Subject } from './subject-rules.ts';
import type { Narrative } from './types.ts';
import { currentSnapshot, snapshotNow } from './view.ts';

/**
 * What can be done with a report, the same for page, API, shell and job. The way of one: draft → submitted → approved;
 * returned or edited it is a draft again; what is approved never changes, a correction is the next version.
 */

/** By whom reports are drafted that are drafted by themselves. */
export const SERVICE_NAME = 'Hệ thống';

/**
 * Begins a report. One that was drafted by itself, and that nobody has touched, is whose who begins it first.
 * @throws {Problem} report_exists when there is one of this period
 */
export async function draftReport(db: Clients, author: Author, subject: Subject): Promise<number> {
  return await db.orm.transaction(async (tx) => {
    const { kind, province, programme, period, deadline } = subject;
    const of = { kind, province, programme, periodFrom: period.from, periodTo: period.to };
    const by = author.name ?? author.actor;
    const adopted = await adoptDraft(tx, of, SERVICE_NAME, { createdAt: author.now, createdBy: by });
    if (adopted !== undefined) {
      await audit(
        tx,
        author,
        { id: adopted, province },
        'report.draft',
        { by: SERVICE_NAME },
        { kind, ...period },
      );
      return adopted;
    }
    const id = await insertReport(tx, {
      ...of,
      deadline,
      version: 1,
      narrative: {},
      createdAt: author.now,
      createdBy: by,
    });
    if (id === undefined) throw new Problem('report_exists');
    await audit(tx, author, { id, province }, 'report.draft', undefined, { kind, ...period });
    return id;
  });
}

/** Drafts a report on its day; one that is there already, in whichever state, stays as it is. Answers whether it was none. */
export async function draftOnItsDay(
  db: Clients,
  author: Author,
  { kind, province, programme, period, deadline }: Subject,
  scheduled: Exclude<How, 'off'>,
): Promise<boolean> {
  return await db.orm.transaction(async (tx) => {
    const of = { kind, province, programme, periodFrom: period.from, periodTo: period.to };
    if ((await versionsOf(tx, of)).length > 0) return false;
    const made = { createdAt: author.now, createdBy: SERVICE_NAME, scheduled };
    const id = await insertReport(tx, { ...of, ...made, deadline, version: 1, narrative: {} });
    if (id === undefined) return false;
    await audit(tx, author, { id, province }, 'report.draft', undefined, { kind, ...period });
    return true;
  });
}

/**
 * Changes what people wrote in it; a submission is void by that.
 * @throws {Problem} not_a_draft, revision_conflict
 */
export async function editReport(
  db: Clients,
  author: Author,
  id: number,
  { narrative, revision }: { narrative: Narrative; revision: number },
): Promise<void> {
  await change(db, author, id, async (tx, row) => {
    if (row.state === 'approved') throw new Problem('not_a_draft');
    if (row.revision !== revision) throw new Problem('revision_conflict');
    await updateReport(tx, id, {
      narrative: { ...row.narrative, ...narrative },
      revision: revision + 1,
      // Who writes in what was drafted by itself is its author.
      ...(row.createdBy === SERVICE_NAME ? { createdBy: author.name ?? author.actor } : {}),
      ...(row.state === 'submitted' ? DRAFT_AGAIN : {}),
    });
    return ['report.edit', pick(row.narrative, narrative), narrative];
  });
}

/**
 * Takes over what a locality sent, below what stands in its section and with its source, together with what else was
 * changed in the same form.
 * @throws {Problem} not_found where it is not of the period; conflict where it was taken over before; not_a_draft,
 * revision_conflict; invalid_body where the section would be too long
 */
export async function takeRemark(
  db: Clients,
  author: Author,
  id: number,
  { id: remarkId, registry }: { id: number; registry: Registry },
  { narrative, revision }: { narrative: Narrative; revision: number },
): Promise<void> {
  const remark = await findRemark(db.orm, remarkId);
  if (!remark) throw new Problem('not_found');
  await change(db, author, id, async (tx, row) => {
    const province = registry.localities.get(remark.locality)?.province;
    const isOfIt =
      (row.province === '*' || province === row.province) &&
      remark.day >= row.periodFrom &&
      remark.day <= row.periodTo;
    if (!isOfIt) throw new Problem('not_found');
    if (row.state === 'approved') throw new Problem('not_a_draft');
    if (row.revision !== revision) throw new Problem('revision_conflict');
    if (row.taken.includes(remarkId)) throw new Problem('conflict');
    const section = SECTION_OF[remark.about];
    const all = { ...row.narrative, ...narrative };
    const source = `${sourceOf(registry, remark)}, ${formatDay(remark.day)}`;
    const text = [all[section]?.trimEnd(), `${remark.text} (Nguồn: ${source})`].filter(Boolean).join('\n');
    if (text.length > LONGEST_SECTION)
      throw new Problem('invalid_body', [
        fault(`/narrative/${section}`, 'invalid_value', {
          why: 'the section would be too long',
          whyVi: 'phần này sẽ quá dài',
        }),
      ]);
    await updateReport(tx, id, {
      narrative: { ...all, [section]: text },
      taken: [...row.taken, remarkId],
      revision: revision + 1,
      ...(row.createdBy === SERVICE_NAME ? { createdBy: author.name ?? author.actor } : {}),
      ...(row.state === 'submitted' ? DRAFT_AGAIN : {}),
    });
    const changed = { ...narrative, [section]: text };
    return ['report.take', pick(row.narrative, changed), { ...changed, remark: remarkId }];
  });
}

/**
 * Puts it before whoever approves, with the figures of now.
 * @throws {Problem} not_a_draft; no_figures when no day of its period has been
 */
export async function submitReport(
  db: Clients,
  author: Author,
  registry: Registry,
  seen: ReportRow,
): Promise<void> {
  if (seen.state !== 'draft') throw new Problem('not_a_draft');
  // Before the transaction: nobody holds one connection and waits for another.
  const snapshot = await snapshotNow(db, registry, seen, author.now);
  if (!snapshot) throw new Problem('no_figures');
  const drawn = await drawnNow(db.orm, seen);
  await change(db, author, seen.id, async (tx, row) => {
    if (row.state !== 'draft') throw new Problem('not_a_draft');
    await updateReport(tx, row.id, {
      state: 'submitted',
      snapshot: { ...snapshot, registryVersion: registry.version },
      drawn,
      submittedAt: author.now,
      submittedBy: author.name ?? author.actor,
      returnReason: null,
      returnedAt: null,
      returnedBy: null,
    });
    return ['report.submit', undefined, { asOf: snapshot.asOf }];
  });
}

/**
 * Approves it: its files are written now and are the ones that anybody ever gets.
 * @throws {Problem} not_submitted
 */
export async function approveReport(db: Clients, author: Author, seen: ReportRow): Promise<void> {
  if (seen.state !== 'submitted' || !seen.snapshot) throw new Problem('not_submitted');
  const files = await filesOf(db.orm, seen, seen.snapshot);
  await change(db, author, seen.id, async (tx, row) => {
    // What was read and rendered is what is approved; whatever came between has voided it.
    if (row.state !== 'submitted' || row.revision !== seen.revision) throw new Problem('not_submitted');
    if (row.submittedAt?.getTime() !== seen.submittedAt?.getTime()) throw new Problem('not_submitted');
    await insertFiles(tx, row.id, files);
    await updateReport(tx, row.id, {
      state: 'approved',
      approvedAt: author.now,
      approvedBy: author.name ?? author.actor,
    });
    return ['report.approve', undefined, { sha256: files.find((one) => one.format === 'docx')?.sha256 }];
  });
}

/** Sends it back to its author. @throws {Problem} not_submitted */
export async function returnReport(db: Clients, author: Author, id: number, reason: string): Promise<void> {
  await change(db, author, id, async (tx, row) => {
    if (row.state !== 'submitted') throw new Problem('not_submitted');
    await updateReport(tx, id, {
      ...DRAFT_AGAIN,
      returnReason: reason,
      returnedAt: author.now,
      returnedBy: author.name ?? author.actor,
    });
    return ['report.return', undefined, { reason }];
  });
}

/**
 * Begins the next version of an approved report, with its texts; the old one stays as it is.
 * @throws {Problem} not_approved; report_exists when a later version is there
 */
export async function correctReport(db: Clients, author: Author, id: number): Promise<number> {
  return await db.orm.transaction(async (tx) => {
    const row = await lockReport(tx, id);
    if (!row) throw new Problem('not_found');
    if (row.state !== 'approved') throw new Problem('not_approved');
    const latest = (await versionsOf(tx, row)).at(-1);
    if (latest && latest.version > row.version) throw new Problem('report_exists');
    const { kind, province, programme, periodFrom, periodTo, deadline, narrative } = row;
    const made = await insertReport(tx, {
      kind,
      province,
      programme,
      periodFrom,
      periodTo,
      deadline,
      narrative,
      taken: row.taken,
      version: row.version + 1,
      createdAt: author.now,
      createdBy: author.name ?? author.actor,
    });
    if (made === undefined) throw new Problem('report_exists');
    await audit(tx, author, { id: made, province }, 'report.correct', { id }, { version: row.version + 1 });
    return made;
  });
}

const DRAFT_AGAIN = {
  state: 'draft',
  snapshot: null,
  drawn: null,
  submittedAt: null,
  submittedBy: null,
} as const;

/**
 * A report as a file: of an approved one the bytes that were approved, with their SHA-256; of another as it stands.
 * @throws {Problem} no_figures when no day of its period has been
 */
export async function fileOf(
  db: Clients,
  registry: Registry,
  row: ReportRow,
  format: FileFormat,
  now: Date,
): Promise<{ bytes: Buffer; sha256: string | null }> {
  if (row.state === 'approved') {
    const stored = await readFile(db.orm, row.id, format);
    if (!stored) throw new Error(`The ${format} of the approved report ${row.id} is not there.`);
    return stored;
  }
  const snapshot = await currentSnapshot(db, registry, row, now);
  if (!snapshot) throw new Problem('no_figures');
  return { bytes: (await renderReport(db.orm, row, snapshot, [format]))[format], sha256: null };
}

const change = (db: Clients, author: Author, id: number, act: (tx: OrmTx, row: ReportRow) => Promise<Told>) =>
  changeLocked(db, author, { thing: 'report', lock: (tx) => lockReport(tx, id) }, act);

const audit = (
  tx: OrmTx,
  author: Author,
  { id, province: area }: { id: number; province: string },
  ...[action, before, after]: Told
) => writeAudit(tx, author, { action, target: `report ${id}`, area, before, after });

function pick(all: Narrative, some: Narrative): Narrative {
  return Object.fromEntries(Object.keys(some).map((code) => [code, all[code as keyof Narrative] ?? '']));
}
