import { and, eq } from 'drizzle-orm';
import type { OrmTx } from '../db/connect.ts';
import * as t from '../db/tables/index.ts';

/** A message that could not be sent, which stays so until the transaction ends; undefined when it is another's or not failed. */
export async function lockFailed(tx: OrmTx, id: string) {
  const [row] = await tx
    .select()
    .from(t.outbox)
    .where(and(eq(t.outbox.id, id), eq(t.outbox.state, 'failed')))
    .for('update');
  return row;
}

/** Takes over the alerts of the message that waits for the same address, so that the person still gets a single one. */
export async function absorbWaiting(
  tx: OrmTx,
  {
    id,
    channel,
    address,
    recipient,
    saidFor,
    about,
  }: Pick<typeof t.outbox.$inferSelect, 'id' | 'channel' | 'address' | 'recipient' | 'saidFor' | 'about'>,
): Promise<void> {
  if (about !== 'alerts') return;
  const [other] = await tx
    .select({ id: t.outbox.id })
    .from(t.outbox)
    .where(
      and(
        eq(t.outbox.channel, channel),
        eq(t.outbox.address, address),
        eq(t.outbox.recipient, recipient),
        eq(t.outbox.saidFor, saidFor),
        eq(t.outbox.state, 'waiting'),
        eq(t.outbox.about, 'alerts'),
      ),
    )
    .for('update');
  if (!other) return;
  const alerts = await tx.select().from(t.outboxAlert).where(eq(t.outboxAlert.message, other.id));
  for (const link of alerts)
    await tx
      .insert(t.outboxAlert)
      .values({ ...link, message: id })
      .onConflictDoNothing();
  await tx.delete(t.outbox).where(eq(t.outbox.id, other.id));
}

/** Lets a message wait from its first try on. */
export async function waitAnew(tx: OrmTx, id: string, now: Date): Promise<void> {
  await tx
    .update(t.outbox)
    .set({ state: 'waiting', attempts: 0, notBefore: now, leaseUntil: null, reason: null })
    .where(eq(t.outbox.id, id));
}
