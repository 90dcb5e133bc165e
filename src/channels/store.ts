import { eq, isNotNull } from 'drizzle-orm';
import type { OrmTx } from '../db/connect.ts';
import * as t from '../db/tables/index.ts';

export type ChannelRow = typeof t.channel.$inferSelect;

export async function findChannel(orm: OrmTx, name: string): Promise<ChannelRow | undefined> {
  const [row] = await orm.select().from(t.channel).where(eq(t.channel.name, name));
  return row;
}

/** The row of a channel, made where there is none, which stays as it is until the transaction ends. */
export async function lockChannel(tx: OrmTx, name: string, now: Date): Promise<ChannelRow> {
  await tx.insert(t.channel).values({ name, updatedAt: now }).onConflictDoNothing();
  const [row] = await tx.select().from(t.channel).where(eq(t.channel.name, name)).for('update');
  if (!row) throw new Error(`The row of channel ${name} is gone.`);
  return row;
}

export async function setChannelRow(
  tx: OrmTx,
  name: string,
  fields: Partial<Pick<ChannelRow, 'settings' | 'perMinute' | 'pausedUntil' | 'updatedAt'>>,
): Promise<void> {
  await tx.update(t.channel).set(fields).where(eq(t.channel.name, name));
}

/** Names of the channels that have been set up. */
export async function listSetUp(orm: OrmTx): Promise<string[]> {
  const { name, settings } = t.channel;
  const rows = await orm.select({ name }).from(t.channel).where(isNotNull(settings));
  return rows.map((row) => row.name);
}
