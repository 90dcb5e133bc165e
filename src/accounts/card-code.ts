import { randomInt } from 'node:crypto';

/** Codes that stand on printed cards: 80 bits, of letters and digits that nobody confuses (Crockford's base 32). */

const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';
const LENGTH = 16;

/** A code as it is printed, in four groups of four. */
export function newCardCode(): string {
  const letters = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}

/**
 * What a link holds, as it is stored: a code however it was typed, in small letters with its dashes; anything else as
 * it is.
 */
export function linkOf(text: string): string {
  const typed = text.toLowerCase().replace(/[\s-]/g, '').replaceAll('o', '0').replace(/[il]/g, '1');
  const isCode = typed.length === LENGTH && [...typed].every((one) => LETTERS.includes(one));
  return isCode ? typed.replace(/(.{4})(?=.)/g, '$1-') : text;
}
