import type { Author } from '../access/author.ts';
import type { ChannelName } from '../channels/all.ts';
import type { Reason } from '../channels/reasons.ts';
import type { Sql, Tx } from '../db/connect.ts';
import type { OutboxState } from '../outbox/types.ts';

/** One reminding at a time, so that the limits of a day hold for all of them. */
export async function lockReminding(tx: Tx): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtext('phu-xanh reminders'))`;
}

export interface NewReminder {
  locality: string;
  person: string;
  message: string | null;
  note: string | null;
}

export async function insertReminders(
  tx: Tx,
  programme: string,
  rows: readonly NewReminder[],
  { now, actor, name = actor }: Author,
): Promise<void> {
  if (rows.length === 0) return;
  await tx`
    insert into reminder (locality, programme, kind, person, message, note, by, at)
    select x.locality, ${programme}, case when x.message is null then 'call' else 'message' end, x.person, x.message,
      x.note, ${name}, ${now.toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
      as x(locality text, person text, message uuid, note text)`;
}

export interface ReminderRow {
  id: number;
  locality: string;
  programme: string;
  kind: 'message' | 'call';
  person: string;
  note: string | null;
  by: string;
  at: Date;
  /** Of the message; null of a call, and of one that is not kept any more. */
  channel: ChannelName | null;
  state: OutboxState | null;
  sentAt: Date | null;
  reason: Reason | null;
}

/** Reminders and calls of localities, newest first. */
export async function readReminders(
  sql: Sql,
  query: { localities: readonly string[]; since: Date | null; limit: number; before: number | null },
): Promise<ReminderRow[]> {
  const { localities, since, limit, before } = query;
  return await sql<ReminderRow[]>`
    select r.id, r.locality, r.programme, r.kind, r.person, r.note, r.by, r.at, o.channel, o.state,
      o.sent_at as "sentAt", o.reason
    from reminder r left join outbox o on o.id = r.message
    where r.locality = any(${localities as string[]})
      ${since ? sql`and r.at >= ${since.toISOString()}::timestamptz` : sql``}
      ${before === null ? sql`` : sql`and r.id < ${before}`}
    order by r.id desc limit ${limit}`;
}
