import type { FastifyRequest } from 'fastify';
import { areaWithin } from '../../../access/areas.ts';
import { areaOfContact } from '../../../changes/contacts.ts';
import type { Orm } from '../../../db/connect.ts';
import { Problem } from '../../../http/problems.ts';
import { findContact, listContacts, type StoredContact } from '../../../registry/contacts-store.ts';
import { fold } from '../../../registry/search.ts';
import { sayFor } from '../../language.tsx';
import { areaWords } from '../../words.ts';

const collator = new Intl.Collator('vi');

export interface ListedContact extends StoredContact {
  /** Where he belongs, in words. */
  place: string;
}

/** Contacts of the administrator's area whose name, place, address or number holds `q`, by place. */
export async function findContacts(orm: Orm, request: FastifyRequest, q: string): Promise<ListedContact[]> {
  const { registry, principal, receivedAt: now } = request;
  const say = sayFor(request);
  const words = fold(q);
  return (await listContacts(orm))
    .filter((one) => areaWithin(registry, areaOfContact(one), principal.area))
    .map((one) => ({ ...one, place: areaWords(registry, areaOfContact(one), now, say) }))
    .filter((one) =>
      [one.name, one.place, one.locality, one.email, one.phone].some((text) =>
        fold(text ?? '').includes(words),
      ),
    )
    .sort((a, b) => collator.compare(a.place, b.place) || collator.compare(a.name, b.name));
}

/** @throws {Problem} not_found when there is none of that number in the administrator's area */
export async function requireContact(orm: Orm, request: FastifyRequest, id: number): Promise<StoredContact> {
  const contact = await findContact(orm, id);
  if (!contact || !areaWithin(request.registry, areaOfContact(contact), request.principal.area))
    throw new Problem('not_found');
  return contact;
}
