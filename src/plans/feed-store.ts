import { and, eq, isNull } from 'drizzle-orm';
import type { OrmTx } from '../db/connect.ts';
import * as t from '../db/tables/index.ts';

export type Feed = Omit<typeof t.calendarFeed.$inferSelect, 'hash'>;

const shown = {
  id: t.calendarFeed.id,
  person: t.calendarFeed.person,
  area: t.calendarFeed.area,
  agency: t.calendarFeed.agency,
  createdAt: t.calendarFeed.createdAt,
  createdBy: t.calendarFeed.createdBy,
  revokedAt: t.calendarFeed.revokedAt,
};

export async function insertFeed(tx: OrmTx, feed: typeof t.calendarFeed.$inferInsert): Promise<number> {
  const [row] = await tx.insert(t.calendarFeed).values(feed).returning({ id: t.calendarFeed.id });
  if (!row) throw new Error('The address was not stored.');
  return row.id;
}

/** The one of a hash, as long as nobody has taken it back. */
export async function findFeed(orm: OrmTx, hash: string): Promise<Feed | undefined> {
  const [row] = await orm
    .select(shown)
    .from(t.calendarFeed)
    .where(and(eq(t.calendarFeed.hash, hash), isNull(t.calendarFeed.revokedAt)));
  return row;
}

/** Those that somebody has made and not taken back: a person by his number, a token by its name. */
export async function listFeeds(
  orm: OrmTx,
  by: { person: number | null; createdBy: string },
): Promise<Feed[]> {
  const { calendarFeed } = t;
  const own =
    by.person === null
      ? and(isNull(calendarFeed.person), eq(calendarFeed.createdBy, by.createdBy))
      : eq(calendarFeed.person, by.person);
  return await orm
    .select(shown)
    .from(calendarFeed)
    .where(and(own, isNull(calendarFeed.revokedAt)))
    .orderBy(calendarFeed.id);
}

export async function revokeFeed(tx: OrmTx, id: number, at: Date): Promise<void> {
  await tx.update(t.calendarFeed).set({ revokedAt: at }).where(eq(t.calendarFeed.id, id));
}
