import { climbBatch } from '../../src/alerts/climb.ts';
import { createAlertJob } from '../../src/alerts/job.ts';
import { laddersInForce } from '../../src/alerts/ladder-store.ts';
import type { Notify } from '../../src/alerts/notify.ts';
import { openAlerts } from '../../src/alerts/store.ts';
import type { NewAlert } from '../../src/alerts/types.ts';
import type { Watch } from '../../src/alerts/watch.ts';
import { allWatches } from '../../src/alerts/watches/all.ts';
import { because } from '../../src/channels/reasons.ts';
import type { Database } from '../../src/db/connect.ts';
import { contact } from '../../src/db/tables/index.ts';
import { createLog } from '../../src/log.ts';
import { enqueue } from '../../src/outbox/enqueue.ts';
import type { Letters } from '../../src/outbox/letter.ts';
import { createMessageLinks } from '../../src/outbox/message-link.ts';
import type { RegistryCache } from '../../src/registry/cache.ts';
import type { Counts, Job } from '../../src/scheduler/job.ts';

const log = createLog('silent');

export const LINKS = createMessageLinks('links of tests');
/** Nothing but alerts goes out where these are used. */
export const NO_LETTERS: Letters = {
  digest: async () => ({ drop: because('nobody_asked') }),
  reminder: async () => ({ drop: because('nobody_asked') }),
  test: async () => ({ drop: because('nobody_asked') }),
  invitation: async () => ({ drop: because('nobody_asked') }),
  events: async () => ({ drop: because('nobody_asked') }),
  document: async () => ({ drop: because('nobody_asked') }),
};

/** The alert job with everything it has in the service, but for jobs to watch. */
export function alertJob(
  db: Database,
  registry: RegistryCache,
  { notify = enqueue, watches = allWatches(() => []) }: { notify?: Notify; watches?: Watch[] } = {},
): Job {
  return createAlertJob({ sql: db.sql, registry, notify, watches });
}

/** That a locality's report of a day of November 2026 has not come. */
export function recordMissing(area: string, day = '2026-11-19'): NewAlert {
  const facts = { day, cutoff: '16:00', openThrough: '2026-11-25' };
  return { programme: 'haiphong-daily', area, kind: 'record_missing', subject: day, facts };
}

/** Opens alerts and tells of them, as the job does once it has decided. */
export async function openAndTell(
  db: Database,
  cache: RegistryCache,
  alerts: readonly NewAlert[],
  now: Date,
): Promise<void> {
  const registry = await cache.fresh();
  await db.sql.begin(async (tx) => {
    const ladders = await laddersInForce(tx);
    const onLadders = alerts.map((one) => ({ ...one, ladder: ladders.of(one.programme, one.kind).id }));
    await openAlerts(tx, onLadders, now);
  });
  await climbBatch({ sql: db.sql, registry, notify: enqueue }, now);
}

/** One run of a job at an instant, with nobody else's slots in the way. */
export async function runJob(job: Job, now: Date): Promise<Counts> {
  return await job.run({ now, slot: 'test', signal: new AbortController().signal, log });
}

export async function addContact(
  db: Database,
  one: {
    locality?: string;
    province?: string;
    name: string;
    email: string | null;
    phone?: string;
    role?: 'officer' | 'leader' | 'department' | 'operator';
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
    from outbox o where o.address = ${address} and o.about = 'alerts' order by o.created_at, o.id`;
}

/** A record of somebody else, so that a province is not taken to be cut off: a few are late, not all of them silent. */
export async function somebodyReports(
  caller: { post(path: string, body: unknown): Promise<{ status: number }> },
  day: string,
  locality = '10507',
): Promise<void> {
  const { status } = await caller.post('/api/v1/records', { locality, day, values: { 'network.lan': true } });
  if (status > 201) throw new Error(`The record was answered ${status}.`);
}
