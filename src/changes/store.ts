import { sql as raw } from 'drizzle-orm';
import type { Day } from '../days.ts';
import type { OrmTx, Sql } from '../db/connect.ts';
import * as t from '../db/tables/index.ts';
import type { HeldDay } from '../registry/snapshot.ts';

/** Forgets the stored statuses of a programme's days before `day`. */
export async function dropStatusesBefore(sql: Sql, programme: string, day: Day): Promise<void> {
  await sql`delete from status where programme = ${programme} and day < ${day}`;
}

/** Writes down what stays of days, whatever changes; in the transaction of the change. */
export async function holdDays(tx: OrmTx, days: readonly HeldDay[]): Promise<void> {
  if (days.length > 0)
    await tx
      .insert(t.dayHeld)
      .values([...days])
      .onConflictDoNothing();
}

/**
 * Those that hold. A day that was closed already had been asked in time: a day off that was entered for it and taken
 * back again changes nothing of that.
 */
export async function withoutClosed(tx: OrmTx, days: readonly HeldDay[]): Promise<HeldDay[]> {
  if (!days.some((one) => one.as === 'asked_late')) return [...days];
  const first = days.map((one) => one.day).sort()[0] ?? '';
  const closed = await tx
    .selectDistinct({ programme: t.status.programme, province: t.locality.province, day: t.status.day })
    .from(t.status)
    .innerJoin(t.locality, raw`${t.locality.code} = ${t.status.locality}`)
    .where(raw`${t.status.day} >= ${first} and ${t.status.closingColour} is not null`);
  const keys = new Set(closed.map(({ programme, province, day }) => `${programme} ${province} ${day}`));
  return days.filter(
    ({ as, programme, province, day }) => as === 'locked' || !keys.has(`${programme} ${province} ${day}`),
  );
}
