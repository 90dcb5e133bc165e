import type { FastifyRequest } from 'fastify';
import { areaWithin } from '../../../access/areas.ts';
import { nameOf } from '../../../accounts/names.ts';
import { findPerson, listPeople } from '../../../accounts/person-store.ts';
import type { Person } from '../../../accounts/types.ts';
import type { Orm } from '../../../db/connect.ts';
import { Problem } from '../../../http/problems.ts';
import { fold } from '../../../registry/search.ts';

const collator = new Intl.Collator('vi');

/** People of the administrator's area whose name or login holds `q`, by name; open accounts first. */
export async function findPeople(orm: Orm, request: FastifyRequest, q: string): Promise<Person[]> {
  const { registry, principal } = request;
  const words = fold(q);
  return (await listPeople(orm))
    .filter((one) => areaWithin(registry, one.area, principal.area))
    .filter((one) => [one.name, nameOf(one), one.email ?? ''].some((text) => fold(text).includes(words)))
    .sort(
      (a, b) =>
        Number(a.disabledAt !== null) - Number(b.disabledAt !== null) || collator.compare(a.name, b.name),
    );
}

/** @throws {Problem} not_found when there is none of that number in the administrator's area */
export async function requirePerson(orm: Orm, request: FastifyRequest, id: number): Promise<Person> {
  const person = await findPerson(orm, id);
  if (!person || !areaWithin(request.registry, person.area, request.principal.area))
    throw new Problem('not_found');
  return person;
}
