import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { Problem } from './problems.ts';

/** Name of the hidden field that every form of a signed-in person carries. */
export const FORM_TOKEN_FIELD = 'csrf';

/**
 * What a form must bring back to be one of ours: made of the cookie's secret, which no other site can read.
 * It says nothing of that secret, and another sign-in has another.
 */
export function formToken(secret: string): string {
  return createHash('sha256').update(`form of ${secret}`).digest('base64url');
}

/**
 * Refuses a form that does not carry the token of the session it came with.
 * @throws {Problem} forbidden
 */
export function refuseForgedForm({ body }: FastifyRequest, token: string): void {
  const given = (body as Record<string, unknown> | null | undefined)?.[FORM_TOKEN_FIELD];
  const expected = Buffer.from(token);
  const brought = Buffer.from(typeof given === 'string' ? given : '');
  if (brought.length !== expected.length || !timingSafeEqual(brought, expected))
    throw new Problem('forbidden');
}
