import { ACCOUNT_CHANNELS, PHONE_CHANNELS } from '../channels/all.ts';
import type { Sql } from '../db/connect.ts';
import type { ContactRole } from '../registry/contacts.ts';

/** `recipientKey` of a row of `contact`, in SQL. */
export const CONTACT_KEY = `coalesce(nullif(lower(trim(contact.email)), ''),
  regexp_replace(contact.phone, '[ .()-]', '', 'g'))`;

/** Where a row of `contact` belongs. */
export const CONTACT_PLACE = `coalesce(contact.locality, contact.province, '*')`;

/**
 * Whether an account (`p`) speaks for a row of `contact`: it has its address, is open, and the contact's place lies in its
 * area. Anybody may write down anybody's address; what is said under it holds for his own area alone.
 */
export const SPEAKS = `(p.email = lower(trim(contact.email)) and p.disabled_at is null
  and (p.area in ('*', contact.locality, contact.province)
    or p.area = (select l.province from locality l where l.code = contact.locality)))`;

/** Of which area what was said holds for a row of `contact`: of his account's before that of his place; blank for none. */
export const SAID_FOR = `coalesce((select dp.area from delivery_preference dp where dp.recipient = ${CONTACT_KEY}
  and (dp.area = ${CONTACT_PLACE} or dp.area = (select p.area from person p where ${SPEAKS}))
  order by dp.area = ${CONTACT_PLACE} limit 1), '')`;

/**
 * Whether the reader of a message (`o`) to a person still is somebody who hears of an alert (`a`, of the locality `l`
 * if it is about one): a contact of that place, or an administrator, who hears without being one. By telephone he is
 * known by its last nine digits, however it is written, else by his key; a browser must be one of who speaks for him.
 * Of a task whoever belongs to the agency that it names hears, too.
 */
export const stillHears = (sql: Sql) => sql`
  (exists (select from contact
    where (contact.locality = a.area or contact.province = a.area or contact.province = l.province
        or (contact.locality is null and contact.province is null))
      and case when o.channel = any(${[...PHONE_CHANNELS]})
        then right(regexp_replace(contact.phone, '\\D', '', 'g'), 9) = right(o.address, 9)
        else o.recipient = ${sql.unsafe(CONTACT_KEY)} end
      and (o.channel <> all(${[...ACCOUNT_CHANNELS]}) or exists (select from person p
        where p.id::text = o.address and ${sql.unsafe(SPEAKS)})))
  or exists (select from person p
    where p.email = o.recipient and p.role = 'admin' and p.disabled_at is null
      and p.area in ('*', a.area, l.province))
  or exists (select from person p
    where p.email = o.recipient and p.disabled_at is null and jsonb_exists(a.facts -> 'agencies', p.agency)
      and p.area in ('*', a.area, l.province)))`;

export interface ProvinceContact {
  id: number;
  name: string;
  email: string | null;
  phone: string | null;
  /** Of which area what he said of how he hears holds; blank where he has said nothing. */
  saidFor: string;
}

/** Who hears for a whole province in a role; leaders of one locality are none of them. */
export async function readProvinceContacts(
  sql: Sql,
  province: string,
  role: ContactRole,
): Promise<ProvinceContact[]> {
  return await sql<ProvinceContact[]>`
    select id, name, nullif(trim(email), '') as email, nullif(trim(phone), '') as phone,
      ${sql.unsafe(SAID_FOR)} as "saidFor"
    from contact where province = ${province} and locality is null and role = ${role} order by id`;
}
