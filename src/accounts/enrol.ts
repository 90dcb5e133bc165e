import { insertAudit } from '../access/store.ts';
import type { Orm, OrmTx } from '../db/connect.ts';
import type { Vault } from '../vault.ts';
import { type Confirmed, confirmOwner, lockConfirmed } from './confirm.ts';
import { takeBack } from './failure-store.ts';
import { auditedAs } from './names.ts';
import { updatePerson } from './person-store.ts';
import { newRecoveryCodes, newTotpSecret, stepOfCode } from './second-factor.ts';
import {
  dropRecoveryCodes,
  keepNewSecret,
  putRecoveryCodes,
  takeRecoveryCode,
  takeStep,
} from './second-factor-store.ts';
import { endSessionsOf } from './session-store.ts';
import { openSecret, sealSecret } from './totp-secrets.ts';
import type { Person } from './types.ts';

/** The secret for a person who has no second factor yet; the same until he has confirmed it. */
export async function secretToEnrol(orm: Orm, vault: Vault, person: Person): Promise<string> {
  const known = openSecret(vault, person);
  if (known !== null) return known;
  const secret = newTotpSecret();
  const totpSecret = await keepNewSecret(orm, person.id, sealSecret(vault, person.id, secret));
  // Another page of the same person may have been first.
  return openSecret(vault, { id: person.id, totpSecret }) ?? secret;
}

/** Takes the second factor into use once a code shows that the app has the secret; answers the recovery codes. */
export async function enrol(
  tx: OrmTx,
  vault: Vault,
  person: Person,
  code: string,
  address: string,
  now: Date,
): Promise<string[] | undefined> {
  const secret = openSecret(vault, person);
  if (person.secondFactorSince !== null || secret === null) return undefined;
  const step = await stepOfCode(secret, code, person.totpStep, now);
  if (step === null || !(await takeStep(tx, person.id, step))) return undefined;
  const codes = newRecoveryCodes();
  await updatePerson(tx, person.id, { secondFactorSince: now });
  await putRecoveryCodes(tx, person.id, codes);
  await auditOf(tx, person, 'account.second_factor_on', address, now);
  return codes;
}

/** Who changes his second factor in a signed-in browser, and what he typed. */
export interface Shown {
  person: Person;
  session: number;
  password: string;
  code: string;
}

/** A wrong password and a wrong code are told apart, and count alike. */
export type NotChanged = Exclude<Confirmed, { kind: 'right' }> | { kind: 'wrong_code' };

/** Takes the second factor into use on the account page; ends the person's other sessions. */
export async function turnOn(
  orm: Orm,
  vault: Vault,
  shown: Shown,
  address: string,
  now: Date,
): Promise<NotChanged | { kind: 'on'; codes: string[] }> {
  return await change(orm, shown, now, async (tx, person) => {
    const codes = await enrol(tx, vault, person, shown.code, address, now);
    if (!codes) return undefined;
    await endSessionsOf(tx, person.id, now, { keep: shown.session });
    return { kind: 'on', codes } as const;
  });
}

/** Takes the second factor out of use, for whoever shows a code of it. */
export async function turnOff(
  orm: Orm,
  vault: Vault,
  shown: Shown,
  address: string,
  now: Date,
): Promise<NotChanged | { kind: 'off' }> {
  return await change(orm, shown, now, async (tx, person) => {
    if (!(await takeCode(tx, vault, person, shown.code, now))) return undefined;
    await dropSecondFactor(tx, person.id);
    await auditOf(tx, person, 'account.second_factor_off', address, now);
    return { kind: 'off' } as const;
  });
}

/** Does it for the owner alone; `undefined` of `work` says that the code is wrong. */
async function change<T>(
  orm: Orm,
  { person: read, session, password }: Shown,
  now: Date,
  work: (tx: OrmTx, person: Person) => Promise<T | undefined>,
): Promise<NotChanged | T> {
  const confirmed = await confirmOwner(orm, read, session, password, now);
  if (confirmed.kind !== 'right') return confirmed;
  return await orm.transaction(async (tx) => {
    const person = await lockConfirmed(tx, read, session);
    if (!person) return { kind: 'wrong' } as const;
    const done = await work(tx, person);
    if (done === undefined) return { kind: 'wrong_code' } as const;
    await takeBack(tx, confirmed.attempt);
    return done;
  });
}

export async function dropSecondFactor(tx: OrmTx, person: number): Promise<void> {
  await updatePerson(tx, person, { totpSecret: null, totpStep: null, secondFactorSince: null });
  await dropRecoveryCodes(tx, person);
}

/** Whether a code is right: of the app, or one of the recovery codes. Either is good once. */
export async function takeCode(
  tx: OrmTx,
  vault: Vault,
  person: Person,
  code: string,
  now: Date,
): Promise<boolean> {
  const secret = openSecret(vault, person);
  if (secret === null || person.secondFactorSince === null) return false;
  const step = await stepOfCode(secret, code, person.totpStep, now);
  if (step !== null) return await takeStep(tx, person.id, step);
  return await takeRecoveryCode(tx, person.id, code);
}

async function auditOf(tx: OrmTx, person: Person, action: string, address: string, now: Date): Promise<void> {
  await insertAudit(tx, { ...auditedAs(person), at: now, source: address, action });
}
