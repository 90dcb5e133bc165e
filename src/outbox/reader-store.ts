import type { Sql } from '../db/connect.ts';

/**
 * Whether nobody is left whom a message (`o`) to a person was for: his contact has been removed or is reached
 * elsewhere since (by the key of `recipientKey`), and he has no account that is open, as administrators have who are
 * told without being contacts.
 */
export const readerIsGone = (sql: Sql) => sql`
  (o.channel <> 'webhook'
    and not exists (select from contact c where c.id = o.contact and o.recipient
      = coalesce(nullif(lower(trim(c.email)), ''), regexp_replace(c.phone, '[ .()-]', '', 'g')))
    and not exists (select from person p where p.email = o.recipient and p.disabled_at is null))`;
