import type { FastifyRequest } from 'fastify';
import { findPerson } from '../../accounts/person-store.ts';
import type { Person } from '../../accounts/types.ts';
import type { Orm } from '../../db/connect.ts';
import { Problem } from '../../http/problems.ts';

/** @throws {Problem} not_found when no person is signed in, but a token */
export async function requireOwner(
  orm: Orm,
  { session }: FastifyRequest,
): Promise<{ person: Person; session: number }> {
  const person = session?.person ? await findPerson(orm, session.person) : undefined;
  if (!session || !person) throw new Problem('not_found');
  return { person, session: session.id };
}
