import { and, eq, isNull, lt, or, sql } from 'drizzle-orm';
import type { Orm, OrmTx } from '../db/connect.ts';
import * as t from '../db/tables/index.ts';
import { Busy } from '../lib/busy.ts';
import { type Subject, waitingUntil, withFailure } from './waiting-rules.ts';

/** An attempt that was let through; counted as failed until it is taken back. */
export interface Attempt {
  counted: (Subject & { waitsUntil: Date | null })[];
}

const of = ({ kind, subject }: Subject) =>
  and(eq(t.signInFailure.kind, kind), eq(t.signInFailure.subject, subject));

/**
 * Lets an attempt through and counts it as failed beforehand, so that many at once cannot slip past the
 * count; or answers until when to wait. Subjects come in one order, else two attempts could lock each other.
 */
export async function beginAttempt(
  orm: Orm,
  subjects: readonly Subject[],
  now: Date,
): Promise<{ waitUntil: Date } | Attempt> {
  return await orm.transaction(async (tx) => {
    const found = [];
    for (const one of subjects) {
      await tx
        .insert(t.signInFailure)
        .values({ ...one, count: 0, lastAt: now })
        .onConflictDoNothing();
      const [before] = await tx.select().from(t.signInFailure).where(of(one)).for('update');
      const waitUntil = waitingUntil(before, now);
      if (waitUntil) return { waitUntil };
      found.push({ one, after: withFailure(one.kind, before, now) });
    }
    for (const { one, after } of found) await tx.update(t.signInFailure).set(after).where(of(one));
    return { counted: found.map(({ one, after }) => ({ ...one, waitsUntil: after.waitsUntil })) };
  });
}

/** The attempt was right after all. A wait that another attempt has caused meanwhile stays. */
export async function takeBack(tx: OrmTx, { counted }: Attempt): Promise<void> {
  const { waitsUntil } = t.signInFailure;
  for (const one of counted)
    await tx
      .update(t.signInFailure)
      .set({ count: sql`greatest(${t.signInFailure.count} - 1, 0)`, waitsUntil: null })
      .where(and(of(one), one.waitsUntil ? eq(waitsUntil, one.waitsUntil) : isNull(waitsUntil)));
}

/** What the attempt was let through for; when nothing was compared, as there were too many, it does not count. */
export async function unlessBusy<T>(orm: Orm, attempt: Attempt, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Busy) await takeBack(orm, attempt);
    throw error;
  }
}

/** Whoever has signed in starts from nothing, there where he did. */
export async function forgetFailures(tx: OrmTx, subjects: readonly Subject[]): Promise<void> {
  for (const one of subjects) if (one.kind === 'account') await tx.delete(t.signInFailure).where(of(one));
}

/** A person whom an administrator lets in anew starts from nothing everywhere. */
export async function forgetAllFailures(tx: OrmTx, { subject }: Subject): Promise<void> {
  const { subject: stored } = t.signInFailure;
  await tx
    .delete(t.signInFailure)
    .where(or(eq(stored, subject), sql`starts_with(${stored}, ${`${subject} `})`));
}

/** Forgets what no longer counts; answers how many. */
export async function pruneFailures(orm: OrmTx, before: Date): Promise<number> {
  const gone = await orm
    .delete(t.signInFailure)
    .where(lt(t.signInFailure.lastAt, before))
    .returning({ kind: t.signInFailure.kind });
  return gone.length;
}
