import type { AlertRow } from '../alerts/list-store.ts';
import { SYSTEM_CHANNELS } from '../channels/all.ts';
import type { Sql } from '../db/connect.ts';
import { stillHears } from './reader-store.ts';

/** A message to a person about alerts, or a reminder, as the link in it opens it. */
export interface WorkMessage {
  id: string;
  /** E-mail address in small letters, else telephone. */
  recipient: string;
  recipientName: string;
  createdAt: Date;
  about: 'alerts' | 'reminder';
  /** What a reminder was made of; null of one about alerts. */
  content: unknown;
}

/**
 * Undefined for what is not to a person, or says nothing to be done: nobody takes anything on by those. So, too, where
 * its reader hears of none of its alerts any more; of a reminder that is asked of the units that it names.
 */
export async function findWorkMessage(sql: Sql, id: string): Promise<WorkMessage | undefined> {
  const [row] = await sql<WorkMessage[]>`
    select o.id, o.recipient, o.recipient_name as "recipientName", o.created_at as "createdAt", o.about, o.content
    from outbox o
    where o.id = ${id} and o.channel <> all(${[...SYSTEM_CHANNELS]}) and (o.about = 'reminder'
      or (o.about = 'alerts' and exists (
        select from outbox_alert m join alert a on a.id = m.alert left join locality l on l.code = a.area
        where m.message = o.id and ${stillHears(sql)})))`;
  return row;
}

/** All that a message spoke of and its reader still hears of, as it stands now; what is still open first. */
export async function readWorkOf(sql: Sql, message: string): Promise<AlertRow[]> {
  return await sql<AlertRow[]>`
    select a.id, a.programme, a.area, a.kind, a.subject, a.state, a.opened_at as "openedAt",
      a.resolved_at as "resolvedAt", a.resolution, a.facts, a.owner, a.acknowledgement, a.promised_on as "promisedOn",
      a.acknowledged_at as "acknowledgedAt", a.acknowledged_by as "acknowledgedBy", a.next_step_at as "nextStepAt",
      0 as "stepsTaken", null as "stepRole"
    from outbox_alert m join outbox o on o.id = m.message
      join alert a on a.id = m.alert left join locality l on l.code = a.area
    where m.message = ${message} and ${stillHears(sql)}
    order by array_position(array['open', 'acknowledged', 'resolved'], a.state), a.id`;
}
