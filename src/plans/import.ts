import type { Author } from '../access/author.ts';
import { dayOf } from '../days.ts';
import type { Clients, OrmTx } from '../db/connect.ts';
import { type Fault, fault } from '../faults.ts';
import { Problem } from '../http/problems.ts';
import type { Registry } from '../registry/snapshot.ts';
import { type Found, notTaken, type SheetNotes, sheetNotes } from '../sheets/found.ts';
import { createTeller, type Told } from '../told.ts';
import { ALL_LOCALITIES, agenciesOf } from './agency-rules.ts';
import {
  circle,
  numberKey,
  readTaskSheet,
  type TaskColumn,
  type TaskSheetRow,
  type TaskTerms,
} from './sheet-rules.ts';
import {
  insertDeadlines,
  insertTasks,
  insertVersion,
  lastPosition,
  lockPlan,
  readEvents,
  readTasks,
  setParents,
  updatePlan,
  updateTask,
  type VersionChange,
} from './store.ts';
import type { DeadlineRow, PlanRow, TaskRow } from './types.ts';
import { auditPlan, deadlineRow } from './verbs.ts';

/** Tasks of a sheet: they are made, and those that are there already are brought up to date by their number. */

export interface TaskResult
  extends Partial<Told<{ column: string; code: string; message: string; messageVi: string }>> {
  sheet?: string;
  row: number;
  no: string;
  outcome: 'accepted' | 'unchanged' | 'skipped' | 'rejected';
  /** What an accepted row does, or would do. */
  does?: 'added' | 'changed';
  deadline?: Pick<DeadlineRow, 'asWritten' | 'lastDay' | 'recurring'>;
  /** No day can be read from the words: somebody gives it by hand. */
  needsDay?: true;
}

export interface TaskImport extends SheetNotes {
  accepted: number;
  unchanged: number;
  skipped: number;
  rejected: number;
  /** Of the plan, with this sheet. */
  version: number;
  moreErrors?: number;
  results: TaskResult[];
}

export interface ImportOptions {
  registry: Registry;
  dryRun: boolean;
  /** Why, and by which paper, where the sheet moves deadlines. */
  reason: string | null;
  basis: string | null;
}

interface Planned {
  read: TaskSheetRow;
  known: TaskRow | undefined;
  changes: VersionChange[];
  faults: Fault[];
}

/**
 * Makes or amends the tasks of a plan by a sheet, in one transaction. Every fault of every row is told at its column;
 * with any nothing is stored. What does not stand in the sheet stays; the same sheet again changes nothing. An
 * amendment is the next version of the plan.
 */
export async function importTasks(
  db: Clients,
  author: Author,
  seen: PlanRow,
  found: Found,
  options: ImportOptions,
): Promise<TaskImport> {
  const taken = notTaken(found, []);
  const planIn = async (tx: OrmTx, plan: PlanRow): Promise<Planned[]> => {
    const tasks = await readTasks(tx, [plan.id]);
    const { deadlines } = await readEvents(tx, [plan.id]);
    const rows = readTaskSheet(taken, {
      agencies: agenciesOf(options.registry, plan.province, dayOf(author.now)),
      settings: plan,
      known: tasks.map(({ no }) => no),
    });
    return planRows(taken.headers, rows, tasks, deadlines, options);
  };
  let planned = await planIn(db.orm, seen);
  let version = seen.version;
  const isSound = () => planned.every(({ faults }) => faults.length === 0);
  const doesAnything = () => planned.some(({ changes }) => changes.length > 0);
  if (isSound() && doesAnything() && !options.dryRun)
    await db.orm.transaction(async (tx) => {
      const plan = await lockPlan(tx, seen.id);
      if (!plan) throw new Problem('not_found');
      planned = await planIn(tx, plan);
      // Somebody has been faster: what there is to say of it now is said, and nothing is stored.
      if (isSound() && doesAnything()) version = await store(tx, author, plan, planned, options);
    });
  return answer(found, planned, version);
}

/** Columns of a sheet that say something of a task that is there already. */
const COMPARED = ['title', 'content', 'leads', 'coordinators', 'followers', 'products'] as const;

function planRows(
  headers: readonly string[],
  rows: readonly TaskSheetRow[],
  tasks: readonly TaskRow[],
  deadlines: readonly DeadlineRow[],
  { reason }: Pick<ImportOptions, 'reason'>,
): Planned[] {
  const byNumber = new Map(tasks.map((task) => [numberKey(task.no), task]));
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const current = new Map(deadlines.map((one) => [one.task, one]));
  const has = (column: TaskColumn) => headers.includes(column);
  const planned = rows
    .filter(({ blank }) => !blank)
    .map((read): Planned => {
      const { task: terms } = read;
      const known = byNumber.get(numberKey(terms.no));
      // Of a task that is there a column that the sheet does not have says nothing.
      const faults = read.faults.filter(
        ({ pointer }) =>
          !known || !['/title', '/leads'].includes(pointer) || headers.includes(pointer.slice(1)),
      );
      const changes: VersionChange[] = [];
      if (!known) changes.push({ no: terms.no, what: 'added', after: told(terms) });
      else {
        for (const field of COMPARED)
          if (has(field) && !same(known[field], terms[field]))
            changes.push({ no: known.no, what: 'changed', field, before: known[field], after: terms[field] });
        const parent = known.parent === null ? null : (byId.get(known.parent)?.no ?? null);
        if (has('parent') && parent !== terms.parent)
          changes.push({
            no: known.no,
            what: 'changed',
            field: 'parent',
            before: parent,
            after: terms.parent,
          });
        const before = current.get(known.id);
        if (has('deadline') && before && !sameDeadline(before, terms.deadline)) {
          if (reason === null)
            faults.push(
              fault('/deadline', 'invalid_value', {
                why: `it moves “${before.asWritten}”, for which a reason is needed`,
                whyVi: `thời hạn đang là “${before.asWritten}”; điều chỉnh thời hạn phải có lý do`,
              }),
            );
          changes.push({
            no: known.no,
            what: 'deadline',
            before: before.asWritten,
            after: terms.deadline.asWritten,
          });
        }
      }
      return { read, known, changes, faults };
    });
  refuseCircles(planned, tasks);
  return planned;
}

/** What the sheet makes of the parents, together with those that stand already. */
function refuseCircles(planned: readonly Planned[], tasks: readonly TaskRow[]): void {
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const parents = new Map(
    tasks.map(({ no, parent }) => [
      numberKey(no),
      parent === null ? null : numberKey(byId.get(parent)?.no ?? ''),
    ]),
  );
  for (const { read } of planned)
    parents.set(numberKey(read.task.no), read.task.parent === null ? null : numberKey(read.task.parent));
  for (const { read, faults } of planned) {
    if (faults.some(({ pointer }) => pointer === '/parent')) continue;
    const seen = new Set<string>();
    for (let at: string | null | undefined = numberKey(read.task.no); at; at = parents.get(at)) {
      if (seen.has(at)) {
        faults.push(circle());
        break;
      }
      seen.add(at);
    }
  }
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
/** Words that say the same are the same deadline, and so is a day that was given by hand for words. */
const sameDeadline = (before: DeadlineRow, after: TaskTerms['deadline']) =>
  before.asWritten === after.asWritten ||
  (before.lastDay !== null && before.lastDay === after.lastDay) ||
  (before.recurring !== null && same(before.recurring, after.recurring));

const told = ({ title, leads, deadline }: TaskTerms) => ({
  title,
  leads,
  deadline: deadline.asWritten,
  lastDay: deadline.lastDay,
});

async function store(
  tx: OrmTx,
  author: Author,
  plan: PlanRow,
  planned: readonly Planned[],
  { reason, basis }: ImportOptions,
): Promise<number> {
  const before = await readTasks(tx, [plan.id]);
  const from = await lastPosition(tx, plan.id);
  const added = planned.filter(({ known }) => !known);
  const ids = await insertTasks(
    tx,
    added.map(({ read: { task } }, at) => ({
      plan: plan.id,
      no: task.no,
      position: from + at + 1,
      ...fieldsOf(task),
      createdAt: author.now,
    })),
  );
  const idOf = new Map(before.map(({ no, id }) => [numberKey(no), id]));
  for (const [at, { read }] of added.entries()) idOf.set(numberKey(read.task.no), ids[at] ?? 0);
  const deadlines: DeadlineRow[] = [];
  const parents: { id: number; parent: number }[] = [];
  for (const [at, { read }] of added.entries())
    deadlines.push(deadlineRow(ids[at] ?? 0, read.task.deadline, author, { reason: null, basis: null }));
  for (const { read, known, changes } of planned) {
    const id = idOf.get(numberKey(read.task.no)) ?? 0;
    const parent = read.task.parent === null ? null : (idOf.get(numberKey(read.task.parent)) ?? null);
    if (!known) {
      if (parent !== null) parents.push({ id, parent });
      continue;
    }
    const fields = changes.filter(({ what }) => what === 'changed');
    if (fields.length > 0) {
      const all = fieldsOf(read.task);
      const next = Object.fromEntries(
        fields.map(({ field = '' }) => [field, field === 'parent' ? parent : all[field as keyof typeof all]]),
      );
      if ('leads' in next) next.perUnit = all.perUnit;
      await updateTask(tx, id, next);
    }
    if (changes.some(({ what }) => what === 'deadline'))
      deadlines.push(deadlineRow(id, read.task.deadline, author, { reason, basis }));
  }
  await setParents(tx, parents);
  await insertDeadlines(tx, deadlines);
  const changes = planned.flatMap((one) => one.changes);
  // The tasks with which a plan begins are its first version.
  const version = before.length === 0 ? plan.version : plan.version + 1;
  if (version > plan.version) {
    await updatePlan(tx, plan.id, { version });
    const by = author.name ?? author.actor;
    await insertVersion(tx, { plan: plan.id, version, at: author.now, by, reason, basis, changes });
  }
  await auditPlan(tx, author, plan, 'plan.import', undefined, {
    version,
    added: added.map(({ read }) => read.task.no),
    changed: planned
      .filter(({ known, changes: of }) => known && of.length > 0)
      .map(({ read }) => read.task.no),
    ...(reason ? { reason } : {}),
    ...(basis ? { basis } : {}),
  });
  return version;
}

/** As it is stored; what all localities lead each does for itself, and what they do daily the records measure. */
function fieldsOf({ title, content, leads, coordinators, followers, products, deadline }: TaskTerms) {
  const perUnit = leads.includes(ALL_LOCALITIES);
  const isDaily = perUnit && deadline.recurring?.freq === 'daily';
  const measure = isDaily ? ('daily_records' as const) : null;
  return { title, content, leads, coordinators, followers, products, perUnit, measure };
}

function answer(found: Found, planned: readonly Planned[], version: number): TaskImport {
  const several = found.sheets.length > 1;
  const tell = createTeller();
  const byRow = new Map(planned.map((one) => [`${one.read.sheet} ${one.read.row}`, one]));
  const results = found.rows.map(({ sheet, row }): TaskResult => {
    const place = several ? { sheet: found.sheets[sheet]?.name ?? '', row } : { row };
    const one = byRow.get(`${sheet} ${row}`);
    if (!one) return { ...place, no: '', outcome: 'skipped' };
    const { read, known, changes, faults } = one;
    const { no, deadline } = read.task;
    if (faults.length > 0) {
      const errors = faults.map(({ pointer, ...rest }) => ({ column: pointer.slice(1), ...rest }));
      return { ...place, no, outcome: 'rejected', ...tell(errors) };
    }
    const { asWritten, lastDay, recurring } = deadline;
    return {
      ...place,
      no,
      ...(changes.length === 0
        ? { outcome: 'unchanged' as const }
        : { outcome: 'accepted' as const, does: known ? ('changed' as const) : ('added' as const) }),
      deadline: { asWritten, lastDay, recurring },
      ...(lastDay === null && recurring === null ? { needsDay: true as const } : {}),
    };
  });
  const count = (of: TaskResult['outcome']) => results.filter(({ outcome }) => outcome === of).length;
  return {
    accepted: count('accepted'),
    unchanged: count('unchanged'),
    skipped: count('skipped'),
    rejected: count('rejected'),
    version,
    ...(tell.more() > 0 ? { moreErrors: tell.more() } : {}),
    ...sheetNotes(found, false),
    results,
  };
}
