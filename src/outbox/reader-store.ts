import type { Sql } from '../db/connect.ts';

/** `recipientKey` of a row of `contact`, in SQL. */
export const CONTACT_KEY = `coalesce(nullif(lower(trim(contact.email)), ''),
  regexp_replace(contact.phone, '[ .()-]', '', 'g'))`;

/**
 * Whether the reader of a message (`o`) to a person still is somebody who hears of an alert (`a`, of the locality `l`
 * if it is about one): a contact of that place, or an administrator, who hears without being one. By telephone he is
 * known by its last nine digits, however it is written, else by his key.
 */
export const stillHears = (sql: Sql) => sql`
  (exists (select from contact
    where (contact.locality = a.area or contact.province = a.area or contact.province = l.province
        or (contact.locality is null and contact.province is null))
      and case o.channel when 'zalo_zns'
        then right(regexp_replace(contact.phone, '\\D', '', 'g'), 9) = right(o.address, 9)
        else o.recipient = ${sql.unsafe(CONTACT_KEY)} end)
  or exists (select from person p
    where p.email = o.recipient and p.role = 'admin' and p.disabled_at is null
      and p.area in ('*', a.area, l.province)))`;
