import { createHash, randomBytes } from 'node:crypto';

/** What a cookie or a link holds: nobody can guess it, so that its plain hash may be stored. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
