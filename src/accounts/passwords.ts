import { hash, verify } from '@node-rs/argon2';
import { composed } from '../composed.ts';

/**
 * argon2id, what the package uses unless told otherwise, with the cost that OWASP asks for. Text is
 * composed first: keyboards send the same Vietnamese letters in more than one form.
 */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export async function hashPassword(password: string): Promise<string> {
  return await hash(composed(password), COST);
}

/** Nobody's password: what is compared when there is nobody, so that it takes as long. */
const NOBODY = hashPassword(crypto.randomUUID());

/** Whether it is the password of this hash; false, after the same work, when there is none. */
export async function isPassword(stored: string | null, password: string): Promise<boolean> {
  const right = await verify(stored ?? (await NOBODY), composed(password));
  return right && stored !== null;
}
