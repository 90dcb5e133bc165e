import { and, eq, isNotNull, isNull, lt, notLike, or } from 'drizzle-orm';
import type { OrmTx } from '../db/connect.ts';
import * as t from '../db/tables/index.ts';
import { plainRecoveryCode } from './second-factor.ts';
import { hashSecret } from './secrets.ts';

/** The sealed secret that a person is about to take into use; the one there is already, or this one. */
export async function keepNewSecret(tx: OrmTx, person: number, secret: string): Promise<string> {
  await tx
    .update(t.person)
    .set({ totpSecret: secret })
    .where(and(eq(t.person.id, person), isNull(t.person.totpSecret)));
  const [row] = await tx
    .select({ secret: t.person.totpSecret })
    .from(t.person)
    .where(eq(t.person.id, person));
  return row?.secret ?? secret;
}

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

export async function putRecoveryCodes(tx: OrmTx, person: number, codes: readonly string[]): Promise<void> {
  await dropRecoveryCodes(tx, person);
  await tx.insert(t.recoveryCode).values(codes.map((code) => ({ person, hash: hashOf(code) })));
}

/** Uses a recovery code up; false when it is none of this person's, or was used before. */
export async function takeRecoveryCode(tx: OrmTx, person: number, typed: string): Promise<boolean> {
  const taken = await tx
    .delete(t.recoveryCode)
    .where(and(eq(t.recoveryCode.person, person), eq(t.recoveryCode.hash, hashOf(typed))))
    .returning({ person: t.recoveryCode.person });
  return taken.length > 0;
}

export async function dropRecoveryCodes(tx: OrmTx, person: number): Promise<void> {
  await tx.delete(t.recoveryCode).where(eq(t.recoveryCode.person, person));
}

const hashOf = (code: string) => hashSecret(plainRecoveryCode(code));
