import type { Tx } from '../db/connect.ts';
import type { About, Addressed } from './types.ts';

/** A message to one person that is not about alerts; its text is made when it is sent. */
export interface NewLetter extends Addressed {
  content: unknown;
  /** Written once: the second letter of the same key is none. */
  key: string;
}

/** Lets letters wait for their time; answers the ids of those that had not been written before. */
export async function putLetters(
  tx: Tx,
  about: Exclude<About, 'alerts'>,
  letters: readonly NewLetter[],
  now: Date,
): Promise<Set<string>> {
  if (letters.length === 0) return new Set();
  const rows = await tx<{ id: string }[]>`
    insert into outbox (id, contact, channel, address, recipient, said_for, recipient_name, about, content, key, state,
      not_before, created_at)
    select x.id, x.contact, x.channel, x.address, x.recipient, x."saidFor", x."recipientName", ${about}, x.content, x.key,
      'waiting', x."notBefore", ${now.toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(letters)}::text::jsonb) as x(id uuid, contact integer, channel text,
      address text, recipient text, "saidFor" text, "recipientName" text, content jsonb, key text,
      "notBefore" timestamptz)
    on conflict (key) do nothing returning id`;
  return new Set(rows.map((row) => row.id));
}

/** How many letters of a sort were written to each person since an instant and not dropped, by the key of his preferences. */
export async function countLetters(
  tx: Tx,
  about: Exclude<About, 'alerts'>,
  since: Date,
): Promise<Map<string, number>> {
  const rows = await tx<{ recipient: string; count: number }[]>`
    select recipient, count(*)::int as count from outbox
    where about = ${about} and created_at >= ${since.toISOString()}::timestamptz and state <> 'dropped'
    group by recipient`;
  return new Map(rows.map((row) => [row.recipient, row.count]));
}
