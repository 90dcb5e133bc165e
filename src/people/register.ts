import { areaWithin } from '../access/areas.ts';
import { nameOf } from '../accounts/names.ts';
import { listPeople } from '../accounts/person-store.ts';
import type { Person } from '../accounts/types.ts';
import type { OrmTx } from '../db/connect.ts';
import { recipientKey } from '../outbox/preferences.ts';
import type { ContactRole } from '../registry/contacts.ts';
import { listContacts, type StoredContact } from '../registry/contacts-store.ts';
import type { Registry } from '../registry/snapshot.ts';
import { type Invitation, readInvitations } from './invitation-store.ts';

/** How far somebody with an account has come. */
export const ACCOUNT_STATES = ['not_invited', 'invited', 'opened', 'signed_in', 'disabled'] as const;
export type AccountState = (typeof ACCOUNT_STATES)[number];

/** A person: signs in, hears, or both. */
export interface Registered {
  name: string;
  position: string | null;
  email: string | null;
  phone: string | null;
  role: Person['role'] | ContactRole;
  /** A locality's code, a province's, or `*`. */
  area: string;
  hears: boolean;
  account: {
    id: number;
    login: string;
    state: AccountState;
    invitedAt: Date | null;
    lastSeenAt: Date | null;
  } | null;
  /** The number of the contact as whom he hears. */
  contact: number | null;
}

/** Whether somebody was asked in, has looked at what he was sent, and has come. */
export function accountState(
  { password, lastSeenAt, disabledAt }: Pick<Person, 'password' | 'lastSeenAt' | 'disabledAt'>,
  invitation: Pick<Invitation, 'openedAt'> | undefined,
): AccountState {
  if (disabledAt !== null) return 'disabled';
  if (lastSeenAt !== null || password !== null) return 'signed_in';
  if (!invitation) return 'not_invited';
  return invitation.openedAt === null ? 'invited' : 'opened';
}

/** Everybody of an area: accounts with the contact of the same address at the same place, then who only hears. */
export async function readRegister(orm: OrmTx, registry: Registry, area: string): Promise<Registered[]> {
  const people = (await listPeople(orm)).filter((one) => areaWithin(registry, one.area, area));
  const contacts = (await listContacts(orm)).filter((one) => areaWithin(registry, placeOf(one), area));
  const invitations = await readInvitations(orm);
  const byPlace = new Map(contacts.map((one) => [keyOf(one.role, placeOf(one), one), one]));
  const taken = new Set<number>();
  const accounts = people.map((person): Registered => {
    const contact = byPlace.get(keyOf(person.role, person.area, person));
    if (contact) taken.add(contact.id);
    const { id, name, position, email, role, lastSeenAt } = person;
    const invitation = invitations.get(id);
    return {
      ...{ name, position, email, role, area: person.area },
      phone: person.phone ?? contact?.phone ?? null,
      hears: contact !== undefined || (role === 'admin' && person.disabledAt === null),
      account: {
        ...{ id, login: nameOf(person), state: accountState(person, invitation) },
        ...{ invitedAt: invitation?.lastAt ?? null, lastSeenAt },
      },
      contact: contact?.id ?? null,
    };
  });
  const hearers = contacts
    .filter(({ id }) => !taken.has(id))
    .map(
      ({ id, name, position, email, phone, role, ...place }): Registered => ({
        ...{ name, position: position || null, email, phone, role, area: placeOf(place) },
        ...{ hears: true, account: null, contact: id },
      }),
    );
  return [...accounts, ...hearers].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
}

/** By area and name; of two alike, accounts in the order in which they were made. */
export function sortKey({ area, name, account, contact }: Registered): string {
  const last = account ? `a${String(account.id).padStart(10, '0')}` : `c${String(contact).padStart(10, '0')}`;
  return `${area}\u0000${name}\u0000${last}`;
}

const placeOf = ({ locality, province }: Pick<StoredContact, 'locality' | 'province'>) =>
  locality ?? province ?? '*';
const keyOf = (role: string, area: string, ways: { email: string | null; phone: string | null }) =>
  `${role} ${area} ${recipientKey(ways)}`;
