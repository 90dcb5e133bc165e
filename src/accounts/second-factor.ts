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

/** Codes for whoever loses his phone; 49 random bits each, in two groups. */
export function newRecoveryCodes(): string[] {
  const group = () => Array.from({ length: 5 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return Array.from({ length: RECOVERY_CODES }, () => `${group()}-${group()}`);
}

/** As it is stored and compared, however it is typed. */
export function plainRecoveryCode(typed: string): string {
  return typed.toLowerCase().replace(/[^a-z0-9]/g, '');
}
