import type { Sql } from '../db/connect.ts';

/** Number of migrations applied to the database that answers. */
export async function appliedMigrations(sql: Sql): Promise<number> {
  const [row] = await sql<
    { count: number }[]
  >`select count(*)::int as count from drizzle.__drizzle_migrations`;
  return row?.count ?? 0;
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
