import { watchOver } from '../../src/alerts/round.ts';
import type { Watch } from '../../src/alerts/watch.ts';
import { enqueue } from '../../src/outbox/enqueue.ts';
import { instant } from './clock.ts';
import type { TestDatabase } from './database.ts';
import type { TestService } from './service.ts';

/** One look of a watch, and what is live of its kind in an area afterwards. */
export async function look(t: TestService, watch: Watch, now: string, area: string): Promise<string[]> {
  t.clock.set(now);
  const registry = await t.service.registry.fresh();
  await watchOver({ sql: t.db.sql, registry, notify: enqueue }, watch, instant(now));
  const rows = await t.db.sql<{ subject: string; state: string }[]>`
    select subject, state from alert where kind = ${watch.kind} and area = ${area} and state <> 'resolved' order by id`;
  return rows.map(({ subject, state }) => `${subject} ${state}`);
}

/** How the alerts of a kind have ended so far, in order. */
export async function ends(t: TestDatabase, kind: string): Promise<string[]> {
  const rows = await t.db.sql<{ resolution: string }[]>`
    select resolution from alert where kind = ${kind} and state = 'resolved' order by resolved_at, id`;
  return rows.map((row) => row.resolution);
}

export const factsOf = async (t: TestDatabase, kind: string) =>
  (await t.db.sql`select facts from alert where kind = ${kind} order by id desc limit 1`)[0]?.facts;
