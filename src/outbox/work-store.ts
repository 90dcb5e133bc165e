import type { AlertRow } from '../alerts/list-store.ts';
import type { Sql } from '../db/connect.ts';
import { readerIsGone } from './reader-store.ts';

/** A message to a person about alerts, as the link in it opens it. */
export interface WorkMessage {
  id: string;
  /** E-mail address in small letters, else telephone. */
  recipient: string;
  recipientName: string;
  createdAt: Date;
}

/**
 * Undefined for what is not to a person, or not about alerts: nobody takes anything on by those. So, too, for whom
 * was a contact then and is none now: what he was sent opens nothing any more.
 */
export async function findWorkMessage(sql: Sql, id: string): Promise<WorkMessage | undefined> {
  const [row] = await sql<WorkMessage[]>`
    select o.id, o.recipient, o.recipient_name as "recipientName", o.created_at as "createdAt" from outbox o
    where o.id = ${id} and o.about = 'alerts' and o.channel <> 'webhook' and not ${readerIsGone(sql)}`;
  return row;
}

/** All that a message spoke of, as it stands now; what is still open first. */
export async function readWorkOf(sql: Sql, message: string): Promise<AlertRow[]> {
  return await sql<AlertRow[]>`
    select a.id, a.programme, a.area, a.kind, a.subject, a.state, a.opened_at as "openedAt",
      a.resolved_at as "resolvedAt", a.resolution, a.facts, a.owner, a.acknowledgement, a.promised_on as "promisedOn",
      a.acknowledged_at as "acknowledgedAt", a.acknowledged_by as "acknowledgedBy", a.next_step_at as "nextStepAt"
    from outbox_alert m join alert a on a.id = m.alert
    where m.message = ${message} order by array_position(array['open', 'acknowledged', 'resolved'], a.state), a.id`;
}
