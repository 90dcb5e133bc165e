import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import { insertAudit } from '../access/store.ts';
import type { Orm } from '../db/connect.ts';
import { forgetFailures } from './failure-store.ts';
import { AUDITED_AS_NOBODY, auditedAs, isSame, subjectsOf } from './names.ts';
import type { PasskeySite } from './passkey-site.ts';
import { challengeOwner, readSigned, takeSigned } from './passkeys.ts';
import { lockPerson, updatePerson } from './person-store.ts';
import { newSecret } from './secrets.ts';
import { endSession, findAwaiting, insertSession } from './session-store.ts';
import type { Origin, Person } from './types.ts';

export type ByPasskey =
  | { kind: 'in'; secret: string; person: Person }
  | { kind: 'wrong' }
  /** The password has to be shown again. */
  | { kind: 'gone' };

/** Signs in whose passkey has answered; the device has asked him who he is, so nothing more is asked. */
export async function signInByPasskey(
  orm: Orm,
  site: PasskeySite,
  { response, guest }: { response: AuthenticationResponseJSON; guest: string },
  origin: Origin,
  now: Date,
): Promise<ByPasskey> {
  return await letIn(orm, site, { response, owner: challengeOwner.guest(guest) }, origin, now);
}

/** The same in place of a code, for who has shown his password. */
export async function takePasskeyStep(
  orm: Orm,
  site: PasskeySite,
  { response, pending }: { response: AuthenticationResponseJSON; pending: string },
  origin: Origin,
  now: Date,
): Promise<ByPasskey> {
  const found = await findAwaiting(orm, pending, now);
  if (found?.awaits !== 'code') return { kind: 'gone' };
  const owner = challengeOwner.step(found.session);
  return await letIn(
    orm,
    site,
    { response, owner, pending: { secret: pending, person: found.person.id } },
    origin,
    now,
  );
}

async function letIn(
  orm: Orm,
  site: PasskeySite,
  {
    response,
    owner,
    pending,
  }: {
    response: AuthenticationResponseJSON;
    owner: string;
    pending?: { secret: string; person: number };
  },
  origin: Origin,
  now: Date,
): Promise<ByPasskey> {
  const signed = await readSigned(orm, site, owner, response, now);
  const audit = (action: string, who: Person | undefined) => ({
    ...(who ? auditedAs(who) : AUDITED_AS_NOBODY),
    at: now,
    source: origin.address,
    action,
    after: { by: 'passkey' },
  });
  const isOthers = pending !== undefined && signed?.person.id !== pending.person;
  if (!signed || isOthers || signed.person.disabledAt !== null) {
    await insertAudit(orm, audit('account.sign_in_failed', signed?.person));
    return { kind: 'wrong' };
  }
  const secret = newSecret();
  return await orm.transaction(async (tx) => {
    const still = await lockPerson(tx, signed.person.id);
    const isLate = pending !== undefined && !(await findAwaiting(tx, pending.secret, now));
    if (!isSame(still, signed.person) || isLate || !(await takeSigned(tx, signed, now))) {
      await insertAudit(tx, audit('account.sign_in_failed', still));
      return { kind: isLate ? 'gone' : 'wrong' } as const;
    }
    if (pending) await endSession(tx, pending.secret, now);
    await insertSession(tx, secret, { person: still.id, token: null }, origin, now);
    await forgetFailures(tx, subjectsOf(still, '', origin));
    await updatePerson(tx, still.id, { lastSeenAt: now });
    await insertAudit(tx, audit('account.sign_in', still));
    return { kind: 'in', secret, person: still } as const;
  });
}
