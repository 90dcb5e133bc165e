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
