import { and, eq, isNotNull, isNull, lt, notLike, or } from 'drizzle-orm';
import type { Orm, OrmTx } from '../db/connect.ts';
import * as t from '../db/tables/index.ts';
import { hashPassword, isPassword } from './passwords.ts';
import { plainRecoveryCode } from './second-factor.ts';
import { hashSecret } from './secrets.ts';

/** Secrets that an earlier version stored as they are. */
export async function listPlainSecrets(tx: OrmTx): Promise<{ id: number; secret: string }[]> {
  const { id, totpSecret } = t.person;
  const rows = await tx
    .select({ id, secret: totpSecret })
    .from(t.person)
    .where(and(isNotNull(totpSecret), notLike(totpSecret, 'v1.%')));
  return rows.flatMap((row) => (row.secret === null ? [] : [{ id: row.id, secret: row.secret }]));
}

/** Stores a secret in another form; false when it has been replaced or dropped meanwhile. */
export async function replaceSecret(tx: OrmTx, person: number, from: string, to: string): Promise<boolean> {
  const replaced = await tx
    .update(t.person)
    .set({ totpSecret: to })
    .where(and(eq(t.person.id, person), eq(t.person.totpSecret, from)))
    .returning({ id: t.person.id });
  return replaced.length > 0;
}

/** Marks the time step of a code as used; false when it, or a later one, was used meanwhile. */
export async function takeStep(tx: OrmTx, person: number, step: number): Promise<boolean> {
  const { totpStep } = t.person;
  const taken = await tx
    .update(t.person)
    .set({ totpStep: step })
    .where(and(eq(t.person.id, person), or(isNull(totpStep), lt(totpStep, step))))
    .returning({ id: t.person.id });
  return taken.length > 0;
}

/** A recovery code as it is stored. */
export interface HashedCode {
  selector: string;
  hash: string;
}

/** The slow hashes of codes, made before a transaction: no connection waits for them. */
export async function hashCodes(codes: readonly string[]): Promise<HashedCode[]> {
  const plain = codes.flatMap((code) => plainRecoveryCode(code) ?? []);
  return await Promise.all(
    plain.map(async ({ selector, plain }) => ({ selector, hash: await hashPassword(plain) })),
  );
}

export async function putRecoveryCodes(
  tx: OrmTx,
  person: number,
  codes: readonly HashedCode[],
): Promise<void> {
  await dropRecoveryCodes(tx, person);
  await tx.insert(t.recoveryCode).values(codes.map((code) => ({ person, ...code })));
}

/**
 * The stored form of a recovery code that was typed; null when it is none of this person's. Each try costs one slow
 * hash, whether or not there is such a code, so it is asked before a transaction. Those that an earlier version stored
 * by a fast one are taken until they are used: to void them would keep out who has lost his phone.
 */
export async function findRecoveryCode(orm: Orm, person: number, typed: string): Promise<string | null> {
  const code = plainRecoveryCode(typed);
  if (!code) return null;
  const { selector, hash } = t.recoveryCode;
  const [kept] = await orm
    .select({ hash })
    .from(t.recoveryCode)
    .where(and(eq(t.recoveryCode.person, person), eq(selector, code.selector)));
  if (await isPassword(kept?.hash ?? null, code.plain)) return kept?.hash ?? null;
  const [fast] = await orm
    .select({ hash })
    .from(t.recoveryCode)
    .where(and(eq(t.recoveryCode.person, person), isNull(selector), eq(hash, hashSecret(code.plain))));
  return fast?.hash ?? null;
}

/** Uses a recovery code up, by its stored form; false when it was used meanwhile. */
export async function takeRecoveryCode(tx: OrmTx, person: number, hash: string): Promise<boolean> {
  const taken = await tx
    .delete(t.recoveryCode)
    .where(and(eq(t.recoveryCode.person, person), eq(t.recoveryCode.hash, hash)))
    .returning({ person: t.recoveryCode.person });
  return taken.length > 0;
}

export async function dropRecoveryCodes(tx: OrmTx, person: number): Promise<void> {
  await tx.delete(t.recoveryCode).where(eq(t.recoveryCode.person, person));
}

/** Keeps the sealed secret of a second factor that is about to be set up in a session; one from before is gone. */
export async function putPlanned(tx: OrmTx, session: number, sealed: string, now: Date): Promise<void> {
  await tx.update(t.session).set({ plannedTotp: sealed, plannedAt: now }).where(eq(t.session.id, session));
}

/** The sealed secret that was planned in an open session since then; nobody plans another until the transaction ends. */
export async function lockPlanned(tx: OrmTx, session: number, since: Date): Promise<string | null> {
  const [row] = await plannedIn(tx, session).for('update');
  return row?.at && row.at > since ? row.sealed : null;
}

/** The same, held by nobody. */
export async function readPlanned(orm: Orm, session: number, since: Date): Promise<string | null> {
  const [row] = await plannedIn(orm, session);
  return row?.at && row.at > since ? row.sealed : null;
}

const plannedIn = (orm: Pick<Orm, 'select'>, session: number) =>
  orm
    .select({ sealed: t.session.plannedTotp, at: t.session.plannedAt })
    .from(t.session)
    .where(and(eq(t.session.id, session), isNull(t.session.revokedAt)));

/** Forgets what is planned in any session of a person. */
export async function dropPlanned(tx: OrmTx, person: number): Promise<void> {
  await tx
    .update(t.session)
    .set({ plannedTotp: null, plannedAt: null })
    .where(and(eq(t.session.person, person), isNotNull(t.session.plannedTotp)));
}
