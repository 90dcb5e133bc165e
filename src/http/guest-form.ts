import { timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { hashSecret, newSecret } from '../accounts/secrets.ts';
import { FORM_TOKEN_FIELD, formToken } from './form-token.ts';

/**
 * Forms of whoever is not signed in yet. Another site can make a browser post the sign-in form with the
 * other's own name and password; it can neither read nor set the cookie that goes with ours.
 */

const NAME = 'phuxanh-form';

/** The prefix makes browsers take it from this host over TLS alone, which over plain HTTP they cannot. */
function nameOn(publicUrl: string): { name: string; secure: boolean } {
  const secure = publicUrl.startsWith('https:');
  return { name: secure ? `__Host-${NAME}` : NAME, secure };
}

function secretOf(request: FastifyRequest, publicUrl: string): string | undefined {
  const held = request.cookies?.[nameOn(publicUrl).name];
  return held !== undefined && /^[\w-]{43}$/.test(held) ? held : undefined;
}

/** What the form must bring back. The browser's cookie stays as it is, so that pages in other tabs stay good. */
export function guestToken(request: FastifyRequest, reply: FastifyReply, publicUrl: string): string {
  const held = secretOf(request, publicUrl);
  if (held !== undefined) return formToken(held);
  const secret = newSecret();
  const { name, secure } = nameOn(publicUrl);
  reply.setCookie(name, secret, { path: '/', httpOnly: true, sameSite: 'lax', secure });
  return formToken(secret);
}

/** What tells this browser from others while nobody is signed in; undefined while it has brought nothing. */
export function guestKey(request: FastifyRequest, publicUrl: string): string | undefined {
  const secret = secretOf(request, publicUrl);
  return secret === undefined ? undefined : hashSecret(secret);
}

/** Whether a form is one of ours, sent by the browser that was given it. */
export function isGuestForm(request: FastifyRequest, publicUrl: string): boolean {
  const secret = secretOf(request, publicUrl);
  const given = (request.body as Record<string, unknown> | undefined)?.[FORM_TOKEN_FIELD];
  if (secret === undefined || typeof given !== 'string') return false;
  const [brought, expected] = [Buffer.from(given), Buffer.from(formToken(secret))];
  return brought.length === expected.length && timingSafeEqual(brought, expected);
}
