import type { RootSql } from '../db/connect.ts';
import type { RegistryCache } from '../registry/cache.ts';
import type { Job } from '../scheduler/job.ts';
import { minuteSlot } from '../scheduler/slots.ts';
import { type ReadNotShown, reviewRecords } from './round.ts';

/** Each minute: what has come in is looked through, and doubts are laid before the reviewers. */
export function createReviewJob({
  sql,
  registry,
  readNotShown,
}: {
  sql: RootSql;
  registry: RegistryCache;
  readNotShown: ReadNotShown;
}): Job {
  return {
    name: 'review',
    timeLimitMs: 5 * 60_000,
    due: (now) => [minuteSlot(now)],
    run: async ({ now, signal }) =>
      await reviewRecords(sql, await registry.fresh(), now, readNotShown, signal),
  };
}
