import { createHash, randomBytes } from 'node:crypto';

/** Prefix by which secret scanners and people know one of ours. */
const PREFIX = 'px_';

export function newToken(): string {
  return PREFIX + randomBytes(32).toString('base64url');
}

/** What is stored of a token. A plain hash will do: the token is random, so it cannot be guessed from it. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
