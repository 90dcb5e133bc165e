import type { FastifyRequest } from 'fastify';
import { type Author, tokenActor } from '../access/author.ts';

/** Whoever sends a request, as the audit names him: by what he signs in with, or as the token that it is. */
export function authorOf({
  receivedAt: now,
  ip: source,
  session,
  caller,
  principal,
}: FastifyRequest): Author {
  const { name, role, area } = principal;
  const actor = caller.kind === 'token' ? tokenActor({ ...caller, name }) : (session?.login ?? name);
  return { now, source, ...caller, rights: { role, area }, actor, name };
}
