import { type Author, writeAudit } from '../access/author.ts';
import { type Day, dayOf, formatDay } from '../days.ts';
import type { Clients, OrmTx } from '../db/connect.ts';
import { Problem } from '../http/problems.ts';
import { refuse } from '../refused.ts';
import type { Registry } from '../registry/snapshot.ts';
import { evidenceName, evidenceType, FILE_BYTES } from '../review/evidence-rules.ts';
import { agenciesOf } from './agency-rules.ts';
import { type Deadline, deadlineOfDay, readDeadline } from './deadline-rules.ts';
import {
  decideClaim,
  insertClaim,
  insertDeadlines,
  insertFile,
  insertNote,
  insertPlan,
  insertVersion,
  listFiles,
  lockPlan,
  lockTask,
  readClaims,
  readEvents,
  readTasks,
  updatePlan,
  updateTask,
} from './store.ts';
import type { Brought, DeadlineRow, Paper, PlanRow, TaskRow } from './types.ts';
import { givenOn, isDraft } from './view-rules.ts';

/** What can be done with plans and their tasks, the same for page, API and shell. How far a task is is none of it. */

export interface PlanTerms {
  code: string;
  title: string;
  /** Code of a province, or `*`. */
  province: string;
  standing: string;
  number?: string | null | undefined;
  day?: Day | null | undefined;
  kind?: string | undefined;
  dayNamedCounts?: boolean | undefined;
  paper?: Paper | undefined;
}

/**
 * Makes a plan, a draft as long as it has neither number nor day.
 * @throws {Problem} plan_exists
 * @throws {Refused} where its standing agency is none, or has ended
 */
export async function createPlan(
  db: Clients,
  author: Author,
  registry: Registry,
  terms: PlanTerms,
): Promise<PlanRow> {
  const standing = standingOf(registry, terms, dayOf(author.now));
  return await db.orm.transaction(async (tx) => {
    const row = {
      code: terms.code,
      title: terms.title,
      province: terms.province,
      standing,
      kind: terms.kind ?? 'ke_hoach',
      number: terms.number ?? null,
      day: terms.day ?? null,
      dayNamedCounts: terms.dayNamedCounts ?? false,
      paper: terms.paper ?? {},
      createdAt: author.now,
      createdBy: author.name ?? author.actor,
    };
    const id = await insertPlan(tx, row);
    if (id === undefined) throw new Problem('plan_exists');
    const { code, title, number, day } = row;
    await auditPlan(tx, author, row, 'plan.create', undefined, { code, title, standing, number, day });
    return { id, version: 1, ...row };
  });
}

/** @throws {Refused} at `standing` */
function standingOf(
  registry: Registry,
  { province, standing }: Pick<PlanTerms, 'province' | 'standing'>,
  today: Day,
) {
  const found = agenciesOf(registry, province, today).find(standing, '/standing');
  if (found === undefined)
    refuse('standing', [
      `Chưa có cơ quan “${standing}” trong danh mục.`,
      `There is no agency “${standing}” here.`,
    ]);
  if (typeof found !== 'string') refuse('standing', [found.messageVi, found.message]);
  return found;
}

export type PlanChange = {
  [Field in 'title' | 'standing' | 'number' | 'day' | 'kind']?: PlanTerms[Field] | undefined;
};

/**
 * Gives a plan another title, standing agency, number or day; of one that is issued that is its next version.
 * @throws {Refused} where its standing agency is none, or has ended
 */
export async function changePlan(
  db: Clients,
  author: Author,
  registry: Registry,
  seen: PlanRow,
  change: PlanChange,
): Promise<void> {
  const standing =
    change.standing === undefined
      ? undefined
      : standingOf(registry, { ...seen, standing: change.standing }, dayOf(author.now));
  await db.orm.transaction(async (tx) => {
    const row = await lockPlan(tx, seen.id);
    if (!row) throw new Problem('not_found');
    const { title, number, day, kind } = change;
    const given = Object.entries({ title, number, day, kind, standing }).filter(
      ([, value]) => value !== undefined,
    );
    const changed = given.filter(([name, value]) => row[name as keyof PlanRow] !== value);
    if (changed.length === 0) return;
    const isAmended = !isDraft(row);
    const version = isAmended ? row.version + 1 : row.version;
    await updatePlan(tx, row.id, { ...Object.fromEntries(changed), version });
    const before = Object.fromEntries(changed.map(([name]) => [name, row[name as keyof PlanRow]]));
    if (isAmended)
      await insertVersion(tx, {
        ...{
          plan: row.id,
          version,
          at: author.now,
          by: author.name ?? author.actor,
          reason: null,
          basis: null,
        },
        changes: changed.map(([field, after]) => ({
          no: '',
          what: 'plan',
          field,
          before: before[field],
          after,
        })),
      });
    await auditPlan(tx, author, row, 'plan.change', before, Object.fromEntries(changed));
  });
}

/** Of which part of a task somebody speaks: a locality of one that each does for itself, else null. */
export type Part = string | null;

/** Says how a task goes on. @throws {Problem} task_cancelled, already_done */
export async function noteProgress(
  db: Clients,
  author: Author,
  plan: PlanRow,
  id: number,
  { text, locality }: { text: string; locality: Part },
): Promise<void> {
  await change(db, author, plan, id, async (tx, task) => {
    await refuseClosed(tx, task, locality);
    await insertNote(tx, { task: id, locality, text, at: author.now, by: author.name ?? author.actor });
    return ['task.progress', undefined, { text, ...(locality ? { locality } : {}) }];
  });
}

/**
 * Claims that a task is done, with what it brings. It is done on that day once it is confirmed.
 * @throws {Problem} task_cancelled, already_done, already_claimed, has_children
 * @throws {Refused} for a day before the task or to come, for a file that is not of the task
 */
export async function claimTask(
  db: Clients,
  author: Author,
  plan: PlanRow,
  id: number,
  { on, products, locality }: { on: Day; products: readonly Brought[]; locality: Part },
): Promise<void> {
  await change(db, author, plan, id, async (tx, task) => {
    const { deadlines } = await readEvents(tx, [plan.id], id);
    const [original] = deadlines;
    await refuseClosed(tx, task, locality);
    const today = dayOf(author.now);
    const first = givenOn(plan, task, original?.lastDay);
    if (on > today)
      refuse('on', [`Ngày ${formatDay(on)} chưa đến.`, `${on} has not come yet; today is ${today}.`]);
    if (on < first)
      refuse('on', [
        `Ngày ${formatDay(on)} trước ngày giao nhiệm vụ (${formatDay(first)}).`,
        `${on} is before the task was given, on ${first}.`,
      ]);
    const files = products.some(({ file }) => file !== undefined) ? await listFiles(tx, id) : [];
    for (const [at, { file }] of products.entries())
      if (file !== undefined && !files.some((one) => one.id === file && one.locality === locality))
        refuse(`products/${at}/file`, [
          'Không có tệp này trong nhiệm vụ.',
          'There is no such file of this task.',
        ]);
    const by = author.name ?? author.actor;
    const made = await insertClaim(tx, {
      task: id,
      locality,
      on,
      products: [...products],
      at: author.now,
      by,
    });
    if (!made) throw new Problem('already_claimed');
    return ['task.claim', undefined, { on, products, ...(locality ? { locality } : {}) }];
  });
}

/**
 * Confirms what is claimed, or sends it back with a reason.
 * @throws {Problem} not_claimed where nothing waits, or somebody else has just decided
 */
export async function decideTask(
  db: Clients,
  author: Author,
  plan: PlanRow,
  id: number,
  { accept, reason, locality }: { accept: boolean; reason: string | null; locality: Part },
): Promise<void> {
  if (!accept && reason === null)
    refuse('reason', ['Nhập lý do chưa xác nhận.', 'A reason is needed to send a claim back.']);
  await change(db, author, plan, id, async (tx, task) => {
    if (task.cancelledAt) throw new Problem('task_cancelled');
    const claims = await readClaims(tx, id, locality);
    const waiting = claims.findLast(({ decidedAt }) => decidedAt === null);
    const decidedBy = author.name ?? author.actor;
    const decision = { accepted: accept, reason, decidedAt: author.now, decidedBy };
    if (!waiting || !(await decideClaim(tx, waiting.id, decision))) throw new Problem('not_claimed');
    const told = { on: waiting.on, ...(reason ? { reason } : {}), ...(locality ? { locality } : {}) };
    return [accept ? 'task.confirm' : 'task.reject', undefined, told];
  });
}

export interface DeadlineTerms {
  asWritten?: string | undefined;
  lastDay?: Day | undefined;
  reason: string;
  basis?: string | null | undefined;
}

/**
 * Moves a deadline, with the reason and the paper that does so.
 * @throws {Problem} task_cancelled, already_done
 * @throws {Refused} for words of which no day can be read while none is given, for a day before the task
 */
export async function moveDeadline(
  db: Clients,
  author: Author,
  plan: PlanRow,
  id: number,
  { asWritten, lastDay, reason, basis }: DeadlineTerms,
): Promise<void> {
  const next = deadlineFrom(plan, asWritten, lastDay);
  await change(db, author, plan, id, async (tx, task) => {
    if (!task.perUnit) await refuseClosed(tx, task, null, { parents: true });
    else if (task.cancelledAt) throw new Problem('task_cancelled');
    const { deadlines } = await readEvents(tx, [plan.id], id);
    const [current, original] = [deadlines.at(-1), deadlines[0]];
    const given = givenOn(plan, task, original?.lastDay);
    if (next.lastDay !== null && next.lastDay < given)
      refuse(lastDay === undefined ? 'asWritten' : 'lastDay', [
        `Ngày đúng hạn cuối cùng (${formatDay(next.lastDay)}) trước ngày giao nhiệm vụ (${formatDay(given)}).`,
        `The last day on time would be ${next.lastDay}, before the task was given on ${given}.`,
      ]);
    if ((current?.recurring === null) !== (next.recurring === null))
      refuse(lastDay === undefined ? 'asWritten' : 'lastDay', [
        'Nhiệm vụ thường xuyên và nhiệm vụ có thời hạn không đổi sang nhau ở đây: điều chỉnh kế hoạch.',
        'What comes again does not become what is due once by a deadline that moves: amend the plan.',
      ]);
    const row = deadlineRow(id, next, author, { reason, basis: basis ?? null });
    await insertDeadlines(tx, [row]);
    const told = ({ asWritten: words, lastDay: day }: Pick<DeadlineRow, 'asWritten' | 'lastDay'>) => ({
      asWritten: words,
      lastDay: day,
    });
    return ['task.deadline', current && told(current), { ...told(row), reason, basis: row.basis }];
  });
}

/** @throws {Refused} where neither words nor a day say when */
function deadlineFrom(plan: PlanRow, asWritten: string | undefined, lastDay: Day | undefined): Deadline {
  if (asWritten === undefined) {
    if (lastDay === undefined)
      refuse('asWritten', ['Nhập thời hạn mới.', 'The new deadline is needed, in words or as its last day.']);
    return deadlineOfDay(lastDay);
  }
  const read = readDeadline(asWritten, plan);
  if (lastDay !== undefined) return { ...read, kind: 'day', lastDay, recurring: null };
  if (read.kind === 'unread')
    refuse('lastDay', [
      `Không đọc được ngày trong “${read.asWritten}”: nhập ngày đúng hạn cuối cùng.`,
      `No day can be read from “${read.asWritten}”: give the last day on time.`,
    ]);
  return read;
}

export function deadlineRow(
  task: number,
  { asWritten, lastDay, recurring }: Deadline,
  author: Author,
  { reason, basis }: { reason: string | null; basis: string | null },
): DeadlineRow {
  return {
    task,
    asWritten,
    lastDay,
    recurring,
    reason,
    basis,
    at: author.now,
    by: author.name ?? author.actor,
  };
}

/** Cancels a task, and its parts with it. @throws {Problem} task_cancelled, already_done */
export async function cancelTask(
  db: Clients,
  author: Author,
  plan: PlanRow,
  id: number,
  reason: string,
): Promise<void> {
  await change(db, author, plan, id, async (tx, task) => {
    if (task.perUnit) {
      if (task.cancelledAt) throw new Problem('task_cancelled');
    } else await refuseClosed(tx, task, null, { parents: true });
    await updateTask(tx, id, {
      cancelledAt: author.now,
      cancelledBy: author.name ?? author.actor,
      cancelReason: reason,
    });
    return ['task.cancel', undefined, { reason }];
  });
}

/** What may be given to a task after it is made, without its being a version of the plan. */
export async function setMeasure(
  db: Clients,
  author: Author,
  plan: PlanRow,
  id: number,
  measure: TaskRow['measure'],
): Promise<void> {
  await change(db, author, plan, id, async (tx, task) => {
    await updateTask(tx, id, { measure });
    return ['task.change', { measure: task.measure }, { measure }];
  });
}

/** Of one task and locality; a scan of each product and a few more. */
const FILES = 20;
const FILES_BYTES = 40 * 1024 * 1024;

export type Kept = { id: number } | 'empty' | 'too_large' | 'wrong_type' | 'too_many';

/** Keeps a file that a task brings; the same one twice is kept once. Told by what it holds, never by its name. */
export async function keepFile(
  db: Clients,
  author: Author,
  plan: PlanRow,
  id: number,
  given: { name: string; bytes: Buffer; hash: string; locality: Part },
): Promise<Kept> {
  const { bytes, hash, locality } = given;
  if (bytes.length === 0) return 'empty';
  if (bytes.length > FILE_BYTES) return 'too_large';
  const type = evidenceType(bytes);
  if (!type) return 'wrong_type';
  let kept: Kept = 'too_many';
  await change(db, author, plan, id, async (tx, task) => {
    await refuseClosed(tx, task, locality);
    const files = (await listFiles(tx, id)).filter((one) => one.locality === locality);
    const same = files.find((one) => one.hash === hash);
    if (same) {
      kept = { id: same.id };
      return undefined;
    }
    const sum = files.reduce((all, { size }) => all + size, bytes.length);
    if (files.length >= FILES || sum > FILES_BYTES) return undefined;
    const fileName = evidenceName(given.name, type);
    const by = author.name ?? author.actor;
    const row = {
      task: id,
      locality,
      fileName,
      type,
      size: bytes.length,
      hash,
      body: bytes,
      at: author.now,
      by,
    };
    kept = { id: await insertFile(tx, row) };
    return ['task.file', undefined, { ...kept, fileName, hash }];
  });
  return kept;
}

/**
 * What is done, cancelled or made of parts takes nothing more.
 * @throws {Problem} task_cancelled, has_children, already_done
 */
async function refuseClosed(
  tx: OrmTx,
  task: TaskRow,
  locality: Part,
  { parents = false } = {},
): Promise<void> {
  const tasks = await readTasks(tx, [task.plan]);
  const byId = new Map(tasks.map((one) => [one.id, one]));
  for (let one: TaskRow | undefined = task; one; one = one.parent === null ? undefined : byId.get(one.parent))
    if (one.cancelledAt) throw new Problem('task_cancelled');
  const hasChildren = tasks.some(({ parent }) => parent === task.id);
  if (hasChildren && !parents) throw new Problem('has_children');
  const { deadlines } = await readEvents(tx, [task.plan], task.id);
  if (deadlines.at(-1)?.recurring) return;
  const claims = await readClaims(tx, task.id, locality);
  if (claims.some(({ accepted }) => accepted)) throw new Problem('already_done');
}

type Told = [action: string, before: unknown, after: unknown];

async function change(
  db: Clients,
  author: Author,
  plan: PlanRow,
  id: number,
  act: (tx: OrmTx, task: TaskRow) => Promise<Told | undefined>,
): Promise<void> {
  await db.orm.transaction(async (tx) => {
    const task = await lockTask(tx, id);
    if (!task || task.plan !== plan.id) throw new Problem('not_found');
    const told = await act(tx, task);
    if (!told) return;
    const [action, before, after] = told;
    await writeAudit(tx, author, {
      action,
      target: `task ${id}`,
      area: plan.province,
      ...(before === undefined ? {} : { before }),
      after: { plan: plan.code, no: task.no, ...(after as object) },
    });
  });
}

export async function auditPlan(
  tx: OrmTx,
  author: Author,
  { code, province }: Pick<PlanRow, 'code' | 'province'>,
  action: string,
  before: unknown,
  after: unknown,
): Promise<void> {
  await writeAudit(tx, author, {
    ...{ action, target: `plan ${code}`, area: province, after },
    ...(before === undefined ? {} : { before }),
  });
}
