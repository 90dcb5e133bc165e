import { and, asc, eq } from 'drizzle-orm';
import type { Orm, OrmTx } from '../db/connect.ts';
import * as t from '../db/tables/index.ts';
import type { Schedule } from './schedule-rules.ts';

const { reportSchedule } = t;

/** All schedules, the general ones first. */
export async function listSchedules(orm: Orm | OrmTx): Promise<Schedule[]> {
  return await orm
    .select()
    .from(reportSchedule)
    .orderBy(asc(reportSchedule.programme), asc(reportSchedule.province));
}

/** The schedule of a key, locked until the transaction ends. */
export async function lockSchedule(
  tx: OrmTx,
  { programme, province }: Pick<Schedule, 'programme' | 'province'>,
): Promise<Schedule | undefined> {
  const [row] = await tx
    .select()
    .from(reportSchedule)
    .where(and(eq(reportSchedule.programme, programme), eq(reportSchedule.province, province)))
    .for('update');
  return row;
}

/** Writes a schedule, in the place of the one of its key. */
export async function putSchedule(tx: OrmTx, schedule: Schedule): Promise<void> {
  await tx
    .insert(reportSchedule)
    .values(schedule)
    .onConflictDoUpdate({ target: [reportSchedule.programme, reportSchedule.province], set: schedule });
}
