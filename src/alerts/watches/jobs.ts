import { isoLocal } from '../../days.ts';
import { type Job, MINUTE_JOBS } from '../../scheduler/job.ts';
import { readGivenUp, readLateSlots, readLatestSuccesses } from '../../scheduler/runs-store.ts';
import { type NewAlert, NO_PROGRAMME, SERVICE } from '../types.ts';
import type { Watch } from '../watch.ts';

/** Only a scheduler that ran at least this share of the minutes can say that a job is late. */
const RAN_SHARE = 3;
const MINUTE_MS = 60_000;

/** Runs that were given up and that no later run of the job has made good. */
export const jobFailedWatch: Watch = {
  kind: 'job_failed',
  async wanted({ tx }) {
    const failed = await readGivenUp(tx, MINUTE_JOBS);
    return failed.map(({ job, slot, startedAt, error }) => ({
      programme: NO_PROGRAMME,
      area: SERVICE,
      kind: 'job_failed',
      subject: job,
      facts: { job, slot, at: isoLocal(startedAt), error: error ?? '' },
    }));
  },
  ended: () => 'succeeded_again',
};

/**
 * Jobs that have not done what was due, although the scheduler has run all the while. `jobs` is asked when it
 * is looked, since this watch is a part of one of them.
 */
export function jobLateWatch(jobs: () => readonly Job[]): Watch {
  return {
    kind: 'job_late',
    async wanted({ tx, ladders, now }) {
      const { lateMinutes = 15 } = ladders.of(NO_PROGRAMME, 'job_late').settings;
      const since = new Date(now.getTime() - lateMinutes * MINUTE_MS);
      const latest = await readLatestSuccesses(tx, since);
      if ((latest.get('alert')?.count ?? 0) * RAN_SHARE < lateMinutes) return [];
      const late: NewAlert[] = [];
      for (const job of jobs()) {
        if (job.name === 'alert') continue;
        const waiting = await waitingSince(tx, job, since, latest.get(job.name)?.count ?? 0);
        if (waiting)
          late.push({
            programme: NO_PROGRAMME,
            area: SERVICE,
            kind: 'job_late',
            subject: job.name,
            facts: { job: job.name, since: isoLocal(since) },
          });
      }
      return late;
    },
    ended: () => 'succeeded_again',
  };
}

/** Whether a job has left something undone since then: of those that run every minute, everything. */
async function waitingSince(
  tx: Parameters<typeof readLateSlots>[0],
  job: Job,
  since: Date,
  successes: number,
): Promise<boolean> {
  const due = await job.due(since);
  if (due.length === 0 || successes > 0) return false;
  return MINUTE_JOBS.includes(job.name) || (await readLateSlots(tx, job.name, due)).length > 0;
}
