import type { Orm } from '../db/connect.ts';
import { isSealed, type Vault } from '../secrets/vault.ts';
import { listPlainSecrets, replaceSecret } from './second-factor-store.ts';
import type { Person } from './types.ts';

/** Secrets of second factors: sealed where they are stored, plain only while a code is compared. */

export const contextOfSecret = (person: number) => `totp of person ${person}`;

/** A secret that is about to be taken into use belongs to the session in which it was shown. */
export const contextOfPlanned = (session: number) => `totp planned in session ${session}`;

export const sealPlanned = (vault: Vault, session: number, secret: string) =>
  vault.seal(secret, contextOfPlanned(session));

export const openPlanned = (vault: Vault, session: number, sealed: string) =>
  vault.open(sealed, contextOfPlanned(session));

export function sealSecret(vault: Vault, person: number, secret: string): string {
  return vault.seal(secret, contextOfSecret(person));
}

/**
 * The secret of a person, or null when he has none; one that an earlier version stored is still plain.
 * @throws when it was sealed with another key
 */
export function openSecret(
  vault: Vault,
  { id, totpSecret }: Pick<Person, 'id' | 'totpSecret'>,
): string | null {
  if (totpSecret === null || !isSealed(totpSecret)) return totpSecret;
  try {
    return vault.open(totpSecret, contextOfSecret(id));
  } catch (cause) {
    const why =
      'The secret of a second factor cannot be opened: SECRET_KEY, or the file secret-key, is another.';
    throw new Error(why, { cause });
  }
}

/** Seals what earlier versions stored plain; answers how many. */
export async function sealPlainSecrets(orm: Orm, vault: Vault): Promise<number> {
  let sealed = 0;
  for (const { id, secret } of await listPlainSecrets(orm))
    if (await replaceSecret(orm, id, secret, sealSecret(vault, id, secret))) sealed++;
  return sealed;
}
