import type { OrmTx } from '../db/connect.ts';
import * as t from '../db/tables/index.ts';
import { chunks } from '../lib/chunks.ts';

/** An invitation, whose text and link are made when it is sent. */
export interface NewInvitation {
  channel: string;
  /** As the channel knows him. */
  address: string;
  recipientName: string;
  /** Key of his preferences, and of which area what he said holds. */
  recipient: string;
  saidFor: string;
  /** Whose account it is to. */
  content: { person: number };
  /** The second message of a key is none. */
  key: string;
}

/** A statement takes so many rows: it has a limit of parameters. */
const ROWS = 1_000;

/** Lets invitations wait for the next round; answers the keys of those that were not there yet. */
export async function putInvitations(
  tx: OrmTx,
  invitations: readonly NewInvitation[],
  now: Date,
): Promise<Set<string>> {
  const written = new Set<string>();
  for (const some of chunks(invitations, ROWS)) {
    const rows = await tx
      .insert(t.outbox)
      .values(
        some.map((one) => ({
          ...one,
          ...{ id: crypto.randomUUID(), about: 'invitation' as const, state: 'waiting' as const },
          ...{ notBefore: now, createdAt: now },
        })),
      )
      .onConflictDoNothing({ target: t.outbox.key })
      .returning({ key: t.outbox.key });
    for (const { key } of rows) if (key !== null) written.add(key);
  }
  return written;
}
