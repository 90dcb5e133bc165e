import type { FastifyRequest } from 'fastify';

/**
 * Who uses this browser, as its scripts keep apart what each person has typed: of a person his number, of a
 * token its name and area. It opens nothing.
 */
export function senderOf({ session, principal }: Pick<FastifyRequest, 'session' | 'principal'>): string {
  return session?.person ? `person ${session.person}` : `token ${principal.name} ${principal.area}`;
}
