import { and, desc, eq, notInArray, sql } from 'drizzle-orm';
import type { OrmTx } from '../db/connect.ts';
import * as t from '../db/tables/index.ts';

/** Returns whether this browser was not this person's before. */
export async function putSubscription(
  tx: OrmTx,
  { person, hash, ...given }: typeof t.pushSubscription.$inferInsert,
): Promise<boolean> {
  const { pushSubscription } = t;
  const [known] = await tx
    .select({ person: pushSubscription.person })
    .from(pushSubscription)
    .where(eq(pushSubscription.hash, hash))
    .for('update');
  await tx
    .insert(pushSubscription)
    .values({ person, hash, ...given })
    .onConflictDoUpdate({
      target: pushSubscription.hash,
      set: {
        person,
        ...given,
        lastUsedAt: sql`case when ${pushSubscription.person} = ${person} then ${pushSubscription.lastUsedAt} end`,
      },
    });
  return known?.person !== person;
}

/** Keeps the newest of a person's browsers. */
export async function dropOldest(tx: OrmTx, person: number, most: number): Promise<void> {
  const { pushSubscription } = t;
  const newest = tx
    .select({ id: pushSubscription.id })
    .from(pushSubscription)
    .where(eq(pushSubscription.person, person))
    .orderBy(desc(pushSubscription.createdAt), desc(pushSubscription.id))
    .limit(most);
  await tx
    .delete(pushSubscription)
    .where(and(eq(pushSubscription.person, person), notInArray(pushSubscription.id, newest)));
}

/** Removes one of a person's browsers; false when it is none of his. */
export async function takeSubscription(tx: OrmTx, person: number, id: number): Promise<boolean> {
  const { pushSubscription } = t;
  const gone = await tx
    .delete(pushSubscription)
    .where(and(eq(pushSubscription.id, id), eq(pushSubscription.person, person)))
    .returning({ id: pushSubscription.id });
  return gone.length > 0;
}
