import type { Sql, Tx } from '../db/connect.ts';
import type { ContactRole } from '../registry/contacts.ts';

export interface Contact {
  id: number;
  locality: string;
  name: string;
  email: string | null;
  role: ContactRole;
}

/** Contacts of localities, by id. */
export async function readContacts(sql: Sql, localities: readonly string[]): Promise<Contact[]> {
  return await sql<Contact[]>`
    select id, locality, name, nullif(trim(email), '') as email, role
    from contact where locality = any(${localities as string[]}) order by id`;
}

export interface NewMessage {
  /** UUID; used when nothing waits for this address yet. */
  id: string;
  contact: number;
  address: string;
  recipientName: string;
  notBefore: Date;
  alerts: number[];
}

/**
 * Writes one waiting message an address, or adds the alerts to the one that waits there. Returns how
 * many were joined. The earlier moment wins, except that a message that is being retried keeps its wait.
 */
export async function putMessages(tx: Tx, messages: readonly NewMessage[], now: Date): Promise<number> {
  if (messages.length === 0) return 0;
  // In one order everywhere, so that two transactions cannot wait for each other.
  const sorted = [...messages].sort((a, b) => (a.address < b.address ? -1 : 1));
  const rows = await tx<{ id: string; address: string }[]>`
    insert into outbox (id, contact, channel, address, recipient, recipient_name, state, not_before, created_at)
    select x.id, x.contact, 'email', x.address, lower(x.address), x."recipientName", 'waiting', x."notBefore", ${now.toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(sorted)}::text::jsonb)
      as x(id uuid, contact integer, address text, "recipientName" text, "notBefore" timestamptz)
    on conflict (channel, address) where state = 'waiting' and about = 'alerts' do update set not_before =
      case when outbox.attempts > 0 then outbox.not_before else least(outbox.not_before, excluded.not_before) end
    returning id, address`;
  const idOf = new Map(rows.map((row) => [row.address, row.id]));
  const links = sorted.flatMap((message) =>
    message.alerts.map((alert) => ({ message: idOf.get(message.address) ?? message.id, alert })),
  );
  await tx`
    insert into outbox_alert (message, alert)
    select x.message, x.alert from jsonb_to_recordset(${JSON.stringify(links)}::text::jsonb) as x(message uuid, alert bigint)
    on conflict do nothing`;
  return sorted.filter((message) => idOf.get(message.address) !== message.id).length;
}
