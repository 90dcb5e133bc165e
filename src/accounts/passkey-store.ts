import { and, asc, eq, lt, or, sql } from 'drizzle-orm';
import type { Orm, OrmTx } from '../db/connect.ts';
import * as t from '../db/tables/index.ts';
import type { Person } from './types.ts';

export type Passkey = typeof t.passkey.$inferSelect;

/** Keeps the challenge of whoever is about to answer it; one that he was given before is void. */
export async function putChallenge(
  orm: OrmTx,
  owner: string,
  challenge: string,
  expiresAt: Date,
): Promise<void> {
  await orm
    .insert(t.passkeyChallenge)
    .values({ owner, challenge, expiresAt })
    .onConflictDoUpdate({ target: t.passkeyChallenge.owner, set: { challenge, expiresAt } });
}

/** Uses a challenge up: it is answered once, in time, by whom it was given to; else undefined. */
export async function takeChallenge(orm: OrmTx, owner: string, now: Date): Promise<string | undefined> {
  const [taken] = await orm
    .delete(t.passkeyChallenge)
    .where(eq(t.passkeyChallenge.owner, owner))
    .returning({ challenge: t.passkeyChallenge.challenge, expiresAt: t.passkeyChallenge.expiresAt });
  return taken && taken.expiresAt > now ? taken.challenge : undefined;
}

/** Removes challenges that nobody has answered; answers how many. */
export async function pruneChallenges(orm: OrmTx, now: Date): Promise<number> {
  const gone = await orm
    .delete(t.passkeyChallenge)
    .where(lt(t.passkeyChallenge.expiresAt, now))
    .returning({ owner: t.passkeyChallenge.owner });
  return gone.length;
}

/** A person's passkeys, the first added first. */
export async function listPasskeys(orm: OrmTx, person: number): Promise<Passkey[]> {
  return await orm
    .select()
    .from(t.passkey)
    .where(eq(t.passkey.person, person))
    .orderBy(asc(t.passkey.createdAt), asc(t.passkey.id));
}

/** A passkey with whose it is, by what the browser calls it. */
export async function findPasskey(
  orm: Orm,
  credential: string,
): Promise<{ passkey: Passkey; person: Person } | undefined> {
  const [row] = await orm
    .select({ passkey: t.passkey, person: t.person })
    .from(t.passkey)
    .innerJoin(t.person, eq(t.person.id, t.passkey.person))
    .where(eq(t.passkey.credential, credential));
  return row;
}

/** False where the very same passkey is there already. */
export async function insertPasskey(
  tx: OrmTx,
  passkey: Omit<Passkey, 'id' | 'lastUsedAt'>,
): Promise<boolean> {
  const made = await tx
    .insert(t.passkey)
    .values(passkey)
    .onConflictDoNothing()
    .returning({ id: t.passkey.id });
  return made.length > 0;
}

/**
 * Notes that a passkey was used. False where it was removed meanwhile, or has counted as far already: then somebody
 * has a copy of it. Those that count nothing say 0 for ever.
 */
export async function notePasskeyUse(tx: OrmTx, id: number, counter: number, now: Date): Promise<boolean> {
  const { passkey } = t;
  const noted = await tx
    .update(passkey)
    .set({ counter, lastUsedAt: now })
    .where(
      and(
        eq(passkey.id, id),
        or(lt(passkey.counter, counter), and(eq(passkey.counter, 0), sql`${counter} = 0`)),
      ),
    )
    .returning({ id: passkey.id });
  return noted.length > 0;
}

/** Removes a person's passkey; undefined where he has none of that number. */
export async function deletePasskey(tx: OrmTx, person: number, id: number): Promise<string | undefined> {
  const [gone] = await tx
    .delete(t.passkey)
    .where(and(eq(t.passkey.id, id), eq(t.passkey.person, person)))
    .returning({ name: t.passkey.name });
  return gone?.name;
}

export async function deletePasskeysOf(tx: OrmTx, person: number): Promise<void> {
  await tx.delete(t.passkey).where(eq(t.passkey.person, person));
}
