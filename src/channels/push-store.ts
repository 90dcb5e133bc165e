import { and, desc, eq, isNull, sql as raw } from 'drizzle-orm';
import type { Orm, OrmTx } from '../db/connect.ts';
import * as t from '../db/tables/index.ts';

/** What the channel `web_push` keeps, as it was sealed; what is given where it keeps nothing yet. One instance wins. */
export async function keepSettings(orm: OrmTx, sealed: string, now: Date): Promise<string> {
  const { settings } = t.channel;
  const [row] = await orm
    .insert(t.channel)
    .values({ name: 'web_push', settings: sealed, updatedAt: now })
    .onConflictDoUpdate({
      target: t.channel.name,
      set: { settings: raw`coalesce(${settings}, excluded.settings)` },
    })
    .returning({ settings });
  return row?.settings ?? sealed;
}

/** Null while there are none. */
export async function readSettings(orm: OrmTx): Promise<string | null> {
  const [row] = await orm
    .select({ settings: t.channel.settings })
    .from(t.channel)
    .where(eq(t.channel.name, 'web_push'));
  return row?.settings ?? null;
}

/** The browsers of a person whose account is open, the newest first. */
export async function subscriptionsOf(orm: Orm, person: number) {
  const rows = await orm
    .select({ one: t.pushSubscription })
    .from(t.pushSubscription)
    .innerJoin(t.person, eq(t.person.id, t.pushSubscription.person))
    .where(and(eq(t.pushSubscription.person, person), isNull(t.person.disabledAt)))
    .orderBy(desc(t.pushSubscription.createdAt), desc(t.pushSubscription.id));
  return rows.map(({ one }) => one);
}

export type SubscriptionRow = Awaited<ReturnType<typeof subscriptionsOf>>[number];

export async function markUsed(orm: Orm, id: number, now: Date): Promise<void> {
  await orm.update(t.pushSubscription).set({ lastUsedAt: now }).where(eq(t.pushSubscription.id, id));
}

/** A browser that takes no more; one that has subscribed anew meanwhile stays. */
export async function dropGone(orm: Orm, { id, subscription }: SubscriptionRow): Promise<void> {
  const { pushSubscription } = t;
  await orm
    .delete(pushSubscription)
    .where(and(eq(pushSubscription.id, id), eq(pushSubscription.subscription, subscription)));
}
