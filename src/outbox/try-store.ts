import { and, desc, eq } from 'drizzle-orm';
import type { ChannelName } from '../channels/all.ts';
import type { OrmTx } from '../db/connect.ts';
import * as t from '../db/tables/index.ts';
import type { Said } from './preference-store.ts';

/** By channel: what became of the last try to reach somebody in an area. */
export async function lastTries(orm: OrmTx, { recipient, saidFor }: Said) {
  const { channel, state, createdAt, sentAt } = t.outbox;
  const rows = await orm
    .selectDistinctOn([channel], { channel, state, createdAt, sentAt })
    .from(t.outbox)
    .where(and(eq(t.outbox.recipient, recipient), eq(t.outbox.saidFor, saidFor), eq(t.outbox.about, 'test')))
    .orderBy(channel, desc(createdAt));
  return new Map(rows.map((row) => [row.channel as ChannelName, row]));
}

export type LastTry = Awaited<ReturnType<typeof lastTries>> extends Map<ChannelName, infer T> ? T : never;
