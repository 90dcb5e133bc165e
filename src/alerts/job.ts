import type { RootSql } from '../db/connect.ts';
import type { RegistryCache } from '../registry/cache.ts';
import { addCounts, type Counts, type Job } from '../scheduler/job.ts';
import { minuteSlot } from '../scheduler/slots.ts';
import { consumeBatch, type Notify, sweep } from './step.ts';

export interface AlertJobDeps {
  sql: RootSql;
  registry: RegistryCache;
  notify: Notify;
}

/** Every minute: makes alerts of what has changed, and ends those whose time is over. */
export function createAlertJob({ sql, registry: cache, notify }: AlertJobDeps): Job {
  return {
    name: 'alert',
    timeLimitMs: 5 * 60_000,
    due: (now) => [minuteSlot(now)],
    async run({ now, signal, log }) {
      const deps = { sql, registry: await cache.fresh(), notify };
      const counts: Counts = {};
      let found: number;
      do {
        signal.throwIfAborted();
        const batch = await consumeBatch(deps, now);
        found = batch.found;
        addCounts(counts, batch.counts);
      } while (found > 0);
      signal.throwIfAborted();
      addCounts(counts, await sweep(deps, now));
      if (counts.no_email || counts.no_contact)
        log.warn({ counts }, 'some alerts reach nobody by e-mail: contacts or addresses are missing');
      return counts;
    },
  };
}
