import { insertAudit } from '../access/store.ts';
import type { Orm, OrmTx } from '../db/connect.ts';
import type { Vault } from '../secrets/vault.ts';
import { type Confirmed, confirmOwner, lockConfirmed } from './confirm.ts';
import { beginAttempt, takeBack, unlessBusy } from './failure-store.ts';
import { auditedAs, subjectSignedIn } from './names.ts';
import { deletePasskeysOf, listPasskeys } from './passkey-store.ts';
import { updatePerson } from './person-store.ts';
import { newRecoveryCodes, newTotpSecret, stepOfCode } from './second-factor.ts';
import {
  dropPlanned,
  dropRecoveryCodes,
  findRecoveryCode,
  type HashedCode,
  hashCodes,
  lockPlanned,
  putPlanned,
  putRecoveryCodes,
  readPlanned,
  takeRecoveryCode,
  takeStep,
} from './second-factor-store.ts';
import { endSessionsOf } from './session-store.ts';
import { openPlanned, openSecret, sealPlanned, sealSecret } from './totp-secrets.ts';
import { endAllTrust } from './trust-store.ts';
import type { Person } from './types.ts';

/** Time to bring a secret into the app, from the password that was shown for it. */
const PLANNED_MS = 10 * 60_000;
const plannedSince = (now: Date) => new Date(now.getTime() - PLANNED_MS);

/**
 * The secret of a second factor for who has just shown his password and waits to set one up; the same as long as
 * his sign-in waits. It belongs to that session: whoever else has shown the password sees another.
 */
export async function secretToEnrol(orm: Orm, vault: Vault, session: number, now: Date): Promise<string> {
  return await orm.transaction(async (tx) => {
    const sealed = await lockPlanned(tx, session, plannedSince(now));
    return sealed === null ? await plan(tx, vault, session, now) : openPlanned(vault, session, sealed);
  });
}

/** A secret for who shows his password in a signed-in browser; nothing is made before, nor shown a second time. */
export async function planSecondFactor(
  orm: Orm,
  vault: Vault,
  { person: read, session, password }: Omit<Shown, 'code'>,
  now: Date,
): Promise<Exclude<Confirmed, { kind: 'right' }> | { kind: 'on' } | { kind: 'planned'; secret: string }> {
  if (read.totpSecret !== null) return { kind: 'on' };
  const confirmed = await confirmOwner(orm, read, session, password, now);
  if (confirmed.kind !== 'right') return confirmed;
  return await orm.transaction(async (tx) => {
    if (!(await lockConfirmed(tx, read, session))) return { kind: 'wrong' } as const;
    await takeBack(tx, confirmed.attempt);
    return { kind: 'planned', secret: await plan(tx, vault, session, now) } as const;
  });
}

async function plan(tx: OrmTx, vault: Vault, session: number, now: Date): Promise<string> {
  const secret = newTotpSecret();
  await putPlanned(tx, session, sealPlanned(vault, session, secret), now);
  return secret;
}

/** Recovery codes as they are shown, and as they are stored. */
export interface NewCodes {
  shown: string[];
  hashed: HashedCode[];
}

/**
 * Recovery codes for who is about to take his second factor into use; null where the code that he typed is wrong, as
 * far as can be told before: their slow hashes are made for nobody else, and in no transaction.
 */
export async function prepareCodes(
  orm: Orm,
  vault: Vault,
  { person, session, code }: Omit<Shown, 'password'>,
  now: Date,
): Promise<NewCodes | null> {
  const sealed = await readPlanned(orm, session, plannedSince(now));
  if (sealed === null) return null;
  const secret = openPlanned(vault, session, sealed);
  if ((await stepOfCode(secret, code, person.totpStep, now)) === null) return null;
  const shown = newRecoveryCodes();
  return { shown, hashed: await hashCodes(shown) };
}

/**
 * Takes the second factor that was planned in a session into use, once a code shows that the app has its secret;
 * answers the recovery codes, null when nothing is planned there, undefined when the code is wrong.
 */
export async function enrol(
  tx: OrmTx,
  vault: Vault,
  { person, session, code }: Omit<Shown, 'password'>,
  codes: NewCodes | null,
  address: string,
  now: Date,
): Promise<string[] | null | undefined> {
  const sealed = await lockPlanned(tx, session, plannedSince(now));
  if (person.totpSecret !== null || sealed === null) return null;
  const secret = openPlanned(vault, session, sealed);
  const step = await stepOfCode(secret, code, person.totpStep, now);
  if (step === null || codes === null || !(await takeStep(tx, person.id, step))) return undefined;
  const totpSecret = sealSecret(vault, person.id, secret);
  await updatePerson(tx, person.id, { totpSecret, secondFactorSince: person.secondFactorSince ?? now });
  await dropPlanned(tx, person.id);
  await putRecoveryCodes(tx, person.id, codes.hashed);
  await auditOf(tx, person, 'account.second_factor_on', address, now);
  return codes.shown;
}

/** Who changes his second factor in a signed-in browser, and what he typed. */
export interface Shown {
  person: Person;
  session: number;
  password: string;
  code: string;
}

/** A wrong password and a wrong code are told apart, and count alike. */
type Refusal = { kind: 'wrong_code' } | Extract<Confirmed, { kind: 'wait' }>;
export type NotChanged = Exclude<Confirmed, { kind: 'right' }> | { kind: 'wrong_code' };

/**
 * Takes the second factor into use on the account page, for who has shown his password there within ten minutes;
 * ends the person's other sessions. `unplanned` when he has not.
 */
export async function turnOn(
  orm: Orm,
  vault: Vault,
  { person: read, session, code }: Omit<Shown, 'password'>,
  address: string,
  now: Date,
): Promise<Refusal | { kind: 'unplanned' } | { kind: 'on'; codes: string[] }> {
  const attempt = await beginAttempt(orm, [subjectSignedIn(read, session)], now);
  if ('waitUntil' in attempt) return { kind: 'wait', until: attempt.waitUntil };
  const made = await unlessBusy(orm, attempt, () =>
    prepareCodes(orm, vault, { person: read, session, code }, now),
  );
  return await orm.transaction(async (tx) => {
    const person = await lockConfirmed(tx, read, session);
    const codes = person ? await enrol(tx, vault, { person, session, code }, made, address, now) : null;
    if (codes === undefined) return { kind: 'wrong_code' } as const;
    // Whoever has no secret guesses nothing.
    await takeBack(tx, attempt);
    if (codes === null) return { kind: 'unplanned' } as const;
    await endSessionsOf(tx, read.id, now, { keep: session });
    return { kind: 'on', codes } as const;
  });
}

/** Takes the second factor out of use, for whoever shows his password and a code of it. */
export async function turnOff(
  orm: Orm,
  vault: Vault,
  { person: read, session, password, code }: Shown,
  address: string,
  now: Date,
): Promise<NotChanged | { kind: 'off' }> {
  const confirmed = await confirmOwner(orm, read, session, password, now);
  if (confirmed.kind !== 'right') return confirmed;
  const recovery = await unlessBusy(orm, confirmed.attempt, () => findRecoveryCode(orm, read.id, code));
  return await orm.transaction(async (tx) => {
    const person = await lockConfirmed(tx, read, session);
    if (!person) return { kind: 'wrong' } as const;
    if (!(await takeCode(tx, vault, person, { code, recovery }, now))) return { kind: 'wrong_code' } as const;
    await dropApp(tx, person);
    await auditOf(tx, person, 'account.second_factor_off', address, now);
    await takeBack(tx, confirmed.attempt);
    return { kind: 'off' } as const;
  });
}

/** Forgets the app; the second factor stays on, with its recovery codes, while there is a passkey. */
async function dropApp(tx: OrmTx, person: Person): Promise<void> {
  const others = await listPasskeys(tx, person.id);
  if (others.length === 0) return await dropSecondFactor(tx, person.id);
  await endAllTrust(tx, person.id);
  await updatePerson(tx, person.id, { totpSecret: null, totpStep: null });
}

/** Forgets the app, the passkeys and the recovery codes. */
export async function dropSecondFactor(tx: OrmTx, person: number): Promise<void> {
  await updatePerson(tx, person, { totpSecret: null, totpStep: null, secondFactorSince: null });
  await endAllTrust(tx, person);
  await deletePasskeysOf(tx, person);
  await dropRecoveryCodes(tx, person);
}

/**
 * Whether a code is right: of the app, or one of the recovery codes, which {@link findRecoveryCode} has looked for.
 * Either is good once.
 */
export async function takeCode(
  tx: OrmTx,
  vault: Vault,
  person: Person,
  { code, recovery }: { code: string; recovery: string | null },
  now: Date,
): Promise<boolean> {
  if (person.secondFactorSince === null) return false;
  const secret = openSecret(vault, person);
  const step = secret === null ? null : await stepOfCode(secret, code, person.totpStep, now);
  if (step !== null) return await takeStep(tx, person.id, step);
  return recovery !== null && (await takeRecoveryCode(tx, person.id, recovery));
}

async function auditOf(tx: OrmTx, person: Person, action: string, address: string, now: Date): Promise<void> {
  await insertAudit(tx, { ...auditedAs(person), at: now, source: address, action });
}
