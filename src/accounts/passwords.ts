import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import { Busy } from '../lib/busy.ts';
import { composed } from '../lib/composed.ts';
import { Slots } from '../lib/slots.ts';

/**
 * argon2id, what the package uses unless told otherwise, with the cost that OWASP asks for. Text is
 * composed first: keyboards send the same Vietnamese letters in more than one form.
 */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/**
 * Half of the processors at most: however many try to sign in at once, records go on being taken. Who waits
 * does so for a few seconds; above that he is told to come again. A count of this instance.
 */
const slots = new Slots(Math.max(1, Math.floor(availableParallelism() / 2)), 64);

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  // No answer of argon2 is undefined.
  const done = await slots.run(work);
  if (done === undefined) throw new Busy('passwords');
  return done;
}

/** @throws {Busy} */
export async function hashPassword(password: string): Promise<string> {
  return await inTurn(() => hash(composed(password), COST));
}

/** Nobody's password: what is compared when there is nobody, so that it takes as long. */
const NOBODY = hashPassword(crypto.randomUUID());

/** Whether it is the password of this hash; false, after the same work, when there is none. @throws {Busy} */
export async function isPassword(stored: string | null, password: string): Promise<boolean> {
  const compared = stored ?? (await NOBODY);
  const right = await inTurn(() => verify(compared, composed(password)));
  return right && stored !== null;
}
