import { and, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import type { OrmTx } from '../db/connect.ts';
import * as t from '../db/tables/index.ts';
import { chunks } from '../lib/chunks.ts';
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

export async function listPeople(orm: OrmTx): Promise<Person[]> {
  return await orm.select().from(t.person).orderBy(t.person.id);
}

export async function readPeople(orm: OrmTx, ids: readonly number[]): Promise<Person[]> {
  if (ids.length === 0) return [];
  return await orm
    .select()
    .from(t.person)
    .where(inArray(t.person.id, [...ids]))
    .orderBy(t.person.id);
}

/** Returns the id. */
export async function insertPerson(tx: OrmTx, person: typeof t.person.$inferInsert): Promise<number> {
  const [row] = await tx.insert(t.person).values(person).returning({ id: t.person.id });
  if (!row) throw new Error('The person was not stored.');
  return row.id;
}

/** Whether somebody looks after the service, or ever did. */
export async function anyAdministrator(orm: OrmTx): Promise<boolean> {
  const found = await orm
    .select({ id: t.person.id })
    .from(t.person)
    .where(eq(t.person.role, 'admin'))
    .limit(1);
  return found.length > 0;
}

/** A statement takes so many rows: it has a limit of parameters. */
const ROWS = 500;

/** Returns the ids, in the order given. */
export async function insertPeople(
  tx: OrmTx,
  people: readonly (typeof t.person.$inferInsert)[],
): Promise<number[]> {
  const ids: number[] = [];
  for (let at = 0; at < people.length; at += ROWS) {
    const rows = await tx
      .insert(t.person)
      .values(people.slice(at, at + ROWS))
      .returning({ id: t.person.id });
    ids.push(...rows.map((row) => row.id));
  }
  return ids;
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
  await dropLinks(tx, person);
  await addPasswordLinks(tx, [{ person, secret }], expiresAt);
}

/** One more link of each person; the same again is good from now on. */
export async function addPasswordLinks(
  tx: OrmTx,
  links: readonly { person: number; secret: string }[],
  expiresAt: Date,
): Promise<void> {
  for (const some of chunks(links, LINKS_AT_A_TIME))
    await tx
      .insert(t.passwordLink)
      .values(some.map(({ person, secret }) => ({ person, hash: hashSecret(secret), expiresAt })))
      .onConflictDoUpdate({ target: t.passwordLink.hash, set: { expiresAt } });
}

/** A statement has a limit of parameters. */
const LINKS_AT_A_TIME = 1_000;

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

/** Uses a link up, and whatever other links its person has; false when somebody else was first. */
export async function takeLink(tx: OrmTx, secret: string): Promise<boolean> {
  const [taken] = await tx
    .delete(t.passwordLink)
    .where(eq(t.passwordLink.hash, hashSecret(secret)))
    .returning({ person: t.passwordLink.person });
  if (!taken) return false;
  await dropLinks(tx, taken.person);
  return true;
}

/** Voids a person's links. */
export async function dropLinks(tx: OrmTx, person: number): Promise<void> {
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
