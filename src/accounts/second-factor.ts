import { randomInt } from 'node:crypto';
import { generateSecret, generateURI, verify } from 'otplib';

const STEP_SECONDS = 30;
const RECOVERY_CODES = 10;
/** Without letters and digits that look alike. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

export const newTotpSecret = (): string => generateSecret();

/** What an authenticator app takes instead of typing the secret. */
export function otpauthLink(secret: string, login: string): string {
  return generateURI({ issuer: 'Phu Xanh', label: login, secret });
}

/**
 * The time step of a six-digit code when it is right: of now, or of the half minute before or after, for
 * clocks differ. Null when it is wrong, or not newer than the last one taken.
 */
export async function stepOfCode(
  secret: string,
  code: string,
  lastStep: number | null,
  now: Date,
): Promise<number | null> {
  const token = code.replace(/\s/g, '');
  const epoch = Math.floor(now.getTime() / 1000);
  if (!/^\d{6}$/.test(token)) return null;
  // The library throws when the last step lies ahead of all that it would take.
  if (lastStep !== null && lastStep > epoch / STEP_SECONDS) return null;
  const after = lastStep === null ? {} : { afterTimeStep: lastStep };
  const result = await verify({ secret, token, epoch, epochTolerance: STEP_SECONDS, ...after });
  return result.valid && 'timeStep' in result ? result.timeStep : null;
}

/**
 * Codes for whoever loses his phone, in two groups of five. The first letter is another in each: it says which of
 * the codes it is. The other nine are the secret, 44 random bits.
 */
export function newRecoveryCodes(): string[] {
  const firsts = [...ALPHABET];
  return Array.from({ length: RECOVERY_CODES }, () => {
    const [first = ''] = firsts.splice(randomInt(firsts.length), 1);
    const rest = Array.from({ length: 9 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
    return `${first}${rest.slice(0, 4)}-${rest.slice(4)}`;
  });
}

/** As it is stored and compared, however it is typed; null when it cannot be a recovery code. */
export function plainRecoveryCode(typed: string): { selector: string; plain: string } | null {
  const plain = typed.toLowerCase().replace(/[^a-z0-9]/g, '');
  const [selector] = plain;
  return selector === undefined || plain.length !== 10 ? null : { selector, plain };
}
