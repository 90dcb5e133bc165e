import type { FastifyRequest } from 'fastify';
import type { Author } from '../access/author.ts';

/** Whoever sends a form, as the audit names him: by what he signs in with, or by his token's name. */
export function authorOf({ receivedAt: now, ip: source, session, principal }: FastifyRequest): Author {
  return { now, source, actor: session?.login ?? principal.name, name: principal.name };
}
