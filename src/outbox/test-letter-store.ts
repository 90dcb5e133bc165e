import type { ChannelName } from '../channels/all.ts';
import type { OrmTx } from '../db/connect.ts';
import * as t from '../db/tables/index.ts';

export interface NewTest {
  channel: ChannelName;
  /** As the channel knows him: e-mail address, telephone, Zalo user, `person` or `webhook` by its id. */
  address: string;
  recipientName: string;
  /** Key of his preferences. */
  recipient: string;
  /** Of which area what he said holds for it. */
  saidFor?: string;
  /** Written once: the second message of the same key is none. */
  key?: string;
}

/** Lets a trial of a channel wait for the next round; answers its id, or null when there is one of that key. */
export async function enqueueTest(tx: OrmTx, one: NewTest, now: Date): Promise<string | null> {
  const [row] = await tx
    .insert(t.outbox)
    .values({
      ...one,
      id: crypto.randomUUID(),
      about: 'test',
      state: 'waiting',
      notBefore: now,
      createdAt: now,
    })
    .onConflictDoNothing({ target: t.outbox.key })
    .returning({ id: t.outbox.id });
  return row?.id ?? null;
}
