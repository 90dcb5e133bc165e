import type { Reason } from '../channels/reasons.ts';
import type { Day } from '../days.ts';
import type { Sql } from '../db/connect.ts';
import type { Step } from './ladder.ts';
import type { NoticeReason } from './notify.ts';

/** A step that was taken. */
export interface NoticeRow {
  step: number;
  turn: number;
  at: Date;
  told: number;
  reason: NoticeReason | null;
}

export async function readNotices(sql: Sql, alert: number): Promise<NoticeRow[]> {
  return await sql<NoticeRow[]>`
    select step, turn, at, told, reason from alert_notice where alert = ${alert} order by at, step, turn`;
}

/** A message that speaks of an alert, and what became of it. */
export interface StoryMessage {
  event: 'open' | 'ended';
  step: number | null;
  turn: number | null;
  recipientName: string;
  channel: string;
  state: 'waiting' | 'sending' | 'sent' | 'dropped' | 'failed';
  createdAt: Date;
  notBefore: Date;
  sentAt: Date | null;
  reason: Reason | null;
}

export async function readStoryMessages(sql: Sql, alert: number): Promise<StoryMessage[]> {
  return await sql<StoryMessage[]>`
    select m.event, m.step, m.turn, o.recipient_name as "recipientName", o.channel, o.state,
      o.created_at as "createdAt", o.not_before as "notBefore", o.sent_at as "sentAt", o.reason
    from outbox_alert m join outbox o on o.id = m.message
    where m.alert = ${alert} order by o.created_at, o.recipient_name`;
}

/** Steps of the ladder that an alert started with; none for alerts of before there were ladders. */
export async function readStepsOf(sql: Sql, alert: number): Promise<Step[]> {
  const [row] = await sql<{ steps: Step[] }[]>`
    select l.steps from alert a join ladder l on l.id = a.ladder where a.id = ${alert}`;
  return row?.steps ?? [];
}

/** The live alert that says what was promised of this one has passed; undefined when there is none. */
export async function findBrokenPromise(
  sql: Sql,
  alert: number,
): Promise<{ id: number; since: Day } | undefined> {
  const [row] = await sql<{ id: number; since: Day }[]>`
    select id, (facts ->> 'promisedOn')::date as since from alert
    where kind = 'promise_passed' and state <> 'resolved' and subject = ${String(alert)}`;
  return row;
}
