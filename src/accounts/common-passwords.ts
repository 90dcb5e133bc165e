import { createRequire } from 'node:module';
import { decomposed } from '../lib/composed.ts';

/** Small letters without marks and blanks: what people think makes a difference and does not. */
export function plainOf(text: string): string {
  return decomposed(text)
    .replace(/\p{M}|\s/gu, '')
    .replace(/đ/gi, 'd')
    .toLowerCase();
}

/**
 * Passwords that are known from breaches, plain: they are guessed long before any other. Known without a network,
 * from the list that comes with zxcvbn-ts: what was found most often in public collections.
 */
type Lists = typeof import('@zxcvbn-ts/language-common');
let breached: ReadonlySet<string> | undefined;
const load = createRequire(import.meta.url);

/** Whether a password, made plain, is known from a breach. The list is large, and loaded when it is first asked for. */
export function isBreached(plain: string): boolean {
  breached ??= new Set(listed()['passwords-common'].map(plainOf));
  return breached.has(plain);
}

function listed(): Lists['dictionary'] {
  const { dictionary }: Lists = load('@zxcvbn-ts/language-common');
  return dictionary;
}

/** What is tried first, in small letters without marks; one after the other they are no better. */
export const COMMON_PASSWORDS: readonly string[] = `
password passw0rd p@ssw0rd p@ssword administrator admin welcome letmein changeme default guest test demo
qwertyuiop qwerty asdfghjkl zxcvbnm 1q2w3e4r5t 1q2w3e4r 1qaz2wsx abcd1234 abc123
0123456789 1234567890 123456789 12345678 123456 12345 123 987654321 11223344 2024 2025 2026
iloveyou sunshine princess football matkhau anhyeuem emyeuanh xinchao khongbiet hoilamgi toiyeuvietnam
vietnam haiphong hanoi phuxanh chuyendoiso uybannhandan congchuc sokhcn @ ! . #
`
  .trim()
  .split(/\s+/);
