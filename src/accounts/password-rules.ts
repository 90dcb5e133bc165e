import { composed } from '../lib/composed.ts';
import { COMMON_PASSWORDS, isBreached, plainOf } from './common-passwords.ts';

/** Characters a password has at least; a second factor makes up for a shorter one. */
export const MIN_LENGTH = { alone: 14, withSecondFactor: 8 };
/** More would only be work for the server. */
export const MAX_LENGTH = 200;

export type PasswordFault = 'too_short' | 'too_long' | 'is_name' | 'common';

/**
 * What speaks against a password, or null. Length counts and nothing else is asked of it: rules about
 * kinds of characters make people choose what is easier to guess.
 */
export function judgePassword(
  password: string,
  owner: { names: readonly (string | null)[]; secondFactor: boolean },
): PasswordFault | null {
  const text = composed(password);
  const length = [...text].length;
  if (length > MAX_LENGTH) return 'too_long';
  if (length < minLength(owner.secondFactor)) return 'too_short';
  const plain = plainOf(text);
  if (owner.names.some((name) => name !== null && plainOf(name) === plain)) return 'is_name';
  return isBreached(plain) || isCommon(plain) ? 'common' : null;
}

export function minLength(secondFactor: boolean): number {
  return secondFactor ? MIN_LENGTH.withSecondFactor : MIN_LENGTH.alone;
}

/** Little but common words in a row, or few characters over and over. */
function isCommon(plain: string): boolean {
  const rest = LONGEST_FIRST.reduce((text, word) => text.replaceAll(word, ''), plain);
  return rest.length < 4 || new Set(plain).size < 4;
}

const LONGEST_FIRST = [...COMMON_PASSWORDS].sort((a, b) => b.length - a.length);
