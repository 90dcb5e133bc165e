import { insertAudit } from '../access/store.ts';
import type { Orm, OrmTx } from '../db/connect.ts';
import type { Vault } from '../vault.ts';
import { beginAttempt, takeBack } from './failure-store.ts';
import { auditedAs, subjectSignedIn } from './names.ts';
import { updatePerson } from './person-store.ts';
import { newRecoveryCodes, newTotpSecret, stepOfCode } from './second-factor.ts';
import {
  dropRecoveryCodes,
  keepNewSecret,
  putRecoveryCodes,
  takeRecoveryCode,
  takeStep,
} from './second-factor-store.ts';
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

/** Takes the second factor out of use, for whoever shows a code of it. */
export async function withdraw(
  orm: Orm,
  vault: Vault,
  { person, session }: { person: Person; session: number },
  code: string,
  address: string,
  now: Date,
): Promise<{ kind: 'off' } | { kind: 'wrong' } | { kind: 'wait'; until: Date }> {
  const attempt = await beginAttempt(orm, [subjectSignedIn(person, session)], now);
  if ('waitUntil' in attempt) return { kind: 'wait', until: attempt.waitUntil };
  return await orm.transaction(async (tx) => {
    if (!(await takeCode(tx, vault, person, code, now))) return { kind: 'wrong' } as const;
    await takeBack(tx, attempt);
    await dropSecondFactor(tx, person.id);
    await auditOf(tx, person, 'account.second_factor_off', address, now);
    return { kind: 'off' } as const;
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
