import { insertAudit } from '../access/store.ts';
import type { Orm, OrmTx } from '../db/connect.ts';
import { forgetFailures } from './failure-store.ts';
import { findByEmail, findByIdentity, findIdentity, linkIdentity, proveIdentity } from './identity-store.ts';
import { AUDITED_AS_NOBODY, auditedAs, isSame, subjectsOf } from './names.ts';
import type { Vouched } from './oidc.ts';
import { lockPerson, updatePerson } from './person-store.ts';
import { stepAfterPassword } from './second-factor-rules.ts';
import { newSecret } from './secrets.ts';
import { insertSession } from './session-store.ts';
import type { SecondFactorSettings, SignedIn } from './sign-in.ts';
import { isTrusted } from './trust-store.ts';
import type { Origin, Person } from './types.ts';

/** A sign-in through a provider, as its browser brings it back. */
export interface VouchedRound {
  vouched: Vouched;
  /** The last of all changes of rights when it began; see `lastRightsChange`. */
  begunAfter: number;
  origin: Origin;
}

/**
 * Signs in whom a provider vouches for: a person who was linked to that account before, or the one who has
 * its verified address and is linked now. Nobody is made. The provider stands for the password alone: who
 * has a second factor here, or must have one, shows it all the same. With another role, area or address what
 * was begun before is void, and a link counts only once the provider shows his verified address anew.
 */
export async function signInVouched(
  orm: Orm,
  { vouched, begunAfter, origin }: VouchedRound,
  now: Date,
  { required, trustDays }: SecondFactorSettings,
): Promise<Exclude<SignedIn, { kind: 'wait' }>> {
  const { email } = vouched;
  const person =
    (await findByIdentity(orm, vouched)) ?? (email === null ? undefined : await findByEmail(orm, email));
  const audit = (action: string) => ({
    ...(person ? auditedAs(person) : AUDITED_AS_NOBODY),
    at: now,
    source: origin.address,
    action,
    after: { by: 'provider' },
  });
  if (!person) {
    await insertAudit(orm, audit('account.sign_in_failed'));
    return { kind: 'wrong' };
  }
  const secret = newSecret();
  return await orm.transaction(async (tx) => {
    const still = await lockPerson(tx, person.id);
    const stale = !isSame(still, person) || begunAfter < still.rightsChange;
    if (stale || !(await proves(tx, still, { vouched, begunAfter, origin }, now))) {
      await insertAudit(tx, audit('account.sign_in_failed'));
      return { kind: 'wrong' } as const;
    }
    const step = stepAfterPassword(still, required);
    const asked = { days: trustDays, now };
    const trusted = step === 'code' && (await isTrusted(tx, person.id, origin.trusted, asked));
    const awaits = trusted ? null : step;
    await insertSession(tx, secret, { person: person.id, token: null }, origin, now, awaits);
    if (awaits) return { kind: 'next', secret } as const;
    await forgetFailures(tx, subjectsOf(person, '', origin));
    await updatePerson(tx, person.id, { lastSeenAt: now });
    await insertAudit(tx, audit('account.sign_in'));
    return { kind: 'in', secret, person: still } as const;
  });
}

/** Whether an account at a provider is this person's, who is linked to it now if he was not. */
async function proves(
  tx: OrmTx,
  person: Person,
  { vouched: { issuer, subject, email }, begunAfter, origin }: VouchedRound,
  now: Date,
): Promise<boolean> {
  const linked = await findIdentity(tx, { issuer, subject });
  if (linked && linked.person !== person.id) return false;
  if (linked && linked.provenAfter >= person.rightsChange) return true;
  if (email === null || email !== person.email) return false;
  if (linked) {
    await proveIdentity(tx, { issuer, subject, provenAfter: begunAfter });
    return true;
  }
  const row = { issuer, subject, person: person.id, linkedAt: now, provenAfter: begunAfter };
  // An address that was another's at the provider opens nothing here.
  if (!(await linkIdentity(tx, row))) return false;
  const change = { action: 'account.identity_link', after: { issuer } };
  await insertAudit(tx, { ...auditedAs(person), at: now, source: origin.address, ...change });
  return true;
}
