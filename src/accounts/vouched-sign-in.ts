import { insertAudit } from '../access/store.ts';
import type { Orm } from '../db/connect.ts';
import { forgetFailures } from './failure-store.ts';
import { findByEmail, findByIdentity, linkIdentity } from './identity-store.ts';
import { AUDITED_AS_NOBODY, auditedAs, isSame, subjectsOf } from './names.ts';
import type { Vouched } from './oidc.ts';
import { lockPerson, updatePerson } from './person-store.ts';
import { stepAfterPassword } from './second-factor-rules.ts';
import { newSecret } from './secrets.ts';
import { insertSession } from './session-store.ts';
import type { SignedIn } from './sign-in.ts';
import type { Origin, Person } from './types.ts';

/**
 * Signs in whom a provider vouches for: a person who was linked to that account before, or the one who has
 * its verified address and is linked now. Nobody is made. The provider stands for the password alone: who
 * has a second factor here, or must have one, shows it all the same.
 */
export async function signInVouched(
  orm: Orm,
  vouched: Vouched,
  origin: Origin,
  now: Date,
  secondFactorRequired: boolean,
): Promise<Exclude<SignedIn, { kind: 'wait' }>> {
  const person = await personOf(orm, vouched, origin, now);
  const audit = (action: string) => ({
    ...(person ? auditedAs(person) : AUDITED_AS_NOBODY),
    at: now,
    source: origin.address,
    action,
    after: { by: 'provider' },
  });
  if (!person || person.disabledAt !== null) {
    await insertAudit(orm, audit('account.sign_in_failed'));
    return { kind: 'wrong' };
  }
  const secret = newSecret();
  return await orm.transaction(async (tx) => {
    const still = await lockPerson(tx, person.id);
    if (!isSame(still, person)) {
      await insertAudit(tx, audit('account.sign_in_failed'));
      return { kind: 'wrong' } as const;
    }
    const awaits = stepAfterPassword(still, secondFactorRequired);
    await insertSession(tx, secret, { person: person.id, token: null }, origin, now, awaits);
    if (awaits) return { kind: 'next', secret } as const;
    await forgetFailures(tx, subjectsOf(person, '', origin));
    await updatePerson(tx, person.id, { lastSeenAt: now });
    await insertAudit(tx, audit('account.sign_in'));
    return { kind: 'in', secret, person: still } as const;
  });
}

async function personOf(
  orm: Orm,
  { issuer, subject, email }: Vouched,
  origin: Origin,
  now: Date,
): Promise<Person | undefined> {
  const known = await findByIdentity(orm, { issuer, subject });
  if (known || email === null) return known;
  return await orm.transaction(async (tx) => {
    const person = await findByEmail(tx, email);
    if (!person || person.disabledAt !== null) return undefined;
    // An address that was another's at the provider opens nothing here.
    if (!(await linkIdentity(tx, { issuer, subject, person: person.id, linkedAt: now }))) return undefined;
    const change = { action: 'account.identity_link', after: { issuer } };
    await insertAudit(tx, { ...auditedAs(person), at: now, source: origin.address, ...change });
    return person;
  });
}
