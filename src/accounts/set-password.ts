import { insertAudit } from '../access/store.ts';
import type { Orm } from '../db/connect.ts';
import { type Confirmed, confirmOwner, lockConfirmed } from './confirm.ts';
import { takeBack } from './failure-store.ts';
import { auditedAs } from './names.ts';
import { judgePassword, type PasswordFault } from './password-rules.ts';
import { hashPassword } from './passwords.ts';
import { dropLinks, findByLink, findPerson, lockPerson, takeLink, updatePerson } from './person-store.ts';
import { stepAfterPassword } from './second-factor-rules.ts';
import { dropPlanned } from './second-factor-store.ts';
import { newSecret } from './secrets.ts';
import { endSessionsOf, insertSession } from './session-store.ts';
import type { Origin, Person } from './types.ts';

export type PasswordSet = { kind: 'set' } | { kind: 'gone' } | { kind: 'fault'; fault: PasswordFault };

/** As after a sign-in with the password: `awaits` says what still has to be shown; null when that was all. */
export interface CameIn {
  kind: 'in';
  secret: string;
  person: Person;
  awaits: 'code' | 'enrolment' | null;
}

/**
 * Sets a password by the link that the person was given; ends whatever is signed in as him, and lets in who has just
 * set it.
 */
export async function setPasswordByLink(
  orm: Orm,
  { link, password }: { link: string; password: string },
  origin: Origin,
  now: Date,
  secondFactorRequired: boolean,
): Promise<CameIn | Exclude<PasswordSet, { kind: 'set' }>> {
  const read = await findByLink(orm, link, now);
  if (!read) return { kind: 'gone' };
  const fault = faultOf(read, password);
  if (fault) return { kind: 'fault', fault };
  const hash = await hashPassword(password);
  return await orm.transaction(async (tx) => {
    // In the order in which an administrator changes him; whatever he was given meanwhile voided the link.
    const person = await lockPerson(tx, read.id);
    if (person.disabledAt !== null || !(await takeLink(tx, link))) return { kind: 'gone' } as const;
    await updatePerson(tx, person.id, { password: hash });
    await endSessionsOf(tx, person.id, now, {});
    const entry = { ...auditedAs(person), at: now, source: origin.address };
    await insertAudit(tx, { ...entry, action: 'account.password_set', after: { by: 'link' } });
    const secret = newSecret();
    const awaits = stepAfterPassword(person, secondFactorRequired);
    await insertSession(tx, secret, { person: person.id, token: null }, origin, now, awaits);
    if (awaits === null) {
      await updatePerson(tx, person.id, { lastSeenAt: now });
      await insertAudit(tx, { ...entry, action: 'account.sign_in', after: { by: 'link' } });
    }
    return { kind: 'in', secret, person, awaits } as const;
  });
}

/**
 * Changes the password of who knows the present one; ends his other sessions and voids an open link. Who
 * has none takes no first one here: an administrator's link gives it.
 */
export async function changePassword(
  orm: Orm,
  { person: id, session }: { person: number; session: number },
  { present, password }: { present: string; password: string },
  address: string,
  now: Date,
): Promise<Exclude<PasswordSet, { kind: 'gone' }> | Exclude<Confirmed, { kind: 'right' | 'stale' }>> {
  const read = await findPerson(orm, id);
  if (!read || read.password === null) return { kind: 'wrong' };
  const shown = await confirmOwner(orm, read, session, present, now);
  if (shown.kind === 'stale') return { kind: 'wrong' };
  if (shown.kind !== 'right') return shown;
  await takeBack(orm, shown.attempt);
  const fault = faultOf(read, password);
  if (fault) return { kind: 'fault', fault };
  const hash = await hashPassword(password);
  return await orm.transaction(async (tx) => {
    // Of two at once one counts, and none once the account was reset or the session ended.
    const person = await lockConfirmed(tx, read, session);
    if (!person) return { kind: 'wrong' } as const;
    await updatePerson(tx, id, { password: hash });
    // A secret that was shown and is not in use yet goes with the password behind which it was shown.
    await dropPlanned(tx, id);
    await dropLinks(tx, id);
    await endSessionsOf(tx, id, now, { keep: session });
    const change = { action: 'account.password_set', after: { by: 'owner' } };
    await insertAudit(tx, { ...auditedAs(person), at: now, source: address, ...change });
    return { kind: 'set' } as const;
  });
}

function faultOf({ userName, email, name, secondFactorSince }: Person, password: string) {
  const names = [userName, email, email?.split('@')[0] ?? null, name];
  return judgePassword(password, { names, secondFactor: secondFactorSince !== null });
}
