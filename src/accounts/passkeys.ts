import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { insertAudit } from '../access/store.ts';
import type { Orm, OrmTx } from '../db/connect.ts';
import { type Confirmed, confirmOwner, lockConfirmed } from './confirm.ts';
import { takeBack } from './failure-store.ts';
import { auditedAs, nameOf } from './names.ts';
import type { PasskeySite } from './passkey-site.ts';
import {
  deletePasskey,
  findPasskey,
  insertPasskey,
  listPasskeys,
  notePasskeyUse,
  type Passkey,
  putChallenge,
  takeChallenge,
} from './passkey-store.ts';
import { updatePerson } from './person-store.ts';
import { newRecoveryCodes } from './second-factor.ts';
import { dropRecoveryCodes, hashCodes, putRecoveryCodes } from './second-factor-store.ts';
import { endSessionsOf } from './session-store.ts';
import { endAllTrust } from './trust-store.ts';
import type { Person } from './types.ts';

/**
 * Passkeys (WebAuthn): a second factor beside the app, and a way to sign in by themselves, for the device asks for the
 * finger, the face or a PIN before it signs. What it signs is a challenge that was made here, kept here, and is good
 * once, for some minutes, for the browser that it was given to.
 */

/** Loaded when somebody uses a passkey: its parsers of certificates are a tenth of what an idle service would hold. */
const webauthn = () => import('@simplewebauthn/server');

const CHALLENGE_MS = 5 * 60_000;
/** As many as somebody has devices, and some more. */
export const MOST_PASSKEYS = 20;

/** Who has been given a challenge, and for what. */
export const challengeOwner = {
  guest: (key: string) => `guest ${key}`,
  adding: (session: number) => `adding ${session}`,
  step: (session: number) => `step ${session}`,
};

/** For whoever shows his password (or has just come in): what his browser makes a passkey by. */
export async function beginPasskey(
  orm: Orm,
  site: PasskeySite,
  { person: read, session, password }: { person: Person; session: number; password: string },
  now: Date,
): Promise<
  | Exclude<Confirmed, { kind: 'right' }>
  | { kind: 'full' }
  | { kind: 'begun'; options: PublicKeyCredentialCreationOptionsJSON }
> {
  const confirmed = await confirmOwner(orm, read, session, password, now);
  if (confirmed.kind !== 'right') return confirmed;
  const known = await listPasskeys(orm, read.id);
  await takeBack(orm, confirmed.attempt);
  if (known.length >= MOST_PASSKEYS) return { kind: 'full' };
  const { generateRegistrationOptions } = await webauthn();
  const options = await generateRegistrationOptions({
    rpName: 'Phủ Xanh',
    rpID: site.rpId,
    userName: nameOf(read),
    userDisplayName: read.name,
    userID: new TextEncoder().encode(`person ${read.id}`),
    timeout: CHALLENGE_MS,
    attestationType: 'none',
    // No device makes a second one of the same.
    excludeCredentials: known.map(({ credential: id }) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  await putChallenge(
    orm,
    challengeOwner.adding(session),
    options.challenge,
    new Date(now.getTime() + CHALLENGE_MS),
  );
  return { kind: 'begun', options };
}

/**
 * Keeps the passkey that a browser has made. `codes` are recovery codes, where it is the person's first second factor;
 * his other browsers, which came in without one, sign in again then.
 */
export async function addPasskey(
  orm: Orm,
  site: PasskeySite,
  {
    person: read,
    session,
    response,
    name,
  }: {
    person: Person;
    session: number;
    response: RegistrationResponseJSON;
    name: string;
  },
  address: string,
  now: Date,
): Promise<{ kind: 'refused' } | { kind: 'known' } | { kind: 'added'; codes: string[] }> {
  const challenge = await takeChallenge(orm, challengeOwner.adding(session), now);
  if (challenge === undefined) return { kind: 'refused' };
  const { verifyRegistrationResponse } = await webauthn();
  const { registrationInfo } = await orNone(() =>
    verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: site.rpId,
      requireUserVerification: true,
    }),
  );
  if (!registrationInfo) return { kind: 'refused' };
  const { credential } = registrationInfo;
  const shown = newRecoveryCodes();
  const hashed = read.secondFactorSince === null ? await hashCodes(shown) : [];
  return await orm.transaction(async (tx) => {
    const person = await lockConfirmed(tx, read, session);
    if (!person) return { kind: 'refused' } as const;
    const added = await insertPasskey(tx, {
      person: person.id,
      credential: credential.id,
      publicKey: Buffer.from(credential.publicKey).toString('base64url'),
      counter: credential.counter,
      transports: credential.transports ?? [],
      name,
      createdAt: now,
    });
    if (!added) return { kind: 'known' } as const;
    const isFirst = person.secondFactorSince === null;
    if (isFirst) {
      await updatePerson(tx, person.id, { secondFactorSince: now });
      await putRecoveryCodes(tx, person.id, hashed);
      await endSessionsOf(tx, person.id, now, { keep: session });
    }
    await auditOf(tx, person, 'account.passkey_add', name, address, now);
    return { kind: 'added', codes: isFirst ? shown : [] } as const;
  });
}

/** Removes a passkey, for whoever shows his password; with the last one, where there is no app, the second factor is off. */
export async function removePasskey(
  orm: Orm,
  {
    person: read,
    session,
    password,
    passkey,
  }: {
    person: Person;
    session: number;
    password: string;
    passkey: number;
  },
  { needed, address, now }: { needed: boolean; address: string; now: Date },
): Promise<
  Exclude<Confirmed, { kind: 'right' }> | { kind: 'gone' } | { kind: 'needed' } | { kind: 'removed' }
> {
  const confirmed = await confirmOwner(orm, read, session, password, now);
  if (confirmed.kind !== 'right') return confirmed;
  await takeBack(orm, confirmed.attempt);
  return await orm.transaction(async (tx) => {
    const person = await lockConfirmed(tx, read, session);
    if (!person) return { kind: 'wrong' } as const;
    const known = await listPasskeys(tx, person.id);
    const isLast = person.totpSecret === null && known.length === 1;
    if (isLast && needed && known[0]?.id === passkey) return { kind: 'needed' } as const;
    const name = await deletePasskey(tx, person.id, passkey);
    if (name === undefined) return { kind: 'gone' } as const;
    await endAllTrust(tx, person.id);
    if (isLast) {
      await updatePerson(tx, person.id, { secondFactorSince: null });
      await dropRecoveryCodes(tx, person.id);
    }
    await auditOf(tx, person, 'account.passkey_remove', name, address, now);
    return { kind: 'removed' } as const;
  });
}

/** What a browser signs by a passkey: by any of this site, or by one of a person's. */
export async function askPasskey(
  orm: Orm,
  site: PasskeySite,
  owner: string,
  of: readonly Passkey[],
  now: Date,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const { generateAuthenticationOptions } = await webauthn();
  const options = await generateAuthenticationOptions({
    rpID: site.rpId,
    timeout: CHALLENGE_MS,
    userVerification: 'required',
    allowCredentials: of.map(({ credential: id, transports }) => ({
      id,
      transports: transports as AuthenticatorTransport[],
    })),
  });
  await putChallenge(orm, owner, options.challenge, new Date(now.getTime() + CHALLENGE_MS));
  return options;
}

export interface Signed {
  passkey: Passkey;
  person: Person;
  counter: number;
}

/** Whose passkey has signed the challenge that was given to `owner`; undefined for anything else. */
export async function readSigned(
  orm: Orm,
  site: PasskeySite,
  owner: string,
  response: AuthenticationResponseJSON,
  now: Date,
): Promise<Signed | undefined> {
  const challenge = await takeChallenge(orm, owner, now);
  const found = await findPasskey(orm, response.id);
  if (challenge === undefined || !found) return undefined;
  const { passkey, person } = found;
  const { verifyAuthenticationResponse } = await webauthn();
  const checked = await orNone(() =>
    verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: site.rpId,
      requireUserVerification: true,
      credential: {
        id: passkey.credential,
        publicKey: Uint8Array.from(Buffer.from(passkey.publicKey, 'base64url')),
        counter: passkey.counter,
      },
    }),
  );
  if (!checked.verified || !checked.authenticationInfo) return undefined;
  return { passkey, person, counter: checked.authenticationInfo.newCounter };
}

/** In the transaction that lets its owner in. False where it was used or removed meanwhile. */
export async function takeSigned(tx: OrmTx, { passkey, counter }: Signed, now: Date): Promise<boolean> {
  return await notePasskeyUse(tx, passkey.id, counter, now);
}

/** What the library says of an answer; it throws for whatever is wrong with one, and nobody is told what. */
async function orNone<T extends { verified: boolean }>(
  verify: () => Promise<T>,
): Promise<T | (Partial<T> & { verified: false })> {
  try {
    return await verify();
  } catch {
    return { verified: false } as Partial<T> & { verified: false };
  }
}

async function auditOf(
  tx: OrmTx,
  person: Person,
  action: string,
  name: string,
  address: string,
  now: Date,
): Promise<void> {
  await insertAudit(tx, { ...auditedAs(person), at: now, source: address, action, after: { passkey: name } });
}
