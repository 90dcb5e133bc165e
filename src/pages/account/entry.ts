import type { FastifyReply, FastifyRequest } from 'fastify';
import { endSession } from '../../accounts/session-store.ts';
import type { Person } from '../../accounts/types.ts';
import type { Orm } from '../../db/connect.ts';
import { keepMark } from '../../http/browser-marks.ts';
import { keepSession, sessionSecret } from '../../http/session-cookie.ts';

/** Lets a browser in with a session, and leads it on; it is known from then on as one of `person`. */
export type Enter = (
  request: FastifyRequest,
  reply: FastifyReply,
  secret: string,
  to: string,
  person?: Person,
) => Promise<FastifyReply>;

/** Every sign-in has a secret of its own; what the browser held before opens nothing any more. */
export function createEntry(orm: Orm, publicUrl: string): Enter {
  return async (request, reply, secret, to, person) => {
    const before = sessionSecret(request, publicUrl);
    if (before !== undefined) await endSession(orm, before, request.receivedAt);
    keepSession(reply, secret, publicUrl);
    if (person) keepMark(reply, person, publicUrl);
    return reply.redirect(to, 303);
  };
}
