import { createHmac, timingSafeEqual } from 'node:crypto';
import { hashSecret, newSecret } from './secrets.ts';
import type { Person } from './types.ts';

type Owner = Pick<Person, 'id' | 'password'>;

/**
 * What a browser keeps after a whole sign-in of a person: `<random>.<signature>`. The stored hash of his
 * password signs it, which never leaves the server, so that a new password voids it in every browser.
 * Undefined for who has no password: there is nothing to guess.
 */
export function markOfBrowser(person: Owner): string | undefined {
  if (person.password === null) return undefined;
  const random = newSecret();
  return `${random}.${sign(person.id, person.password, random)}`;
}

/** A short name of the browser among those that the person has signed in with; undefined when it is none. */
export function knownBrowser(person: Owner, marks: readonly string[]): string | undefined {
  const { id, password } = person;
  if (password === null) return undefined;
  return marks.map((mark) => randomOf(mark, id, password)).find((random) => random !== undefined);
}

function randomOf(mark: string, id: number, password: string): string | undefined {
  const [random = '', signature = ''] = mark.split('.');
  const [brought, right] = [Buffer.from(signature), Buffer.from(sign(id, password, random))];
  return brought.length === right.length && timingSafeEqual(brought, right) ? hashSecret(random) : undefined;
}

const sign = (id: number, password: string, random: string) =>
  createHmac('sha256', password).update(`browser of person ${id}: ${random}`).digest('base64url');
