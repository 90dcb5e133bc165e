import type { FastifyRequest } from 'fastify';
import type { Author } from '../../access/author.ts';
import { ADMINS } from '../../access/principal.ts';
import { nameOf } from '../../accounts/names.ts';
import { findPerson } from '../../accounts/person-store.ts';
import type { Clients, Orm } from '../../db/connect.ts';
import { Problem } from '../../http/problems.ts';
import type { Counts, JobName } from '../../scheduler/job.ts';
import type { Shell } from '../shell.tsx';

export interface AdministrationDeps {
  db: Clients;
  publicUrl: string;
  shell: Shell;
  /** Runs a job as of an instant, whether or not it is due. */
  runJob(name: JobName, now: Date): Promise<Counts>;
}

/** Administrators alone; the forms carry the token of their session. */
export const config = { access: ADMINS, form: true };

/** Whoever sends a form, as the audit names him: by what he signs in with, or by his token's name. */
export async function authorOf(orm: Orm, request: FastifyRequest): Promise<Author> {
  const { receivedAt: now, ip: source, session, principal } = request;
  const person = session?.person ? await findPerson(orm, session.person) : undefined;
  return { now, source, actor: person ? nameOf(person) : principal.name };
}

/** What holds for the whole nation is changed by who administers all of it. @throws {Problem} not_found */
export function requireNation({ principal }: FastifyRequest): void {
  if (principal.area !== '*') throw new Problem('not_found');
}
