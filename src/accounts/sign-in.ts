import { insertAudit } from '../access/store.ts';
import type { Orm } from '../db/connect.ts';
import { Busy } from '../lib/busy.ts';
import { Slots } from '../lib/slots.ts';
import { beginAttempt, forgetFailures, takeBack, unlessBusy } from './failure-store.ts';
import { AUDITED_AS_NOBODY, auditedAs, isSame, subjectsOf } from './names.ts';
import { isPassword } from './passwords.ts';
import { findByLogin, lockPerson, updatePerson } from './person-store.ts';
import { stepAfterPassword } from './second-factor-rules.ts';
import { newSecret } from './secrets.ts';
import { insertSession } from './session-store.ts';
import { isTrusted } from './trust-store.ts';
import type { Origin, Person } from './types.ts';

/** What came of a sign-in. A wrong name and a wrong password are the same, and so is who is disabled. */
export type SignedIn =
  | { kind: 'in'; secret: string; person: Person }
  /** The password was right; the secret opens only the page of the next step. */
  | { kind: 'next'; secret: string }
  | { kind: 'wrong' }
  | { kind: 'wait'; until: Date };

/** What the operator has set. */
export interface SecondFactorSettings {
  /** Whether roles that see much must have one. */
  required: boolean;
  /** How long a browser may stand for it; 0 for never. */
  trustDays: number;
}

/** Fewer than the connections for pages; who waits does so for some seconds. A count of this instance. */
const signIns = new Slots(4, 48);

/** {@link signInNow} in its turn. @throws {Busy} when too many wait; nothing is counted of who is sent away */
export async function signIn(...args: Parameters<typeof signInNow>): Promise<SignedIn> {
  const signedIn = await signIns.run(() => signInNow(...args));
  if (!signedIn) throw new Busy('sign-ins');
  return signedIn;
}

/**
 * Signs a person in with his password.
 * Unknown names take the same way through the code as known ones, so that neither answer nor time nor
 * lock tells whether there is such an account.
 */
async function signInNow(
  orm: Orm,
  { login, password }: { login: string; password: string },
  origin: Origin,
  now: Date,
  { required, trustDays }: SecondFactorSettings,
): Promise<SignedIn> {
  const person = await findByLogin(orm, login);
  const subjects = subjectsOf(person ?? null, login, origin);
  const attempt = await beginAttempt(orm, subjects, now);
  const audit = (action: string, who: Person | undefined) => ({
    // Never what was typed: people type passwords into the wrong field.
    ...(who ? auditedAs(who) : AUDITED_AS_NOBODY),
    at: now,
    source: origin.address,
    action,
  });
  if ('waitUntil' in attempt) return { kind: 'wait', until: attempt.waitUntil };
  const right = await unlessBusy(orm, attempt, () => isPassword(person?.password ?? null, password));
  if (!person || !right || person.disabledAt !== null) {
    await insertAudit(orm, audit('account.sign_in_failed', person));
    return { kind: 'wrong' };
  }
  const secret = newSecret();
  const owner = { person: person.id, token: null };
  return await orm.transaction(async (tx) => {
    await takeBack(tx, attempt);
    const still = await lockPerson(tx, person.id);
    // What was shown is the password of who he was; meanwhile he may have been given more, or nothing.
    if (!isSame(still, person) || still.password !== person.password) {
      await insertAudit(tx, audit('account.sign_in_failed', still));
      return { kind: 'wrong' } as const;
    }
    const step = stepAfterPassword(still, required);
    const asked = { days: trustDays, now };
    const trusted = step === 'code' && (await isTrusted(tx, person.id, origin.trusted, asked));
    const awaits = trusted ? null : step;
    await insertSession(tx, secret, owner, origin, now, awaits);
    if (awaits) return { kind: 'next', secret } as const;
    await forgetFailures(tx, subjects);
    await updatePerson(tx, person.id, { lastSeenAt: now });
    const by = trusted ? { after: { by: 'trusted_browser' } } : {};
    await insertAudit(tx, { ...audit('account.sign_in', still), ...by });
    return { kind: 'in', secret, person: still } as const;
  });
}
