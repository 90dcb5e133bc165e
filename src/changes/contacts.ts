import type { Author } from '../access/author.ts';
import { dayOf } from '../days.ts';
import type { Clients, OrmTx } from '../db/connect.ts';
import { refuse } from '../refused.ts';
import { type CONTACT_COLUMNS, type Contact, matchContacts, readContact } from '../registry/contacts.ts';
import {
  contactsBeside,
  findContact,
  insertContacts,
  removeContact,
  updateContacts,
} from '../registry/contacts-store.ts';
import { changeRegistry } from './registry.ts';

/** A contact as it was typed; each blank where nothing was. */
export type TypedContact = Record<(typeof CONTACT_COLUMNS)[number], string>;

/** @throws {Refused} with every objection; answers the number by which it is listed */
export async function addContact(db: Clients, author: Author, typed: TypedContact): Promise<number> {
  let id = 0;
  await changeRegistry(db, author, async (tx, registry) => {
    const contact = readContact(typed, registry, dayOf(author.now));
    await refuseTwice(tx, contact, null);
    [id = 0] = await insertContacts(tx, [contact]);
    return {
      action: 'contacts.add',
      target: `contact ${id}`,
      area: areaOfContact(contact),
      after: auditable(contact),
    };
  });
  return id;
}

/** @throws {Refused} with every objection, or when there is none of that number */
export async function changeContact(
  db: Clients,
  author: Author,
  id: number,
  typed: TypedContact,
): Promise<void> {
  await changeRegistry(db, author, async (tx, registry) => {
    const before = await findContact(tx, id);
    if (!before) refuseUnknown(id);
    const contact = readContact(typed, registry, dayOf(author.now));
    await refuseTwice(tx, contact, id);
    await updateContacts(tx, [{ id, contact }]);
    const target = `contact ${id}`;
    return {
      action: 'contacts.change',
      target,
      area: areaOfContact(before),
      before: auditable(before),
      after: auditable(contact),
    };
  });
}

/** @throws {Refused} when there is none of that number */
export async function dropContact(db: Clients, author: Author, id: number): Promise<void> {
  await changeRegistry(db, author, async (tx) => {
    const removed = await removeContact(tx, id);
    if (!removed) refuseUnknown(id);
    return {
      action: 'contacts.remove',
      target: `contact ${id}`,
      area: areaOfContact(removed),
      before: auditable(removed),
    };
  });
}

/** Where a contact belongs: a locality's code, a province's, or `*`. */
export function areaOfContact({ locality, province }: Pick<Contact, 'locality' | 'province'>): string {
  return locality ?? province ?? '*';
}

/** Persons stand in the contacts alone, so that removing one there is enough. */
function auditable(contact: Contact) {
  return { area: areaOfContact(contact), role: contact.role };
}

async function refuseTwice(tx: OrmTx, contact: Contact, own: number | null): Promise<void> {
  const others = (await contactsBeside(tx, contact)).filter(({ id }) => id !== own);
  const known = matchContacts([contact], others)[0]?.known;
  if (known)
    refuse('name', [
      'Đã có đầu mối cùng tên hoặc cùng email ở nơi này, với vai trò này.',
      `Contact ${known.id} has this name or address already, for the same place and role.`,
    ]);
}

function refuseUnknown(id: number): never {
  refuse('', ['Đầu mối này không còn trong danh sách.', `There is no contact with the number ${id}.`]);
}
