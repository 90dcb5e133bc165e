import type { RootSql, Sql } from '../db/connect.ts';
import type { ClaimedMessage, MessageAlert } from './types.ts';

/**
 * Takes messages whose time has come, and those of a process that died with them, for `leaseSeconds` by
 * the database's clock. Nobody else takes them meanwhile.
 */
export async function claimMessages(
  sql: Sql,
  { now, limit, leaseSeconds }: { now: Date; limit: number; leaseSeconds: number },
): Promise<ClaimedMessage[]> {
  return await sql<ClaimedMessage[]>`
    update outbox o set state = 'sending', attempts = o.attempts + 1,
      lease_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    from (select id from outbox
      where not_before <= ${now.toISOString()}::timestamptz and (state = 'waiting'
        or (state = 'sending' and (lease_until is null or lease_until < clock_timestamp())))
      order by not_before, id limit ${limit} for update skip locked) c
    where o.id = c.id
    returning o.id, o.channel, o.address, o.recipient, o.about, o.content, o.recipient_name as "recipientName", o.attempts, o.not_before as "notBefore"`;
}

/** By message: the alerts it speaks of that are open now, in the order in which they opened. */
export async function readOpenAlerts(
  sql: Sql,
  messages: readonly string[],
): Promise<(MessageAlert & { message: string })[]> {
  return await sql<(MessageAlert & { message: string })[]>`
    select m.message, a.id, a.programme, a.area, a.kind, a.facts
    from outbox_alert m join alert a on a.id = m.alert
    where m.message = any(${messages as string[]}::uuid[]) and a.state = 'open' order by a.id`;
}

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

/** Ends a message that will not be sent, with the reason for whoever looks. */
export async function markEnded(
  sql: Sql,
  message: ClaimedMessage,
  end: { state: 'dropped' | 'failed'; reason: string },
  made: Made | null,
): Promise<void> {
  await sql`
    update outbox set state = ${end.state}, reason = ${end.reason}, lease_until = null,
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
  reason: string,
): Promise<void> {
  await sql`
    update outbox set lease_until = null, not_before = ${at.toISOString()}::timestamptz, reason = ${reason}
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
  to: { notBefore: Date; reason: string | null; tried: boolean },
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await sql.begin(async (tx) => {
        const [other] = await tx<{ id: string }[]>`
          select id from outbox where channel = ${message.channel} and address = ${message.address}
            and state = 'waiting' for update`;
        if (other) {
          await tx`insert into outbox_alert (message, alert)
            select ${message.id}, alert from outbox_alert where message = ${other.id} on conflict do nothing`;
          await tx`delete from outbox where id = ${other.id}`;
        }
        const back = await tx`
          update outbox set state = 'waiting', lease_until = null, not_before = ${to.notBefore.toISOString()}::timestamptz,
            attempts = attempts - ${to.tried ? 0 : 1}::smallint, reason = coalesce(${to.reason}, reason)
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
