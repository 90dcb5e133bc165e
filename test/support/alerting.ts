import type { Database } from '../../src/db/connect.ts';
import { contact } from '../../src/db/tables/index.ts';
import { createLog } from '../../src/log.ts';
import type { Counts, Job } from '../../src/scheduler/job.ts';

const log = createLog('silent');

/** One run of a job at an instant, with nobody else's slots in the way. */
export async function runJob(job: Job, now: Date): Promise<Counts> {
  return await job.run({ now, slot: 'test', signal: new AbortController().signal, log });
}

export async function addContact(
  db: Database,
  one: {
    locality: string;
    name: string;
    email: string | null;
    role?: 'officer' | 'leader' | 'department';
  },
): Promise<void> {
  await db.orm.insert(contact).values({ role: 'officer', position: 'công chức', ...one });
}

export interface AlertLine {
  kind: string;
  subject: string;
  state: string;
  resolution: string | null;
}

/** Alerts of one locality, oldest first. */
export async function alertsOf(db: Database, locality: string): Promise<AlertLine[]> {
  return await db.sql<AlertLine[]>`
    select kind, subject, state, resolution from alert where area = ${locality} order by id`;
}

export interface OutboxLine {
  id: string;
  address: string;
  state: string;
  attempts: number;
  notBefore: Date;
  reason: string | null;
  kinds: string[];
}

/** Messages to an address, oldest first, with the kinds of alerts they speak of. */
export async function messagesTo(db: Database, address: string): Promise<OutboxLine[]> {
  return await db.sql<OutboxLine[]>`
    select o.id, o.address, o.state, o.attempts, o.not_before as "notBefore", o.reason,
      array(select a.kind from outbox_alert m join alert a on a.id = m.alert where m.message = o.id order by a.id) as kinds
    from outbox o where o.address = ${address} order by o.created_at, o.id`;
}
