import { and, desc, eq } from 'drizzle-orm';
import type { OrmTx } from '../db/connect.ts';
import * as t from '../db/tables/index.ts';
import type { ChannelName } from './types.ts';

export interface Try {
  channel: ChannelName;
  /** As the channel knows him. */
  address: string;
  recipientName: string;
  recipient: string;
  /** The second of one key is none. */
  key: string;
}

/** Has a channel tried at the next round; false when one of that key is under way or was. */
export async function putTry(tx: OrmTx, one: Try, now: Date): Promise<boolean> {
  const row = { id: crypto.randomUUID(), about: 'test', state: 'waiting' } as const;
  const made = await tx
    .insert(t.outbox)
    .values({ ...row, ...one, notBefore: now, createdAt: now })
    .onConflictDoNothing({ target: t.outbox.key })
    .returning({ id: t.outbox.id });
  return made.length > 0;
}

/** By channel: what became of the last try to reach somebody. */
export async function lastTries(orm: OrmTx, recipient: string) {
  const { channel, state, createdAt, sentAt } = t.outbox;
  const rows = await orm
    .selectDistinctOn([channel], { channel, state, createdAt, sentAt })
    .from(t.outbox)
    .where(and(eq(t.outbox.recipient, recipient), eq(t.outbox.about, 'test')))
    .orderBy(channel, desc(createdAt));
  return new Map(rows.map((row) => [row.channel, row]));
}

export type LastTry = Awaited<ReturnType<typeof lastTries>> extends Map<ChannelName, infer T> ? T : never;
