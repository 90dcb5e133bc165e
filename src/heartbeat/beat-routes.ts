import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { hashToken } from '../access/tokens.ts';
import { problems } from '../http/answers.ts';
import type { Routes } from '../http/context.ts';
import { createLimit } from '../http/limit.ts';
import { Problem } from '../http/problems.ts';
import { networkOf } from '../lib/networks.ts';
import type { Beats } from './beats.ts';

/** Calls a minute and address: one in five seconds is more often than anything is asked to call. */
const CALLS = 12;
/** Calls a minute and sender to addresses not known to be somebody's. Many networks may send from one. */
const MISSES = 120;
/** What a caller may send along; it is not looked at. */
const BODY_LIMIT = 1_024;
const OURS = /^px_[\w-]{43}$/;

/**
 * The address that a commune's network calls. Any method will do: routers and scheduled tasks often know GET
 * alone, and a call changes nothing but a time, so that a repeat is harmless. Whoever has the address is
 * believed; nothing of him is kept or logged.
 */
export function beatRoutes({ beats, limited }: { beats: Beats; limited: boolean }): Routes {
  const calls = createLimit(CALLS);
  const misses = createLimit(MISSES);
  const options = (method: string) => ({
    // Counted by address, not by sender: a province's networks may all come from one.
    config: { access: 'public' as const, ownLimit: true },
    // The line of a request names who sent it.
    logLevel: 'warn' as const,
    // There is nothing in the answer for a browser to be guarded from.
    helmet: false as const,
    bodyLimit: BODY_LIMIT,
    schema: {
      tags: ['heartbeat'],
      summary: `The network is up (${method})`,
      description:
        'POST, GET and HEAD do the same. The secret in the address is all the permission there is.',
      params: z.object({ token: z.string().max(200) }),
      response: { 204: z.null(), ...problems(404, 429) },
    },
  });

  async function take(
    { params: { token }, receivedAt: now, ip }: FastifyRequest<{ Params: { token: string } }>,
    reply: FastifyReply,
  ) {
    const hash = OURS.test(token) ? hashToken(token) : undefined;
    // Whoever guesses is refused before anything is looked up; what is known goes on being taken.
    const known = hash !== undefined && beats.knows(hash);
    if (limited && !known && !misses.takes(networkOf(ip), now)) refuseFor(reply, MISSES);
    if (limited && hash !== undefined && !calls.takes(hash, now)) refuseFor(reply, CALLS);
    if (hash !== undefined && (await beats.take(hash, now))) return reply.code(204).send();
    throw new Problem('not_found');
  }

  return async (app) => {
    // Scripts send forms, or nothing with a type of its own; none of it matters.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, _body, done) => done(null, undefined));
    app.addHook('onListen', async () => beats.start());
    app.addHook('onClose', async () => beats.stop());
    // HEAD comes with GET.
    app.get('/beat/:token', options('GET'), take as never);
    app.post('/beat/:token', options('POST'), take as never);
  };
}

function refuseFor(reply: FastifyReply, most: number): never {
  reply.header('retry-after', '60');
  throw new Problem('rate_limited', [], `At most ${most} requests a minute.`);
}
