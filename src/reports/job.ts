import type { Author } from '../access/author.ts';
import type { Clients } from '../db/connect.ts';
import type { RegistryCache } from '../registry/cache.ts';
import type { Job } from '../scheduler/job.ts';
import { MANUAL } from '../scheduler/slots.ts';
import { draftsDue, slotOf } from './schedule-rules.ts';
import { listSchedules } from './schedule-store.ts';
import { draftOnItsDay, SERVICE_NAME } from './verbs.ts';

/**
 * Drafts reports on their days: the day's after its close, the others on the days that are set. What was missed is made
 * up for, and a period has one draft however many instances look.
 */
export function createReportJob({ db, registry: cache }: { db: Clients; registry: RegistryCache }): Job {
  const dueAt = async (now: Date) => draftsDue(await cache.fresh(), await listSchedules(db.orm), now);
  return {
    name: 'report',
    timeLimitMs: 60_000,
    due: async (now) => [...new Set((await dueAt(now)).map(slotOf))],
    async run({ now, slot, signal, log }) {
      const due = await dueAt(now);
      const asked = slot.startsWith(MANUAL) ? due : due.filter((one) => slotOf(one) === slot);
      // Another instance's clock may be ahead, or the day was changed: what is due is asked anew.
      if (asked.length === 0 && !slot.startsWith(MANUAL))
        throw new Error(`The slot “${slot}” is not due at ${now.toISOString()} by this instance.`);
      const author: Author = {
        now,
        kind: 'service',
        actor: 'report',
        name: SERVICE_NAME,
        source: 'service',
      };
      const counts = { drafts: 0, already: 0 };
      const faults: string[] = [];
      for (const { subject, how } of asked) {
        signal.throwIfAborted();
        try {
          counts[(await draftOnItsDay(db, author, subject, how)) ? 'drafts' : 'already']++;
        } catch (error) {
          const { kind, province, programme } = subject;
          log.error({ err: error, kind, province, programme }, 'a report could not be drafted');
          faults.push(`${province}: ${error instanceof Error ? error.message : String(error)}`);
        }
      }
      // The others are drafted all the same; the run shows as failed and is taken again.
      if (faults.length > 0) throw new Error(`Reports could not be drafted.\n${faults.join('\n')}`);
      return counts;
    },
  };
}
