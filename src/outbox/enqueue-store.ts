import type { StepHours } from '../alerts/ladder.ts';
import type { ChannelName } from '../channels/all.ts';
import type { Sql, Tx } from '../db/connect.ts';
import { SAID_FOR, SPEAKS, stillHears } from './reader-store.ts';
import type { Candidate } from './recipients.ts';
import type { Addressed } from './types.ts';

/** Who may hear of alerts about these localities and provinces, people of these agencies, and whoever looks after the service. */
export async function readCandidates(
  sql: Sql,
  localities: readonly string[],
  provinces: readonly string[],
  agencies: readonly string[] = [],
): Promise<(Candidate & { saidFor: string })[]> {
  return await sql<(Candidate & { saidFor: string })[]>`
    with found as (
      select id as contact, null as agency, locality, province, name, role, nullif(lower(trim(email)), '') as email,
        nullif(trim(phone), '') as phone, ${sql.unsafe(SAID_FOR)} as "saidFor",
        (select p.id from person p where ${sql.unsafe(SPEAKS)}
          and exists (select from push_subscription s where s.person = p.id)) as browser
      from contact where locality = any(${localities as string[]}) or province = any(${provinces as string[]})
        or (role = 'operator' and locality is null and province is null)
      union all
      -- Administrators look after the service, whether or not somebody named them as contacts.
      select null, null, null, nullif(area, '*'), name, 'operator', email, null,
        coalesce((select area from delivery_preference dp where dp.recipient = person.email and dp.area = person.area), ''),
        (select person.id where exists (select from push_subscription s where s.person = person.id)) from person
      where role = 'admin' and disabled_at is null and email is not null
        and (area = '*' or area = any(${provinces as string[]}))
      union all
      -- Whoever belongs to an agency hears of its tasks by his account.
      select null, agency, l.code, case when l.code is null then nullif(area, '*') end, person.name, 'agency', email, null,
        coalesce((select area from delivery_preference dp where dp.recipient = person.email and dp.area = person.area), ''),
        (select person.id where exists (select from push_subscription s where s.person = person.id))
      from person left join locality l on l.code = person.area
      where agency = any(${agencies as string[]}) and disabled_at is null and email is not null
        and (area = '*' or area = any(${provinces as string[]}) or area = any(${localities as string[]})))
    select distinct on (role, locality, province, coalesce(lower(email), phone, contact::text)) found.*
    from found order by role, locality, province, coalesce(lower(email), phone, contact::text), contact nulls last`;
}

/** Those of the channels for which a message waits or is being sent. */
export async function withWaiting(sql: Sql, channels: readonly string[]): Promise<Set<string>> {
  const rows = await sql<{ name: string }[]>`
    select name from unnest(${channels as string[]}::text[]) as asked(name) where exists (select from outbox o
      where o.channel = asked.name and o.state in ('waiting', 'sending'))`;
  return new Set(rows.map((row) => row.name));
}

/** An alert as a new message speaks of it. */
export interface Link {
  alert: number;
  event: 'open' | 'ended';
  step: number | null;
  turn: number | null;
  hours: StepHours;
}

/** Its id is used when nothing waits for this address yet. */
export interface NewMessage extends Addressed {
  links: Link[];
}

type Waiting = Pick<NewMessage, 'channel' | 'address' | 'recipient' | 'saidFor'>;

/** By these a waiting message is known again: one a person and channel, to an address that he alone has there. */
export const waitingKey = (one: Waiting): string =>
  JSON.stringify([one.channel, one.address, one.recipient, one.saidFor]);

/**
 * Writes one waiting message a channel and address, or adds the alerts to the one that waits there. Returns
 * how many were joined. The earlier moment wins, except that a message that is being retried keeps its wait; one
 * that waits longer than any retry waits for a morning, which need not be that of what joins it.
 */
export async function putMessages(tx: Tx, messages: readonly NewMessage[], now: Date): Promise<number> {
  if (messages.length === 0) return 0;
  // In one order everywhere, so that two transactions cannot wait for each other.
  const sorted = [...messages].sort((a, b) => (waitingKey(a) < waitingKey(b) ? -1 : 1));
  const rows = await tx<(Waiting & { id: string })[]>`
    insert into outbox (id, contact, channel, address, recipient, said_for, recipient_name, state, not_before, created_at)
    select x.id, x.contact, x.channel, x.address, x.recipient, x."saidFor", x."recipientName", 'waiting', x."notBefore",
      ${now.toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(sorted.map(({ links: _, ...row }) => row))}::text::jsonb)
      as x(id uuid, contact integer, channel text, address text, recipient text, "saidFor" text, "recipientName" text,
        "notBefore" timestamptz)
    on conflict (channel, address, recipient, said_for) where state = 'waiting' and about = 'alerts' do update set not_before =
      case when outbox.attempts > 0 and outbox.not_before <= ${now.toISOString()}::timestamptz + interval '3 hours'
      then outbox.not_before else least(outbox.not_before, excluded.not_before) end
    returning id, channel, address, recipient, said_for as "saidFor"`;
  const idOf = new Map(rows.map((row) => [waitingKey(row), row.id]));
  await linkAlerts(
    tx,
    sorted.flatMap((message) =>
      message.links.map((link) => ({ ...link, message: idOf.get(waitingKey(message)) ?? message.id })),
    ),
  );
  return sorted.filter((message) => idOf.get(waitingKey(message)) !== message.id).length;
}

/** An alert that a message speaks of already keeps one line there: the later word, at the more urgent hours. */
async function linkAlerts(tx: Tx, links: readonly (Link & { message: string })[]): Promise<void> {
  await tx`
    insert into outbox_alert (message, alert, event, step, turn, hours)
    select distinct on (x.message, x.alert) x.message, x.alert, x.event, x.step, x.turn, x.hours
    from jsonb_to_recordset(${JSON.stringify(links)}::text::jsonb)
      as x(message uuid, alert bigint, event text, step smallint, turn smallint, hours text)
    order by x.message, x.alert, array_position(array['any', 'waking', 'working'], x.hours)
    on conflict (message, alert) do update set event = excluded.event, step = excluded.step, turn = excluded.turn,
      hours = case when array_position(array['any', 'waking', 'working'], excluded.hours)
        < array_position(array['any', 'waking', 'working'], outbox_alert.hours)
        then excluded.hours else outbox_alert.hours end`;
}

/** One turn of a step and one person, as {@link readHeard} answers. */
export const hearing = (one: { alert: number; step: number; turn: number; recipient: string }): string =>
  `${one.alert} ${one.step} ${one.turn} ${one.recipient}`;

/**
 * Who has been told of these alerts by which turn, or is being told just now: a turn that was taken back for others
 * is not for them. What failed for good is sent again by hand, not by another message.
 */
export async function readHeard(sql: Sql, alerts: readonly number[]): Promise<Set<string>> {
  const rows = await sql<{ alert: number; step: number; turn: number; recipient: string }[]>`
    select m.alert, m.step, m.turn, o.recipient from outbox_alert m join outbox o on o.id = m.message
    where m.alert = any(${alerts as number[]}::bigint[]) and m.event = 'open' and m.step is not null
      and o.state in ('sending', 'sent', 'failed')`;
  return new Set(rows.map(hearing));
}

export interface HeardBefore {
  alert: number;
  contact: number | null;
  channel: ChannelName;
  address: string;
  recipient: string;
  saidFor: string;
  recipientName: string;
  step: number;
  turn: number;
  hours: StepHours;
}

/** Who was told of these alerts by steps that tell the end, too. What still waits need not be taken back: it is dropped. */
export async function readToldOfEnd(sql: Sql, alerts: readonly number[]): Promise<HeardBefore[]> {
  return await sql<HeardBefore[]>`
    select distinct on (m.alert, o.channel, o.address) m.alert, o.contact, o.channel, o.address, o.recipient, o.said_for as "saidFor",
      o.recipient_name as "recipientName", m.step, m.turn, m.hours
    from outbox_alert m join outbox o on o.id = m.message join alert a on a.id = m.alert
      join ladder on ladder.id = a.ladder left join locality l on l.code = a.area
    where m.alert = any(${alerts as number[]}::bigint[]) and m.event = 'open' and m.step is not null
      and o.state in ('sent', 'sending') and ${stillHears(sql)}
      and (ladder.steps -> m.step::int ->> 'tellEnd')::boolean
    order by m.alert, o.channel, o.address, o.created_at desc`;
}
