import { insertAudit } from '../access/store.ts';
import type { Orm, OrmTx } from '../db/connect.ts';
import type { Vault } from '../secrets/vault.ts';
import { enrol, type NewCodes, prepareCodes, takeCode } from './enrol.ts';
import { beginAttempt, forgetFailures, takeBack, unlessBusy } from './failure-store.ts';
import { auditedAs, subjectsOf } from './names.ts';
import { lockPerson, updatePerson } from './person-store.ts';
import { findRecoveryCode } from './second-factor-store.ts';
import { newSecret } from './secrets.ts';
import { endSession, endSessionsOf, findAwaiting, insertSession } from './session-store.ts';
import { trustBrowser } from './trust-store.ts';
import type { Origin, Person } from './types.ts';

export type SecondStep =
  /** `recoveryCodes` are there when the second factor was taken into use just now. */
  | { kind: 'in'; secret: string; person: Person; recoveryCodes: string[]; trust: string | null }
  | { kind: 'wrong' }
  | { kind: 'wait'; until: Date }
  /** The password has to be shown again. */
  | { kind: 'gone' };

/** Opens a session for who has shown his password and now a code, which another secret then stands for. */
export async function takeSecondStep(
  orm: Orm,
  vault: Vault,
  { pending, code, trust = false }: { pending: string; code: string; trust?: boolean },
  origin: Origin,
  now: Date,
): Promise<SecondStep> {
  const found = await findAwaiting(orm, pending, now);
  if (!found) return { kind: 'gone' };
  const { session, awaits, person } = found;
  const subjects = subjectsOf(person, '', origin);
  const attempt = await beginAttempt(orm, subjects, now);
  if ('waitUntil' in attempt) return { kind: 'wait', until: attempt.waitUntil };
  const entry = { ...auditedAs(person), at: now, source: origin.address };
  const secret = newSecret();
  const store = async (tx: OrmTx, made: NewCodes | null, recovery: string | null) => {
    await lockPerson(tx, person.id);
    // What was shown before is void when his rights, his password or his second factor changed meanwhile.
    if (!(await findAwaiting(tx, pending, now))) return null;
    const recoveryCodes =
      awaits === 'enrolment'
        ? await enrol(tx, vault, { person, session, code }, made, origin.address, now)
        : (await takeCode(tx, vault, person, { code, recovery }, now))
          ? []
          : undefined;
    if (!recoveryCodes) return undefined;
    await takeBack(tx, attempt);
    await forgetFailures(tx, subjects);
    // Whoever else has shown the password has to show it again, and the second factor after it.
    if (awaits === 'enrolment') await endSessionsOf(tx, person.id, now, {});
    else await endSession(tx, pending, now);
    await insertSession(tx, secret, { person: person.id, token: null }, origin, now);
    await updatePerson(tx, person.id, { lastSeenAt: now });
    await insertAudit(tx, { ...entry, action: 'account.sign_in' });
    // A recovery code is of who has lost his phone: his browser is trusted once he has another second factor.
    const trusts = trust && awaits === 'code' && recovery === null;
    if (trusts) await insertAudit(tx, { ...entry, action: 'account.trust' });
    return { recoveryCodes, trust: trusts ? await trustBrowser(tx, person.id, origin, now) : null };
  };
  const done = await unlessBusy(orm, attempt, async () => {
    const isNew = awaits === 'enrolment';
    const made = isNew ? await prepareCodes(orm, vault, { person, session, code }, now) : null;
    const recovery = isNew ? null : await findRecoveryCode(orm, person.id, code);
    return await orm.transaction((tx) => store(tx, made, recovery));
  });
  if (done === null) return { kind: 'gone' };
  if (done) return { kind: 'in', secret, person, ...done };
  await insertAudit(orm, { ...entry, action: 'account.sign_in_failed', after: { at: awaits } });
  return { kind: 'wrong' };
}
