import { areaWithin } from '../access/areas.ts';
import type { Author } from '../access/author.ts';
import type { NewPerson, PersonChange } from '../accounts/people.ts';
import type { Person } from '../accounts/types.ts';
import { fault } from '../faults.ts';
import { type Contact, matchContacts } from '../registry/contacts.ts';
import type { StoredContact } from '../registry/contacts-store.ts';
import type { Registry } from '../registry/snapshot.ts';
import { contactOf, loginsOf, type PeopleRow, type RowPerson } from './sheet.ts';

/** What a sheet of people does to the accounts and contacts that there are. Pure. */

/** What there is. */
export interface Known {
  registry: Registry;
  people: readonly Person[];
  contacts: readonly StoredContact[];
}

/** What becomes of one row; with faults nothing does. */
export interface PlannedRow extends PeopleRow {
  account: { made: NewPerson } | { changed: { id: number; fields: Partial<PersonChange> } } | null;
  contact: { added: Contact } | { changed: { id: number; contact: Contact } } | { removed: number } | null;
  /** The account that the row is of, where there is one already. */
  known: Person | undefined;
}

/** Each row with what it does, and with what speaks against it beside its own cells. */
export function planPeople(
  rows: readonly PeopleRow[],
  { registry, people, contacts }: Known,
  { rights, kind, id: own }: Pick<Author, 'rights' | 'kind' | 'id'>,
): PlannedRow[] {
  const byEmail = new Map(people.flatMap((one) => (one.email === null ? [] : [[one.email, one] as const])));
  const byName = new Map(
    people.flatMap((one) => (one.userName === null ? [] : [[one.userName, one] as const])),
  );
  const accountOf = ({ name, email, phone }: RowPerson): Person | undefined => {
    const { userName } = loginsOf({ email: null, phone });
    const byPhone = userName === null ? undefined : byName.get(userName);
    if (email === null) return byPhone;
    // Somebody who signed in by his telephone and has an address now.
    return byEmail.get(email) ?? (byPhone?.email === null && byPhone.name === name ? byPhone : undefined);
  };
  const seen = new Map<string, number>();
  const logins = new Map<string, number>();
  const placed = rows
    .filter(({ blank }) => !blank)
    .map((row): PlannedRow => {
      const { person } = row;
      const faults = [...row.faults];
      const planned = { ...row, faults, account: null, contact: null, known: undefined };
      if (faults.length > 0) return planned;
      const keys = [`name ${person.name.toLowerCase()}`, `login ${loginOf(person)}`];
      const twice = keys.map((key) => seen.get(`${person.role} ${person.area} ${key}`)).find(Boolean);
      for (const key of keys) seen.set(`${person.role} ${person.area} ${key}`, row.row);
      if (twice !== undefined) faults.push(fault('/name', 'duplicate_person', { row: twice }));
      if (!person.account) return planned;
      const earlier = logins.get(loginOf(person));
      const column = person.email === null ? '/phone' : '/email';
      if (earlier !== undefined && twice === undefined)
        faults.push(fault(column, 'account_of_another_row', { row: earlier }));
      logins.set(loginOf(person), row.row);
      const known = accountOf(person);
      if (known && rights && !areaWithin(registry, known.area, rights.area))
        faults.push(fault(column, 'login_taken'));
      else if (known?.disabledAt) faults.push(fault(column, 'account_disabled'));
      if (faults.length > 0) return planned;
      if (!known) return { ...planned, account: { made: newPerson(person) } };
      const fields = changedFields(known, person);
      if (kind === 'person' && own === known.id && (fields.role ?? fields.area) !== undefined) {
        faults.push(fault(fields.role === undefined ? '/area' : '/role', 'own_account'));
        return planned;
      }
      const account = Object.keys(fields).length === 0 ? null : { changed: { id: known.id, fields } };
      return { ...planned, account, known };
    });
  return withContacts(placed, contacts);
}

const loginOf = (person: RowPerson): string => {
  const { email, userName } = loginsOf(person);
  return email ?? userName ?? '';
};

function newPerson(person: RowPerson): NewPerson {
  const { name, position, phone, role, area } = person;
  return { ...loginsOf(person), name, position: position || null, phone, role, area };
}

/** What is not said stays as it is. */
function changedFields(known: Person, person: RowPerson): Partial<PersonChange> {
  const { name, position, phone, email, role, area } = person;
  const said = {
    name,
    role,
    area,
    ...(position === '' ? {} : { position }),
    ...(phone === null ? {} : { phone }),
    ...(email === null ? {} : { email }),
  };
  return Object.fromEntries(
    Object.entries(said).filter(([field, value]) => known[field as keyof Person] !== value),
  );
}

/** The contact of each row: new, brought up to date, moved along with its account, or no more. */
function withContacts(rows: readonly PlannedRow[], stored: readonly StoredContact[]): PlannedRow[] {
  const sound = rows.filter(({ faults }) => faults.length === 0);
  const wanted = sound.flatMap((row) => {
    // Who is to hear no more is found as if he were to.
    const contact = contactOf({ ...row.person, hears: true });
    return contact ? [{ row, contact }] : [];
  });
  const matched = matchContacts(
    wanted.map(({ contact }) => contact),
    stored,
  );
  const plans = new Map<PlannedRow, PlannedRow['contact']>();
  for (const [at, { contact, known }] of matched.entries()) {
    const row = wanted[at]?.row;
    if (!row) continue;
    const before = known ?? movedWith(row, stored);
    plans.set(row, planContact(row.person.hears, contact, before));
  }
  return rows.map((row) => ({ ...row, contact: plans.get(row) ?? null }));
}

function planContact(
  hears: boolean,
  contact: Contact,
  before: StoredContact | undefined,
): PlannedRow['contact'] {
  if (!hears) return before ? { removed: before.id } : null;
  if (!before) return { added: contact };
  const next = {
    ...contact,
    position: contact.position || before.position,
    email: contact.email ?? before.email,
    phone: contact.phone ?? before.phone,
  };
  const same = (Object.keys(next) as (keyof Contact)[]).every((field) => next[field] === before[field]);
  return same ? null : { changed: { id: before.id, contact: next } };
}

/** The contact at the place and in the role that an account had so far, by its address. */
function movedWith(
  { known, account }: PlannedRow,
  stored: readonly StoredContact[],
): StoredContact | undefined {
  if (!known?.email || !account || !('changed' in account)) return undefined;
  const { role, area } = account.changed.fields;
  if (role === undefined && area === undefined) return undefined;
  return stored.find(
    (one) =>
      one.email?.trim().toLowerCase() === known.email &&
      one.role === known.role &&
      (one.locality ?? one.province) === known.area,
  );
}
