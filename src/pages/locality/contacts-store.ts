import type { Sql } from '../../db/connect.ts';
import type { Contact } from '../../registry/contacts.ts';

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
