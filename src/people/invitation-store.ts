import { eq, sql as raw } from 'drizzle-orm';
import type { OrmTx } from '../db/connect.ts';
import * as t from '../db/tables/index.ts';
import { chunks } from '../lib/chunks.ts';

/** A statement takes so many rows: it has a limit of parameters. */
const ROWS = 1_000;

export type Invitation = typeof t.invitation.$inferSelect;
export type InvitationWay = Invitation['way'];

export async function readInvitations(tx: OrmTx): Promise<Map<number, Invitation>> {
  const rows = await tx.select().from(t.invitation);
  return new Map(rows.map((row) => [row.person, row]));
}

/** Notes that people were asked, once more or for the first time. */
export async function noteInvited(
  tx: OrmTx,
  people: readonly number[],
  way: InvitationWay,
  now: Date,
): Promise<void> {
  for (const some of chunks(people, ROWS))
    await tx
      .insert(t.invitation)
      .values(some.map((person) => ({ person, firstAt: now, lastAt: now, times: 1, way })))
      .onConflictDoUpdate({
        target: t.invitation.person,
        set: { lastAt: now, way, times: raw`${t.invitation.times} + 1` },
      });
}

/** Notes that somebody has looked at what he was sent; the first time counts. */
export async function noteOpened(tx: OrmTx, person: number, now: Date): Promise<void> {
  await tx
    .update(t.invitation)
    .set({ openedAt: raw`coalesce(${t.invitation.openedAt}, ${now.toISOString()}::timestamptz)` })
    .where(eq(t.invitation.person, person));
}
