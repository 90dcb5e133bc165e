import { and, asc, eq, isNull } from 'drizzle-orm';
import type { OrmTx, Sql } from '../db/connect.ts';
import * as t from '../db/tables/index.ts';
import type { Contact } from './contacts.ts';

export type StoredContact = Contact & { id: number };

export async function listContacts(orm: OrmTx): Promise<StoredContact[]> {
  return await orm
    .select()
    .from(t.contact)
    .orderBy(asc(t.contact.province), asc(t.contact.locality), asc(t.contact.role), asc(t.contact.id));
}

export async function findContact(tx: OrmTx, id: number): Promise<StoredContact | undefined> {
  const [row] = await tx.select().from(t.contact).where(eq(t.contact.id, id));
  return row;
}

/** Those of the same role at the same place. */
export async function contactsBeside(
  tx: OrmTx,
  { role, locality, province }: Pick<Contact, 'role' | 'locality' | 'province'>,
): Promise<StoredContact[]> {
  const at = (column: typeof t.contact.locality | typeof t.contact.province, code: string | null) =>
    code === null ? isNull(column) : eq(column, code);
  return await tx
    .select()
    .from(t.contact)
    .where(and(eq(t.contact.role, role), at(t.contact.locality, locality), at(t.contact.province, province)));
}

/** Returns the ids, in the order given. */
export async function insertContacts(tx: OrmTx, contacts: readonly Contact[]): Promise<number[]> {
  const ids: number[] = [];
  // One by one: a sheet has hundreds of rows at most, and a statement has a limit of parameters.
  for (const contact of contacts) {
    const rows = await tx.insert(t.contact).values(contact).returning({ id: t.contact.id });
    ids.push(...rows.map((row) => row.id));
  }
  return ids;
}

export async function updateContact(tx: OrmTx, id: number, contact: Contact): Promise<void> {
  await tx.update(t.contact).set(contact).where(eq(t.contact.id, id));
}

/** Returns the contact that was removed; undefined when there is none. */
export async function removeContact(tx: OrmTx, id: number): Promise<StoredContact | undefined> {
  const [row] = await tx.delete(t.contact).where(eq(t.contact.id, id)).returning();
  return row;
}

/** Who is in charge of localities and of the departments of provinces: whoever works on it before who leads. */
export async function readContactsOf(
  sql: Sql,
  localities: readonly string[],
  provinces: readonly string[],
): Promise<Contact[]> {
  return await sql<Contact[]>`
    select locality, province, name, position, email, phone, role from contact
    where locality = any(${localities as string[]}) or province = any(${provinces as string[]})
    order by role = 'leader', id`;
}
