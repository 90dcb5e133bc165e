import { and, asc, eq, inArray, isNull, max, sql as raw } from 'drizzle-orm';
import type { Day } from '../days.ts';
import type { Orm, OrmTx } from '../db/connect.ts';
import * as t from '../db/tables/index.ts';
import { chunks } from '../lib/chunks.ts';
import type { Recurrence } from './deadline-rules.ts';
import type { Brought, ClaimRow, DeadlineRow, NoteRow, PlanRow, TaskRow } from './types.ts';

/** A statement has a limit of parameters. */
const ROWS = 500;

export interface PlanQuery {
  /** Codes of provinces, with `*` where the nation's are meant. */
  provinces: readonly string[];
  code?: string | undefined;
}

export async function listPlans(orm: OrmTx, { provinces, code }: PlanQuery): Promise<PlanRow[]> {
  const rows = await orm
    .select()
    .from(t.plan)
    .where(
      and(inArray(t.plan.province, [...provinces]), code === undefined ? undefined : eq(t.plan.code, code)),
    )
    // As cursors compare codes, whatever the collation of the database.
    .orderBy(raw`${t.plan.code} collate "C"`);
  return rows as PlanRow[];
}

export async function findPlan(orm: OrmTx, code: string): Promise<PlanRow | undefined> {
  const [row] = await orm.select().from(t.plan).where(eq(t.plan.code, code));
  return row as PlanRow | undefined;
}

/** Takes its lock: whoever changes the tasks of a plan, or the plan, does so one after another. */
export async function lockPlan(tx: OrmTx, id: number): Promise<PlanRow | undefined> {
  const [row] = await tx.select().from(t.plan).where(eq(t.plan.id, id)).for('update');
  return row as PlanRow | undefined;
}

/** The number of the new plan; undefined where there is one of its code. */
export async function insertPlan(
  tx: OrmTx,
  given: Omit<PlanRow, 'id' | 'version'>,
): Promise<number | undefined> {
  const [row] = await tx.insert(t.plan).values(given).onConflictDoNothing().returning({ id: t.plan.id });
  return row?.id;
}

export async function updatePlan(
  tx: OrmTx,
  id: number,
  change: Partial<Pick<PlanRow, 'title' | 'number' | 'day' | 'standing' | 'version' | 'paper' | 'kind'>>,
): Promise<void> {
  await tx.update(t.plan).set(change).where(eq(t.plan.id, id));
}

/** What a version of a plan changed. */
export interface VersionChange {
  no: string;
  what: 'added' | 'changed' | 'deadline' | 'plan';
  field?: string;
  before?: unknown;
  after?: unknown;
}
export interface VersionRow {
  plan: number;
  version: number;
  at: Date;
  by: string;
  reason: string | null;
  basis: string | null;
  changes: VersionChange[];
}

export async function insertVersion(tx: OrmTx, row: VersionRow): Promise<void> {
  await tx.insert(t.planVersion).values(row);
}

export async function readVersions(orm: OrmTx, plan: number): Promise<VersionRow[]> {
  const rows = await orm
    .select()
    .from(t.planVersion)
    .where(eq(t.planVersion.plan, plan))
    .orderBy(asc(t.planVersion.version));
  return rows as VersionRow[];
}

export async function readTasks(orm: OrmTx, plans: readonly number[]): Promise<TaskRow[]> {
  if (plans.length === 0) return [];
  return await orm
    .select()
    .from(t.task)
    .where(inArray(t.task.plan, [...plans]))
    .orderBy(asc(t.task.plan), asc(t.task.position));
}

/** Where a task stands: the plan that it is of. */
export async function findTaskPlan(orm: Orm, id: number): Promise<PlanRow | undefined> {
  const [row] = await orm
    .select({ plan: t.plan })
    .from(t.task)
    .innerJoin(t.plan, eq(t.plan.id, t.task.plan))
    .where(eq(t.task.id, id));
  return row?.plan as PlanRow | undefined;
}

/** Takes its lock: of two who decide on it the second sees what the first has done. */
export async function lockTask(tx: OrmTx, id: number): Promise<TaskRow | undefined> {
  const [row] = await tx.select().from(t.task).where(eq(t.task.id, id)).for('update');
  return row;
}

export type NewTask = Omit<
  TaskRow,
  'id' | 'createdAt' | 'cancelledAt' | 'cancelledBy' | 'cancelReason' | 'parent'
> & { createdAt: Date };

/** Returns their numbers, in the order given; parents are set afterwards. */
export async function insertTasks(tx: OrmTx, given: readonly NewTask[]): Promise<number[]> {
  const ids: number[] = [];
  for (const some of chunks(given, ROWS)) {
    const rows = await tx
      .insert(t.task)
      .values([...some])
      .returning({ id: t.task.id });
    ids.push(...rows.map(({ id }) => id));
  }
  return ids;
}

export async function updateTask(
  tx: OrmTx,
  id: number,
  change: Partial<Omit<TaskRow, 'id' | 'plan' | 'createdAt'>>,
): Promise<void> {
  await tx.update(t.task).set(change).where(eq(t.task.id, id));
}

/** Puts tasks below others, all by one statement. */
export async function setParents(
  tx: OrmTx,
  parents: readonly { id: number; parent: number }[],
): Promise<void> {
  if (parents.length === 0) return;
  const ids = raw.param(parents.map(({ id }) => id));
  const above = raw.param(parents.map(({ parent }) => parent));
  await tx.execute(raw`
    update task set parent = v.parent from unnest(${ids}::bigint[], ${above}::bigint[]) as v(id, parent)
    where task.id = v.id`);
}

/** All that the state of tasks follows from, each kind oldest first. */
export interface TaskEvents {
  deadlines: DeadlineRow[];
  claims: ClaimRow[];
  /** The first day of a word of how it goes on, by task and locality. */
  begun: { task: number; locality: string | null; at: Date }[];
}

/** Of plans, or of one task of them. */
export async function readEvents(orm: OrmTx, plans: readonly number[], task?: number): Promise<TaskEvents> {
  if (plans.length === 0) return { deadlines: [], claims: [], begun: [] };
  const of = (column: typeof t.taskClaim.task | typeof t.taskDeadline.task | typeof t.taskNote.task) =>
    task === undefined
      ? inArray(
          column,
          orm
            .select({ id: t.task.id })
            .from(t.task)
            .where(inArray(t.task.plan, [...plans])),
        )
      : eq(column, task);
  const { taskDeadline, taskClaim, taskNote } = t;
  const deadlines = await orm
    .select({
      task: taskDeadline.task,
      asWritten: taskDeadline.asWritten,
      lastDay: taskDeadline.lastDay,
      recurring: taskDeadline.recurring,
      reason: taskDeadline.reason,
      basis: taskDeadline.basis,
      at: taskDeadline.at,
      by: taskDeadline.by,
    })
    .from(taskDeadline)
    .where(of(taskDeadline.task))
    .orderBy(asc(taskDeadline.id));
  const claims = await orm.select().from(taskClaim).where(of(taskClaim.task)).orderBy(asc(taskClaim.id));
  const begun = await orm
    .select({
      task: taskNote.task,
      locality: taskNote.locality,
      at: raw<Date>`min(${taskNote.at})`.mapWith(taskNote.at),
    })
    .from(taskNote)
    .where(of(taskNote.task))
    .groupBy(taskNote.task, taskNote.locality);
  return { deadlines: deadlines as DeadlineRow[], claims: claims as ClaimRow[], begun };
}

export async function insertDeadlines(
  tx: OrmTx,
  rows: readonly (Omit<DeadlineRow, 'recurring'> & { recurring: Recurrence | null })[],
): Promise<void> {
  for (const some of chunks(rows, ROWS)) await tx.insert(t.taskDeadline).values([...some]);
}

export async function insertNote(tx: OrmTx, row: NoteRow): Promise<void> {
  await tx.insert(t.taskNote).values(row);
}

export async function readNotes(orm: OrmTx, task: number): Promise<NoteRow[]> {
  return await orm
    .select({
      task: t.taskNote.task,
      locality: t.taskNote.locality,
      text: t.taskNote.text,
      at: t.taskNote.at,
      by: t.taskNote.by,
    })
    .from(t.taskNote)
    .where(eq(t.taskNote.task, task))
    .orderBy(asc(t.taskNote.id));
}

export interface NewClaim {
  task: number;
  locality: string | null;
  on: Day;
  products: Brought[];
  at: Date;
  by: string;
}

/** False where another claim waits already. */
export async function insertClaim(tx: OrmTx, row: NewClaim): Promise<boolean> {
  const made = await tx
    .insert(t.taskClaim)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: t.taskClaim.id });
  return made.length > 0;
}

export async function insertClaims(
  tx: OrmTx,
  rows: readonly (typeof t.taskClaim.$inferInsert)[],
): Promise<void> {
  for (const some of chunks(rows, ROWS)) await tx.insert(t.taskClaim).values([...some]);
}

/** Claims of a task, of one of its localities where it is done by each, oldest first. */
export async function readClaims(tx: OrmTx, task: number, locality: string | null): Promise<ClaimRow[]> {
  const { taskClaim } = t;
  const rows = await tx
    .select()
    .from(taskClaim)
    .where(
      and(
        eq(taskClaim.task, task),
        locality === null ? isNull(taskClaim.locality) : eq(taskClaim.locality, locality),
      ),
    )
    .orderBy(asc(taskClaim.id));
  return rows as ClaimRow[];
}

/** Decides on a claim that waits; false where it does no more. */
export async function decideClaim(
  tx: OrmTx,
  id: number,
  decision: { accepted: boolean; reason: string | null; decidedAt: Date; decidedBy: string },
): Promise<boolean> {
  const rows = await tx
    .update(t.taskClaim)
    .set(decision)
    .where(and(eq(t.taskClaim.id, id), isNull(t.taskClaim.decidedAt)))
    .returning({ id: t.taskClaim.id });
  return rows.length > 0;
}

export async function lastPosition(tx: OrmTx, plan: number): Promise<number> {
  const [row] = await tx
    .select({ last: max(t.task.position) })
    .from(t.task)
    .where(eq(t.task.plan, plan));
  return row?.last ?? 0;
}

export type TaskFile = Omit<typeof t.taskFile.$inferSelect, 'body'>;
const fileHead = {
  id: t.taskFile.id,
  task: t.taskFile.task,
  locality: t.taskFile.locality,
  fileName: t.taskFile.fileName,
  type: t.taskFile.type,
  size: t.taskFile.size,
  hash: t.taskFile.hash,
  at: t.taskFile.at,
  by: t.taskFile.by,
};

export async function listFiles(orm: OrmTx, task: number): Promise<TaskFile[]> {
  return await orm.select(fileHead).from(t.taskFile).where(eq(t.taskFile.task, task)).orderBy(t.taskFile.id);
}

export async function insertFile(tx: OrmTx, row: typeof t.taskFile.$inferInsert): Promise<number> {
  const [made] = await tx.insert(t.taskFile).values(row).returning({ id: t.taskFile.id });
  if (!made) throw new Error('The file was not stored.');
  return made.id;
}

export async function readFile(
  orm: OrmTx,
  task: number,
  id: number,
): Promise<(TaskFile & { body: Buffer }) | undefined> {
  const [row] = await orm
    .select()
    .from(t.taskFile)
    .where(and(eq(t.taskFile.task, task), eq(t.taskFile.id, id)));
  return row;
}
