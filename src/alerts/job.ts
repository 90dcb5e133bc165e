import type { RootSql } from '../db/connect.ts';
import type { RegistryCache } from '../registry/cache.ts';
import { addCounts, type Counts, type Job } from '../scheduler/job.ts';
import { minuteSlot } from '../scheduler/slots.ts';
import { climbBatch } from './climb.ts';
import type { Notify } from './notify.ts';
import { heedPromises } from './promise.ts';
import { consumeBatch, sweep, watchOver } from './round.ts';
import type { Watch } from './watch.ts';

export interface AlertJobDeps {
  sql: RootSql;
  registry: RegistryCache;
  notify: Notify;
  watches: readonly Watch[];
}

/**
 * Every minute: makes alerts of what has changed and of how things stand, ends those whose time is over, and
 * only then looks whom to tell, so that one who has acted in the same minute is left alone.
 * @throws from `run` when a kind could not be looked at, after all the rest is done, so that the run shows as failed
 */
export function createAlertJob({ sql, registry: cache, notify, watches }: AlertJobDeps): Job {
  return {
    name: 'alert',
    timeLimitMs: 5 * 60_000,
    due: (now) => [minuteSlot(now)],
    async run({ now, signal, log }) {
      const deps = { sql, registry: await cache.fresh(), notify };
      const counts: Counts = {};
      const untilNone = async (batch: () => Promise<{ found: number; counts: Counts }>) => {
        let found: number;
        do {
          signal.throwIfAborted();
          const done = await batch();
          found = done.found;
          addCounts(counts, done.counts);
        } while (found > 0);
      };
      await untilNone(() => consumeBatch(deps, now));
      signal.throwIfAborted();
      addCounts(counts, await sweep(deps, now));
      const faults: string[] = [];
      for (const watch of watches) {
        signal.throwIfAborted();
        try {
          addCounts(counts, await watchOver(deps, watch, now));
        } catch (error) {
          log.error({ err: error, kind: watch.kind }, 'one kind of alert could not be looked for');
          faults.push(`${watch.kind}: ${error instanceof Error ? error.message : String(error)}`);
        }
      }
      // Whoever has to hear of the others hears all the same; the run itself shows as failed.
      addCounts(counts, await heedPromises(deps, now));
      await untilNone(() => climbBatch(deps, now));
      if (counts.no_address || counts.no_contact)
        log.warn({ counts }, 'some alerts reach nobody: contacts or addresses are missing');
      if (faults.length > 0)
        throw new Error(`Alerts of some kinds could not be looked at.\n${faults.join('\n')}`);
      return counts;
    },
  };
}
