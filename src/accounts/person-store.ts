import { and, eq, isNull, or, sql } from 'drizzle-orm';
import type { Orm, OrmTx } from '../db/connect.ts';
import * as t from '../db/tables/index.ts';
import { loginOf } from './names.ts';
import { hashSecret } from './secrets.ts';
import type { Person } from './types.ts';

/** The person of a user name or an address, disabled ones too. */
export async function findByLogin(orm: OrmTx, text: string): Promise<Person | undefined> {
  const login = loginOf(text);
  const [found] = await orm
    .select()
    .from(t.person)
    .where(or(eq(t.person.userName, login), eq(t.person.email, login)));
  return found;
}

export async function findPerson(orm: OrmTx, id: number): Promise<Person | undefined> {
  const [found] = await orm.select().from(t.person).where(eq(t.person.id, id));
  return found;
}

/** A person, who stays as he is until the transaction ends. */
export async function lockPerson(tx: OrmTx, id: number): Promise<Person> {
  const [found] = await tx.select().from(t.person).where(eq(t.person.id, id)).for('update');
  if (!found) throw new Error(`There is no person ${id}.`);
  return found;
}

export async function listPeople(orm: Orm): Promise<Person[]> {
  return await orm.select().from(t.person).orderBy(t.person.id);
}

/** Returns the id. */
export async function insertPerson(tx: OrmTx, person: typeof t.person.$inferInsert): Promise<number> {
  const [row] = await tx.insert(t.person).values(person).returning({ id: t.person.id });
  if (!row) throw new Error('The person was not stored.');
  return row.id;
}

export async function updatePerson(
  tx: OrmTx,
  id: number,
  change: Partial<typeof t.person.$inferInsert>,
): Promise<void> {
  await tx.update(t.person).set(change).where(eq(t.person.id, id));
}

/** Makes this the one link by which a person may set his password; those before are void. */
export async function putPasswordLink(
  tx: OrmTx,
  person: number,
  secret: string,
  expiresAt: Date,
): Promise<void> {
  const link = { hash: hashSecret(secret), expiresAt };
  await tx
    .insert(t.passwordLink)
    .values({ person, ...link })
    .onConflictDoUpdate({ target: t.passwordLink.person, set: link });
}

/** Whose link it is, as long as it is good and he is not disabled. */
export async function findByLink(orm: OrmTx, secret: string, now: Date): Promise<Person | undefined> {
  const [found] = await orm
    .select({ person: t.person })
    .from(t.passwordLink)
    .innerJoin(t.person, eq(t.person.id, t.passwordLink.person))
    .where(
      and(
        eq(t.passwordLink.hash, hashSecret(secret)),
        sql`${t.passwordLink.expiresAt} > ${now.toISOString()}::timestamptz`,
        isNull(t.person.disabledAt),
      ),
    );
  return found?.person;
}

/** Uses a link up; false when somebody else was first. */
export async function takeLink(tx: OrmTx, secret: string): Promise<boolean> {
  const taken = await tx
    .delete(t.passwordLink)
    .where(eq(t.passwordLink.hash, hashSecret(secret)))
    .returning({ person: t.passwordLink.person });
  return taken.length > 0;
}

/** Voids a person's link. */
export async function dropLink(tx: OrmTx, person: number): Promise<void> {
  await tx.delete(t.passwordLink).where(eq(t.passwordLink.person, person));
}

/** Disables whoever has not been seen since; answers who they were. */
export async function disableIdle(tx: OrmTx, since: Date, now: Date): Promise<Person[]> {
  const seen = sql`coalesce(${t.person.lastSeenAt}, ${t.person.createdAt})`;
  return await tx
    .update(t.person)
    .set({ disabledAt: now })
    .where(and(isNull(t.person.disabledAt), sql`${seen} < ${since.toISOString()}::timestamptz`))
    .returning();
}
