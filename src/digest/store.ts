import type { Day } from '../days.ts';
import type { Sql, Tx } from '../db/connect.ts';
import { SAID_FOR } from '../outbox/reader-store.ts';
import type { AlertCount, Digest, DigestContent, DigestRole, Escalation, Promised } from './types.ts';

const columns = (sql: Sql) =>
  sql`id, programme, province, role, period, weekday, at, enabled, holds_from as "holdsFrom"`;

/** All digests, the general ones first. */
export async function listDigests(sql: Sql): Promise<Digest[]> {
  return await sql<Digest[]>`
    select ${columns(sql)} from digest
    order by programme = '*' desc, programme, province = '*' desc, province, role, period`;
}

type DigestKey = Pick<Digest, 'programme' | 'province' | 'role' | 'period'>;

/** The digest of a key, locked until the transaction ends. */
export async function lockDigest(tx: Tx, { programme, province, role, period }: DigestKey) {
  const [row] = await tx<Digest[]>`
    select ${columns(tx)} from digest where programme = ${programme} and province = ${province}
      and role = ${role} and period = ${period} for update`;
  return row;
}

/** Writes a digest, in the place of the one of its key. Returns its id. */
export async function putDigest(tx: Tx, digest: Omit<Digest, 'id'>): Promise<number> {
  const [row] = await tx<{ id: number }[]>`
    insert into digest (programme, province, role, period, weekday, at, enabled, holds_from)
    values (${digest.programme}, ${digest.province}, ${digest.role}, ${digest.period}, ${digest.weekday},
      ${digest.at}, ${digest.enabled}, ${digest.holdsFrom.toISOString()}::timestamptz)
    on conflict (programme, province, role, period) do update set weekday = excluded.weekday, at = excluded.at,
      enabled = excluded.enabled, holds_from = excluded.holds_from
    returning id`;
  if (!row) throw new Error('The digest was not written.');
  return row.id;
}

export interface DigestContact {
  id: number;
  name: string;
  email: string | null;
  phone: string | null;
  /** Of which area what he said of how he hears holds; blank where he has said nothing. */
  saidFor: string;
}

/** Who hears for a whole province in a role; leaders of one locality are none of them. */
export async function readDigestContacts(
  sql: Sql,
  province: string,
  role: DigestRole,
): Promise<DigestContact[]> {
  return await sql<DigestContact[]>`
    select id, name, nullif(trim(email), '') as email, nullif(trim(phone), '') as phone,
      ${sql.unsafe(SAID_FOR)} as "saidFor"
    from contact where province = ${province} and locality is null and role = ${role} order by id`;
}

export interface DigestMessage {
  id: string;
  contact: number;
  address: string;
  recipient: string;
  saidFor: string;
  recipientName: string;
  content: DigestContent;
  /** The second message of a key is none. */
  key: string;
  notBefore: Date;
}

/** Writes messages that are not there yet; returns how many. */
export async function putDigestMessages(
  sql: Sql,
  messages: readonly DigestMessage[],
  now: Date,
): Promise<number> {
  if (messages.length === 0) return 0;
  const done = await sql`
    insert into outbox (id, contact, channel, address, recipient, said_for, recipient_name, about, content, key, state,
      not_before, created_at)
    select x.id, x.contact, 'email', x.address, x.recipient, x."saidFor", x."recipientName", 'digest', x.content, x.key,
      'waiting', x."notBefore", ${now.toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(messages)}::text::jsonb) as x(id uuid, contact integer, address text,
      recipient text, "saidFor" text, "recipientName" text, content jsonb, key text, "notBefore" timestamptz)
    on conflict (key) do nothing`;
  return done.count;
}

interface Within {
  programme: string;
  /** Codes of localities, and of their province. */
  areas: readonly string[];
}

/** Of a programme and of none, since a network that is down concerns all. */
const live = (sql: Sql, { programme, areas }: Within) =>
  sql`a.programme in (${programme}, '*') and a.area = any(${areas as string[]}) and a.state <> 'resolved'`;

/** How many alerts are not resolved, by kind. */
export async function countAlerts(sql: Sql, within: Within): Promise<AlertCount[]> {
  return await sql<AlertCount[]>`
    select a.kind, (count(*) filter (where a.state = 'open'))::int as open,
      (count(*) filter (where a.state = 'acknowledged'))::int as acknowledged
    from alert a where ${live(sql, within)} group by a.kind order by count(*) desc, a.kind`;
}

/**
 * Open alerts of which a later step of their ladder has told a leader or the department; the oldest first.
 * What was told to them in the first step is no escalation.
 */
export async function readEscalations(sql: Sql, within: Within): Promise<Escalation[]> {
  return await sql<Escalation[]>`
    select a.area, a.kind, a.opened_at as "openedAt",
      case when bool_or(l.steps -> n.step::int ->> 'role' = 'department') then 'department' else 'leader' end as role
    from alert a join alert_notice n on n.alert = a.id and n.step > 0 and n.told > 0
      join ladder l on l.id = a.ladder and l.steps -> n.step::int ->> 'role' in ('leader', 'department')
    where ${live(sql, within)} and a.state = 'open'
    group by a.id order by a.opened_at, a.id`;
}

/** What was promised for days up to `through` and is not done yet, the longest overdue first. */
export async function readPromises(sql: Sql, within: Within, through: Day): Promise<Promised[]> {
  return await sql<Promised[]>`
    select a.area, a.kind, a.subject, a.owner, a.promised_on as "promisedOn"
    from alert a where ${live(sql, within)} and a.state = 'acknowledged' and a.promised_on <= ${through}
    order by a.promised_on, a.id`;
}
