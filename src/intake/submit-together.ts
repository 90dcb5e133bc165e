import type { RootSql } from '../db/connect.ts';
import type { Registry } from '../registry/snapshot.ts';
import type { Channel } from './store.ts';
import { type AfterStore, type Outcome, type Submission, submit } from './submit.ts';

/** Records that one transaction takes at most: few enough that none waits long for the others. */
const MOST_TOGETHER = 32;
/** Transactions at a time: while one waits for a lock or the disk, the other goes on. More share less. */
const AT_A_TIME = 2;

interface Submitted<S> {
  outcome: Outcome;
  /** What the next stage gave; of the records stored with it, too. */
  settled: readonly S[];
}

interface Waiting<S> {
  registry: Registry;
  submission: Submission;
  resolve(submitted: Submitted<S>): void;
  reject(error: unknown): void;
}

/**
 * A way to store single records by which those that arrive at the same time share a transaction. What one
 * costs is mostly the way to the database and back, and in the rush before the cutoff there are many. One
 * that arrives alone goes at once. Each is answered for itself, and after the commit; when a transaction
 * fails, each of its records is tried once more alone, so that none fails for another's sake.
 */
export function createSubmitter<S>(
  sql: RootSql,
  channel: Channel,
  afterStore: AfterStore<S>,
): (registry: Registry, submission: Submission) => Promise<Submitted<S>> {
  const waiting: Waiting<S>[] = [];
  let running = 0;

  async function store(group: readonly Waiting<S>[]): Promise<void> {
    const [first] = group;
    if (!first) return;
    const submissions = group.map(({ submission }) => submission);
    const now = new Date(Math.max(...submissions.map(({ receivedAt }) => receivedAt.getTime())));
    try {
      const { outcomes, settled } = await submit(
        sql,
        first.registry,
        submissions,
        { now, channel },
        afterStore,
      );
      for (const [place, { resolve, reject }] of group.entries()) {
        const outcome = outcomes[place];
        if (outcome) resolve({ outcome, settled });
        else reject(new Error('A record was neither stored nor refused.'));
      }
    } catch (error) {
      if (group.length === 1) first.reject(error);
      else await Promise.all(group.map((one) => store([one])));
    }
  }

  function start(): void {
    while (running < AT_A_TIME && waiting.length > 0) {
      running++;
      store(takeGroup(waiting)).finally(() => {
        running--;
        start();
      });
    }
  }

  return (registry, submission) =>
    new Promise((resolve, reject) => {
      waiting.push({ registry, submission, resolve, reject });
      start();
    });
}

/**
 * Takes from the front what can be stored together: checked by the same registry, and of different days,
 * since what a second record of a day is depends on the first.
 */
function takeGroup<S>(waiting: Waiting<S>[]): Waiting<S>[] {
  const keys = new Set<string>();
  let count = 0;
  for (const { registry, submission } of waiting) {
    const key = `${submission.record.locality} ${submission.record.day}`;
    if (count === MOST_TOGETHER || registry !== waiting[0]?.registry || keys.has(key)) break;
    keys.add(key);
    count++;
  }
  return waiting.splice(0, count);
}
