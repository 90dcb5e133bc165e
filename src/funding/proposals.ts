import { createHash } from 'node:crypto';
import { type Author, writeAudit } from '../access/author.ts';
import type { Day } from '../days.ts';
import type { Clients, OrmTx } from '../db/connect.ts';
import { changeLocked, type Told } from '../http/locked-change.ts';
import { Problem } from '../http/problems.ts';
import { Refused, refuse } from '../refused.ts';
import type { Registry } from '../registry/snapshot.ts';
import { EVIDENCE_TYPES, evidenceName, evidenceType, FILE_BYTES } from '../review/evidence-rules.ts';
import { readHaveBefore } from './granted-store.ts';
import { receiversOf } from './heir-rules.ts';
import { amountOf, sumOf } from './money-rules.ts';
import {
  type AskedLine,
  checkAcceptance,
  checkAllocation,
  checkDelivery,
  checkDisbursement,
  future,
} from './proposal-rules.ts';
import {
  insertAcceptances,
  insertAllocation,
  insertDelivery,
  insertDisbursement,
  insertProposal,
  lockProposal,
  type ProposalRow,
  putMinutes,
  readDeliveries,
  readLines,
  replaceLines,
  updateProposal,
} from './proposal-store.ts';
import type { NeedsWanted, PutTogether } from './put-together.ts';
import { bySource, toAccept, toDeliver } from './rooms.ts';

/**
 * What can be done with a proposal, the same for page, API and shell: draft → submitted → approved, or returned and a
 * draft again. Of an approved one money is allocated, paid out, items are delivered and accepted, in parts. Each is one
 * transaction under the lock of the proposal: of two at once the second sees what the first has done.
 */

export interface NewProposal {
  title: string;
  province: string;
  programme: string;
  deadline: Day | null;
  needs: NeedsWanted;
}

/** Keeps needs that were put together, at the prices of their day. */
export async function draftProposal(
  db: Clients,
  author: Author,
  given: NewProposal,
  { day, lines }: PutTogether,
): Promise<number> {
  return await db.orm.transaction(async (tx) => {
    const { title, province, programme, deadline, needs } = given;
    const id = await insertProposal(tx, {
      title,
      province,
      programme,
      day,
      needs,
      deadline,
      createdAt: author.now,
      createdBy: nameOf(author),
    });
    await replaceLines(tx, id, lines);
    const total = String(sumOf(lines.map((one) => amountOf(one.quantity, one.unitPrice) ?? 0n)));
    await writeAudit(tx, author, {
      ...{ action: 'proposal.draft', target: `proposal ${id}`, area: province },
      after: { title, lines: lines.length, total },
    });
    return id;
  });
}

/**
 * Changes a draft: its title and deadline, and its lines where needs are put together anew.
 * @throws {Problem} proposal_not_draft
 */
export async function editProposal(
  db: Clients,
  author: Author,
  id: number,
  change: { title?: string | undefined; deadline?: Day | null | undefined; needs?: NeedsWanted | undefined },
  made: PutTogether | undefined,
): Promise<void> {
  await step(db, author, id, async (tx, row) => {
    if (row.state !== 'draft') throw new Problem('proposal_not_draft');
    const { title = row.title, deadline = row.deadline, needs = row.needs } = change;
    await updateProposal(tx, id, { title, deadline, needs, ...(made ? { day: made.day } : {}) });
    if (made) await replaceLines(tx, id, made.lines);
    return [
      'proposal.edit',
      { title: row.title, deadline: row.deadline },
      { title, deadline, ...(made ? { lines: made.lines.length } : {}) },
    ];
  });
}

/** Puts it before whoever approves. @throws {Problem} proposal_not_draft */
export async function submitProposal(db: Clients, author: Author, id: number): Promise<void> {
  await step(db, author, id, async (tx, row) => {
    if (row.state !== 'draft') throw new Problem('proposal_not_draft');
    await updateProposal(tx, id, {
      state: 'submitted',
      submittedAt: author.now,
      submittedBy: nameOf(author),
      returnReason: null,
      returnedAt: null,
      returnedBy: null,
    });
    return ['proposal.submit', undefined, undefined];
  });
}

/** Writes down that it was approved, by which paper. @throws {Problem} proposal_not_submitted */
export async function approveProposal(db: Clients, author: Author, id: number, paper: string): Promise<void> {
  await step(db, author, id, async (tx, row) => {
    if (row.state !== 'submitted') throw new Problem('proposal_not_submitted');
    await updateProposal(tx, id, {
      state: 'approved',
      approvedAt: author.now,
      approvedBy: nameOf(author),
      approvalPaper: paper,
    });
    return ['proposal.approve', undefined, { paper }];
  });
}

/** Sends it back: it is a draft again. @throws {Problem} proposal_not_submitted */
export async function returnProposal(db: Clients, author: Author, id: number, reason: string): Promise<void> {
  await step(db, author, id, async (tx, row) => {
    if (row.state !== 'submitted') throw new Problem('proposal_not_submitted');
    await updateProposal(tx, id, {
      state: 'draft',
      submittedAt: null,
      submittedBy: null,
      returnReason: reason,
      returnedAt: author.now,
      returnedBy: nameOf(author),
    });
    return ['proposal.return', undefined, { reason }];
  });
}

export interface NewAllocation {
  lines: readonly AskedLine[];
  source: string;
  paper: string | null;
  day?: Day | undefined;
}

/**
 * Grants money for lines, from one source: all of it or nothing.
 * @throws {Problem} proposal_not_approved
 * @throws {Refused} with every line that is above what was proposed
 */
export async function allocate(
  db: Clients,
  author: Author,
  id: number,
  { lines: asked, source, paper, day }: NewAllocation,
  today: Day,
): Promise<void> {
  await step(db, author, id, async (tx, row) => {
    requireApproved(row);
    const found = checkAllocation(await readLines(tx, [id]), asked);
    const objections = [...('objections' in found ? found.objections : []), ...future(day, today)];
    if (objections.length > 0 || 'objections' in found) throw new Refused(objections);
    await insertAllocation(
      tx,
      { proposal: id, source, paper, day: day ?? today, at: author.now, by: nameOf(author) },
      found.granted,
    );
    return ['proposal.allocate', undefined, { source, paper, lines: asked }];
  });
}

export interface NewDelivery extends AskedLine {
  day: Day;
  /** Number of the minutes. */
  minutes: string | null;
}

/**
 * Writes down that items were handed over. Those of a locality that has ended go to the one that took over from it.
 * @throws {Problem} proposal_not_approved
 * @throws {Refused} above what was allocated; of a day to come; where nobody can say who receives
 */
export async function deliver(
  db: Clients,
  author: Author,
  registry: Registry,
  id: number,
  asked: NewDelivery,
  today: Day,
): Promise<number[]> {
  const made: number[] = [];
  // Before the transaction: nobody holds one connection and waits for another. Records of days past are not changed.
  const before = new Map<string, number | null>();
  const receivers = [asked.locality, ...receiversOf(registry, asked.locality, asked.day)];
  for (const receiver of receivers)
    before.set(receiver, await readHaveBefore(db.sql, receiver, asked.item, { day: asked.day, today }));
  await step(db, author, id, async (tx, row) => {
    requireApproved(row);
    const found = checkDelivery(await toDeliver(tx, registry, id, asked), asked, today);
    if ('objections' in found) throw new Refused(found.objections);
    const { day, minutes } = asked;
    for (const { line, receiver, quantity } of found.delivered)
      made.push(
        await insertDelivery(tx, {
          line,
          receiver,
          quantity,
          day,
          minutes,
          haveBefore: before.get(receiver) ?? null,
          at: author.now,
          by: nameOf(author),
        }),
      );
    return ['proposal.deliver', undefined, { ...asked, delivered: found.delivered }];
  });
  return made;
}

/**
 * Writes down that items that were delivered were found in order.
 * @throws {Problem} proposal_not_approved
 * @throws {Refused} above what was delivered
 */
export async function accept(
  db: Clients,
  author: Author,
  registry: Registry,
  id: number,
  asked: AskedLine & { day: Day; paper: string | null },
  today: Day,
): Promise<void> {
  await step(db, author, id, async (tx, row) => {
    requireApproved(row);
    const found = checkAcceptance(await toAccept(tx, registry, id, asked), asked, today);
    if ('objections' in found) throw new Refused(found.objections);
    const { day, paper } = asked;
    await insertAcceptances(
      tx,
      found.accepted.map((one) => ({ ...one, day, paper, at: author.now, by: nameOf(author) })),
    );
    return ['proposal.accept', undefined, asked];
  });
}

/**
 * Writes down a payment out of what was granted from a source.
 * @throws {Problem} proposal_not_approved
 * @throws {Refused} above what is left of it
 */
export async function disburse(
  db: Clients,
  author: Author,
  id: number,
  asked: { source: string; amount: number; day: Day; paper: string | null },
  today: Day,
): Promise<void> {
  await step(db, author, id, async (tx, row) => {
    requireApproved(row);
    const { granted, paid } = await bySource(tx, id);
    const objections = checkDisbursement(granted, paid, asked, today);
    if (objections.length > 0) throw new Refused(objections);
    await insertDisbursement(tx, { proposal: id, ...asked, at: author.now, by: nameOf(author) });
    return ['proposal.disburse', undefined, asked];
  });
}

/**
 * Keeps the file of the minutes of a delivery: told by what it holds, bounded as evidence is.
 * @throws {Problem} not_found
 * @throws {Refused} for what is no picture or PDF, or too large
 */
export async function keepMinutes(
  db: Clients,
  author: Author,
  id: number,
  delivery: number,
  { name, bytes, cut = false }: { name: string; bytes: Buffer; cut?: boolean },
): Promise<void> {
  const type = evidenceType(bytes);
  if (bytes.length === 0) refuse('file', ['Chọn tệp biên bản.', 'Choose a file.']);
  if (cut || bytes.length > FILE_BYTES)
    refuse('file', ['Tệp biên bản lớn hơn 5 MB.', 'The file is larger than 5 MB.']);
  if (!type)
    refuse('file', [
      'Chỉ nhận tệp PDF hoặc ảnh (JPEG, PNG, WebP).',
      `Only ${EVIDENCE_TYPES.join(', ')} are taken.`,
    ]);
  await step(db, author, id, async (tx) => {
    if (!(await readDeliveries(tx, id)).some((one) => one.id === delivery)) throw new Problem('not_found');
    const hash = createHash('sha256').update(bytes).digest('hex');
    const file = { fileName: evidenceName(name, type), type, size: bytes.length, hash };
    await putMinutes(tx, { delivery, ...file, body: bytes, at: author.now, by: nameOf(author) });
    return ['proposal.minutes', undefined, { delivery, ...file }];
  });
}

function requireApproved(row: ProposalRow): void {
  if (row.state !== 'approved') throw new Problem('proposal_not_approved');
}

const nameOf = (author: Author) => author.name ?? author.actor;

const step = (db: Clients, author: Author, id: number, act: (tx: OrmTx, row: ProposalRow) => Promise<Told>) =>
  changeLocked(db, author, { thing: 'proposal', lock: (tx) => lockProposal(tx, id) }, act);
