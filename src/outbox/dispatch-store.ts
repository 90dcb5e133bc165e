import { SYSTEM_CHANNELS } from '../channels/all.ts';
import type { Reason } from '../channels/reasons.ts';
import type { RootSql, Sql } from '../db/connect.ts';
import type { SentToday } from './dispatch-rules.ts';
import { type Said, saidKey } from './preference-store.ts';
import { stillHears } from './reader-store.ts';
import type { ClaimedMessage, MessageAlert } from './types.ts';

/**
 * Takes messages of a channel whose time has come, and those of a process that died with them, for
 * `leaseSeconds` by the database's clock. Nobody else takes them meanwhile.
 */
export async function claimMessages(
  sql: Sql,
  { channel, now, limit, leaseSeconds }: { channel: string; now: Date; limit: number; leaseSeconds: number },
): Promise<ClaimedMessage[]> {
  return await sql<ClaimedMessage[]>`
    update outbox o set state = 'sending', attempts = o.attempts + 1,
      lease_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    from (select id from outbox
      where channel = ${channel} and not_before <= ${now.toISOString()}::timestamptz and (state = 'waiting'
        or (state = 'sending' and (lease_until is null or lease_until < clock_timestamp())))
      order by not_before, id limit ${limit} for update skip locked) c
    where o.id = c.id
    returning o.id, o.channel, o.address, o.recipient, o.said_for as "saidFor", o.about, o.content, o.recipient_name as "recipientName", o.attempts,
      o.not_before as "notBefore"`;
}

/**
 * By message: the alerts it has still something to say of, in the order in which they opened. A person hears of
 * those that are open, or have ended as he was promised to hear; another system of whatever became of them.
 */
export async function readMessageAlerts(
  sql: Sql,
  messages: readonly string[],
): Promise<(MessageAlert & { message: string })[]> {
  return await sql<(MessageAlert & { message: string })[]>`
    select m.message, m.event, m.hours, a.id, a.programme, a.area, a.kind, a.subject, a.facts, a.state,
      a.opened_at as "openedAt", a.resolved_at as "resolvedAt", a.resolution, a.owner, a.promised_on as "promisedOn"
    from outbox_alert m join alert a on a.id = m.alert join outbox o on o.id = m.message
    where m.message = any(${messages as string[]}::uuid[]) and (o.channel = any(${[...SYSTEM_CHANNELS]})
      or (m.event = 'open' and a.state = 'open') or (m.event = 'ended' and a.state = 'resolved'))
    order by a.id`;
}

/**
 * Takes out of messages what has been silenced since it was decided, or what their reader does not hear of any more,
 * and the steps back that led there, so that they are taken again when the silence ends, or at once for whoever is
 * there now. Whoever has been told by such a step is not told by it again ({@link readHeard}).
 */
export async function takeBack(sql: Sql, messages: readonly string[], now: Date): Promise<number> {
  const at = now.toISOString();
  const rows = await sql`
    with back as (
      select m.message, m.alert, m.step, m.turn
      from outbox_alert m join outbox o on o.id = m.message
        join alert a on a.id = m.alert left join locality l on l.code = a.area
      where m.message = any(${messages as string[]}::uuid[]) and m.event = 'open' and m.step is not null
        and a.state = 'open' and (not ${stillHears(sql)} or exists (select from silence s
          where s.starts_at <= ${at}::timestamptz and s.ends_at > ${at}::timestamptz
            and (s.kind is null or s.kind = a.kind) and s.area in ('*', a.area, l.province) and (a.area <> '*' or s.kind is not null)))),
    taken as (
      delete from outbox_alert m using back s where m.message = s.message and m.alert = s.alert),
    undone as (
      delete from alert_notice n using back s where n.alert = s.alert and n.step = s.step and n.turn = s.turn)
    update alert a set next_step_at = ${at}::timestamptz from back s where a.id = s.alert returning a.id`;
  return rows.count;
}

/**
 * By {@link saidKey}: what was sent to somebody since an instant, by whichever channel. What others write to his address
 * elsewhere takes nothing of what he hears in his own area.
 */
export async function readSentSince(
  sql: Sql,
  recipients: readonly string[],
  since: Date,
): Promise<Map<string, SentToday>> {
  const rows = await sql<(SentToday & Said)[]>`
    select recipient, said_for as "saidFor", count(*)::int as count, max(sent_at) as "lastAt" from outbox
    where state = 'sent' and about = 'alerts' and recipient = any(${recipients as string[]})
      and sent_at >= ${since.toISOString()}::timestamptz group by recipient, said_for`;
  return new Map(rows.map(({ recipient, saidFor, ...sent }) => [saidKey({ recipient, saidFor }), sent]));
}

const json = (reason: Reason) => JSON.stringify(reason);

/** Still ours: the lease has not been taken over by somebody else's claim. */
const held = (sql: Sql, { id, attempts }: ClaimedMessage) =>
  sql`id = ${id} and state = 'sending' and attempts = ${attempts}`;

interface Made {
  subject: string;
  text: string;
}

export async function markSent(
  sql: Sql,
  message: ClaimedMessage,
  made: Made | null,
  now: Date,
): Promise<void> {
  await sql`
    update outbox set state = 'sent', sent_at = ${now.toISOString()}::timestamptz, lease_until = null, reason = null,
      subject = ${made?.subject ?? null}, body = ${made?.text ?? null}
    where ${held(sql, message)}`;
}

/** How many messages of a channel went out in the minute before `now`. */
export async function countSentOfMinute(sql: Sql, channel: string, now: Date): Promise<number> {
  const since = new Date(now.getTime() - 60_000).toISOString();
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from outbox where channel = ${channel} and state = 'sent'
      and sent_at > ${since}::timestamptz and sent_at <= ${now.toISOString()}::timestamptz`;
  return row?.count ?? 0;
}

/** Ends a message that will not be sent, with the reason for whoever looks. */
export async function markEnded(
  sql: Sql,
  message: ClaimedMessage,
  end: { state: 'dropped' | 'failed'; reason: Reason },
  made: Made | null,
): Promise<void> {
  await sql`
    update outbox set state = ${end.state}, reason = ${json(end.reason)}::text::jsonb, lease_until = null,
      subject = ${made?.subject ?? null}, body = ${made?.text ?? null}
    where ${held(sql, message)}`;
}

/**
 * Lets a message that may have arrived wait for its next attempt. It stays `sending`: under the same id
 * it takes no further alerts, since a receiver that has it already would discard them.
 */
export async function markUncertain(
  sql: Sql,
  message: ClaimedMessage,
  at: Date,
  reason: Reason,
): Promise<void> {
  await sql`
    update outbox set lease_until = null, not_before = ${at.toISOString()}::timestamptz, reason = ${json(reason)}::text::jsonb
    where ${held(sql, message)}`;
}

const MERGE_TRIES = 5;

/**
 * Gives a message back to wait. If another one has begun to wait for the same address since, this one
 * takes over its alerts, so that the person still gets a single message.
 * `tried` false takes the attempt back as well.
 */
export async function putBack(
  sql: RootSql,
  message: ClaimedMessage,
  to: { notBefore: Date; reason: Reason | null; tried: boolean },
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await sql.begin(async (tx) => {
        const [other] = await tx<{ id: string; notBefore: Date }[]>`
          select id, not_before as "notBefore" from outbox where channel = ${message.channel} and address = ${message.address}
            and recipient = ${message.recipient} and said_for = ${message.saidFor} and state = 'waiting' and about = 'alerts' and ${message.about} = 'alerts' for update`;
        if (other) {
          await tx`insert into outbox_alert (message, alert, event, step, turn, hours)
            select ${message.id}, alert, event, step, turn, hours from outbox_alert
            where message = ${other.id} on conflict do nothing`;
          await tx`delete from outbox where id = ${other.id}`;
        }
        // What waits for a morning does not keep what may be said sooner.
        const sooner = !to.tried && other !== undefined && other.notBefore < to.notBefore;
        const notBefore = sooner ? other.notBefore : to.notBefore;
        const back = await tx`
          update outbox set state = 'waiting', lease_until = null, not_before = ${notBefore.toISOString()}::timestamptz,
            attempts = attempts - ${to.tried ? 0 : 1}::smallint, reason = coalesce(${to.reason && json(to.reason)}::text::jsonb, reason)
          where ${held(tx, message)}`;
        // Somebody else has it: whatever was moved stays with the other message.
        if (back.count === 0) throw new NotHeld();
      });
      return;
    } catch (error) {
      if (error instanceof NotHeld) return;
      // An alert opened between the two statements and began a new message: join that one too.
      const begun = (error as { code?: string }).code === '23505';
      if (!begun || attempt === MERGE_TRIES) throw error;
    }
  }
}

class NotHeld extends Error {}
