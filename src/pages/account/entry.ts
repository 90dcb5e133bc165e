import type { FastifyReply, FastifyRequest } from 'fastify';
import { endSession } from '../../accounts/session-store.ts';
import type { Orm } from '../../db/connect.ts';
import { keepSession, sessionSecret } from '../../http/session-cookie.ts';

/** Lets a browser in with a session, and leads it on. */
export type Enter = (
  request: FastifyRequest,
  reply: FastifyReply,
  secret: string,
  to: string,
) => Promise<FastifyReply>;

/** Every sign-in has a secret of its own; what the browser held before opens nothing any more. */
export function createEntry(orm: Orm, publicUrl: string): Enter {
  return async (request, reply, secret, to) => {
    const before = sessionSecret(request, publicUrl);
    if (before !== undefined) await endSession(orm, before, request.receivedAt);
    keepSession(reply, secret, publicUrl);
    return reply.redirect(to, 303);
  };
}
