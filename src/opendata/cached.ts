import type { FastifyReply, FastifyRequest } from 'fastify';
import { isHeld } from '../lib/etag.ts';
import { KEPT_SECONDS } from './source.ts';

/** Marks an answer as one that may be kept, by its tag; true where the asker has it already, and 304 is to be sent. */
export function mayKeep(request: FastifyRequest, reply: FastifyReply, etag: string): boolean {
  reply.header('etag', etag);
  return isHeld(request.headers['if-none-match'], etag);
}

/** Pages say that nobody keeps them; what is open to anybody may be kept. */
export async function sayKept(_: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (reply.statusCode === 200 || reply.statusCode === 304)
    reply.header('cache-control', `public, max-age=${KEPT_SECONDS}`);
}
