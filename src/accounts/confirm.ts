import type { Orm, OrmTx } from '../db/connect.ts';
import { type Attempt, beginAttempt, unlessBusy } from './failure-store.ts';
import { subjectSignedIn } from './names.ts';
import { isPassword } from './passwords.ts';
import { lockPerson } from './person-store.ts';
import { openSince } from './session-store.ts';
import type { Person } from './types.ts';

/** Time after a sign-in through the provider in which it stands for the password that the person has not. */
const FRESH_MS = 10 * 60_000;

/** What came of showing again who one is; `stale` asks for another sign-in. */
export type Confirmed =
  /** Counted as failed until it is taken back. */
  { kind: 'right'; attempt: Attempt } | { kind: 'wrong' } | { kind: 'wait'; until: Date } | { kind: 'stale' };

/**
 * Whether who sits before a signed-in browser is its owner: he shows his password again, or has just come
 * in through the provider when he has none. Wrong ones count like failed sign-ins, so that a browser left
 * open is no place to guess in.
 */
export async function confirmOwner(
  orm: Orm,
  read: Person,
  session: number,
  password: string,
  now: Date,
): Promise<Confirmed> {
  if (read.password === null && !(await isFresh(orm, session, now))) return { kind: 'stale' };
  const attempt = await beginAttempt(orm, [subjectSignedIn(read, session)], now);
  if ('waitUntil' in attempt) return { kind: 'wait', until: attempt.waitUntil };
  const stored = read.password;
  const right = stored === null || (await unlessBusy(orm, attempt, () => isPassword(stored, password)));
  return right ? { kind: 'right', attempt } : { kind: 'wrong' };
}

/** Whether a session began a short while ago: long enough to open the page and fill in its form. */
export async function isFresh(orm: OrmTx, session: number, now: Date): Promise<boolean> {
  const since = await openSince(orm, session);
  return since !== undefined && now.getTime() - since.getTime() < FRESH_MS;
}

/**
 * The person as he is now, locked; undefined when what he showed is worth nothing any more: his password
 * was changed, the account was closed or the session ended meanwhile.
 */
export async function lockConfirmed(tx: OrmTx, read: Person, session: number): Promise<Person | undefined> {
  const person = await lockPerson(tx, read.id);
  const isLate = person.password !== read.password || person.disabledAt !== null;
  return isLate || !(await openSince(tx, session)) ? undefined : person;
}
