import type { Sql } from '../db/connect.ts';
import type { OutboxBacklog } from '../metrics.ts';

/** Rows that the pool's memory does not hold, 1 MB: what it lacks is written to the disk and removed again. */
const SPILLED = 30_000;

export type Writable = 'ok' | 'read_only';

/**
 * Whether the server can write: to its log, as a commit does, and a new piece of its disk. Leaves nothing.
 * @param sql the pool for readiness, whose statements have so little memory (`work_mem`) that this one spills
 * @throws what the server said, `53100` where the disk is full
 */
export async function probeWrite(sql: Sql): Promise<Writable> {
  const [row] = await sql<{ readOnly: boolean }[]>`
    select current_setting('transaction_read_only') = 'on' as "readOnly", count(*) as spilled,
      case when current_setting('transaction_read_only') = 'off'
        then pg_logical_emit_message(true, 'phu-xanh', 'ready') end as written
    from generate_series(1, ${SPILLED}::int)`;
  return row?.readOnly ? 'read_only' : 'ok';
}

/** Number of migrations applied to the database that answers. */
export async function appliedMigrations(sql: Sql): Promise<number> {
  const [row] = await sql<
    { count: number }[]
  >`select count(*)::int as count from drizzle.__drizzle_migrations`;
  return row?.count ?? 0;
}

/** What waits and has failed on each channel. */
export async function readOutboxBacklog(
  sql: Sql,
  channels: readonly string[],
  now: Date,
): Promise<OutboxBacklog[]> {
  const at = now.toISOString();
  return await sql<OutboxBacklog[]>`
    select c.name as channel, coalesce(o.waiting, 0) as waiting, coalesce(o.failed, 0) as failed,
      coalesce(o.oldest, 0) as "oldestSeconds", coalesce(k.failing_since is not null, false) as failing
    from unnest(${[...channels]}::text[]) as c(name)
    left join channel k on k.name = c.name
    left join (select channel, (count(*) filter (where state <> 'failed'))::int as waiting,
        (count(*) filter (where state = 'failed'))::int as failed,
        greatest(0, extract(epoch from ${at}::timestamptz - min(not_before) filter (where state <> 'failed')))::float8 as oldest
      from outbox where state in ('waiting', 'sending', 'failed') group by channel) o on o.channel = c.name`;
}

/** Work that waits or has failed, by kind. */
export async function readBacklog(sql: Sql): Promise<Record<string, number>> {
  const [row] = await sql<Record<string, number>[]>`
    select
      (select count(*)::int from outbox where state in ('waiting', 'sending')) as outbox_waiting,
      (select count(*)::int from outbox where state = 'failed') as outbox_failed,
      (select count(*)::int from alert where state = 'open') as alerts_open,
      (select count(*)::int from job_run where outcome = 'failed' and next_attempt_at is null) as jobs_failed`;
  return { ...row };
}
