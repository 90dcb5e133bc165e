import { and, asc, eq, inArray, isNull, sql as raw } from 'drizzle-orm';
import type { OrmTx, Sql } from '../db/connect.ts';
import * as t from '../db/tables/index.ts';
import { chunks } from '../lib/chunks.ts';
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

/** A statement has a limit of parameters. */
const AT_A_TIME = 1_000;

/** Returns the ids, in the order given. */
export async function insertContacts(tx: OrmTx, contacts: readonly Contact[]): Promise<number[]> {
  const ids: number[] = [];
  for (const some of chunks(contacts, AT_A_TIME)) {
    const rows = await tx.insert(t.contact).values(some).returning({ id: t.contact.id });
    ids.push(...rows.map((row) => row.id));
  }
  return ids;
}

export async function updateContacts(
  tx: OrmTx,
  changed: readonly { id: number; contact: Contact }[],
): Promise<void> {
  if (changed.length === 0) return;
  const rows = changed.map(({ id, contact }) => ({ ...contact, id }));
  await tx.execute(raw`
    update contact c set locality = x.locality, province = x.province, name = x.name, position = x.position,
      email = x.email, phone = x.phone, role = x.role
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as x(id integer, locality text, province text,
      name text, position text, email text, phone text, role text)
    where c.id = x.id`);
}

export async function removeContacts(tx: OrmTx, ids: readonly number[]): Promise<void> {
  if (ids.length > 0) await tx.delete(t.contact).where(inArray(t.contact.id, [...ids]));
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
