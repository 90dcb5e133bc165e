import { isoLocal } from '../days.ts';
import type { Orm } from '../db/connect.ts';
import { type Readers, readChoice, readEnd, readText } from '../fields.ts';
import { refuse } from '../refused.ts';
import { type Author, writeAudit } from './author.ts';
import { type Principal, ROLES } from './principal.ts';
import { insertToken, revokeToken } from './store.ts';
import { hashToken, newToken } from './tokens.ts';

/** How the fields of a new token are read; its area is held against the registry by `refuseArea`. */
export const TOKEN_FIELDS = {
  role: (text: string, field: string) => ({ role: readChoice(field, text, ROLES) }),
  area: (area: string) => ({ area }),
  name: (text: string, field: string) => ({ name: readText(field, text, 100) }),
  expires: (text: string, field: string) => ({ expiresAt: text.trim() === '' ? null : readEnd(field, text) }),
} satisfies Readers<NewToken>;

export interface NewToken extends Principal {
  /** From then on it is refused; null for one that lasts until it is revoked. */
  expiresAt: Date | null;
}

/**
 * Makes a token and answers it, this once: only its hash is stored.
 * @throws {Refused} at `expires`, when that is over already
 */
export async function createToken(
  orm: Orm,
  author: Author,
  { name, role, area, expiresAt }: NewToken,
): Promise<string> {
  if (expiresAt !== null && expiresAt <= author.now)
    refuse('expires', ['Chọn một ngày từ hôm nay trở đi.', 'The expiry must lie ahead.']);
  const token = newToken();
  const made = { hash: hashToken(token), name, role, area, expiresAt };
  const until = expiresAt && isoLocal(expiresAt);
  await orm.transaction(async (tx) => {
    const id = await insertToken(tx, { ...made, createdAt: author.now, createdBy: author.actor });
    await writeAudit(tx, author, {
      action: 'token.create',
      target: name,
      area,
      after: { id, role, area, ...(until && { until }) },
    });
  });
  return token;
}

/**
 * Revokes a token; it is refused from the next request on, and so is who signed in with it.
 * @throws {Refused} when there is no live one of that number
 */
export async function revokeTokenOf(orm: Orm, author: Author, id: number): Promise<Principal> {
  return await orm.transaction(async (tx) => {
    const revoked = await revokeToken(tx, id, author.now);
    if (!revoked)
      refuse('', ['Mã truy cập này đã được thu hồi.', `There is no live token with the number ${id}.`]);
    const { name, role, area } = revoked;
    await writeAudit(tx, author, { action: 'token.revoke', target: name, area, before: { id, role, area } });
    return revoked;
  });
}
