import { addDays, dayOf, instantOf } from '../days.ts';
import type { Sql } from '../db/connect.ts';
import { addCounts, type Counts, type Job, MINUTE_JOBS } from './job.ts';
import { pruneRuns } from './runs-store.ts';
import { dailySlot } from './slots.ts';

const AT = '02:00';
/** Days that runs are kept. Of jobs that run every minute only the failures are worth a look later. */
const KEPT = { minute: 7, failed: 90, other: 400 };
/** Rows a statement: short enough that nobody waits for it. */
const CHUNK = 1_000;

/** Nightly: removes runs that nobody will look at any more, then does the chores of other stages. */
export function housekeepingJob({
  sql,
  chores,
}: {
  sql: Sql;
  chores: readonly ((now: Date) => Promise<Counts>)[];
}): Job {
  return {
    name: 'housekeeping',
    timeLimitMs: 10 * 60_000,
    due: (now) => [dailySlot(now, AT)],
    async run({ now, signal }) {
      const daysAgo = (days: number) => instantOf(addDays(dayOf(now), -days));
      const pruning = {
        minuteJobs: MINUTE_JOBS,
        minuteBefore: daysAgo(KEPT.minute),
        failedBefore: daysAgo(KEPT.failed),
        before: daysAgo(KEPT.other),
      };
      let removed = 0;
      let chunk: number;
      do {
        signal.throwIfAborted();
        chunk = await pruneRuns(sql, pruning, CHUNK);
        removed += chunk;
      } while (chunk === CHUNK);
      const counts: Counts = { removed };
      for (const chore of chores) addCounts(counts, await chore(now));
      return counts;
    },
  };
}
