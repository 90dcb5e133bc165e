import { isLockTimeout } from '../db/connect.ts';
import type { Lanes } from '../db/lanes.ts';
import { Problem } from '../http/problems.ts';
import type { Registry } from '../registry/snapshot.ts';
import type { RecordSource } from './store.ts';
import { type AfterStore, type Outcome, type Submission, submitFree } from './submit.ts';

/** Records that one transaction takes at most: few enough that none waits long for the others. */
const MOST_TOGETHER = 32;
/** How long a record waits for a locality that somebody else holds (ms): longer than a nation's batch takes. */
const PATIENCE_MS = 10_000;
/** How soon it is tried again (ms): at first, and at most. */
const AGAIN_AFTER_MS = { first: 10, most: 250 };

interface Stored<S> {
  outcome: Outcome;
  /** What the next stage gave; of the records stored with it, too. */
  settled: readonly S[];
}

interface Waiting<S> {
  registry: Registry;
  submission: Submission;
  /** Its group has failed: it is tried by itself, so that it fails for no other's sake and none for its. */
  alone: boolean;
  tried: boolean;
  /** When it may be tried and when it is given up, by the clock of the process, in ms. */
  notBefore: number;
  givenUpAt: number;
  againAfter: number;
  resolve(submitted: Stored<S>): void;
  reject(error: unknown): void;
}

/**
 * A way to store single records by which those that arrive at the same time share a transaction. What one
 * costs is mostly the way to the database and back, and in the rush before the cutoff there are many. One
 * that arrives alone goes at once. Each is answered for itself, and after the commit; when a transaction
 * fails, each of its records is tried once more alone, so that none fails for another's sake.
 *
 * A group waits for no lock: what somebody else holds is left out of it and tried again, until the patience
 * (ms) for it is at an end; then it is refused as `unavailable`.
 */
export function createSubmitter<S>(
  lanes: Lanes,
  channel: RecordSource,
  afterStore: AfterStore<S>,
  patience = PATIENCE_MS,
): (registry: Registry, submission: Submission) => Promise<Stored<S>> {
  /** In the order in which they arrived. */
  let waiting: Waiting<S>[] = [];
  /** Localities of the transactions that run. */
  const inWork = new Set<string>();
  let running = 0;
  let timer: NodeJS.Timeout | undefined;
  /** Whether this turn of the event loop ends with a look at what came in. */
  let looks = false;

  async function store(group: readonly Waiting<S>[]): Promise<Waiting<S>[]> {
    const [first] = group;
    if (!first) return [];
    const submissions = group.map(({ submission }) => submission);
    const now = new Date(Math.max(...submissions.map(({ receivedAt }) => receivedAt.getTime())));
    try {
      const options = { now, channel };
      const { outcomes, settled } = await submitFree(lanes, first.registry, submissions, options, afterStore);
      return group.filter((one, place) => {
        const outcome = outcomes[place];
        if (outcome === null) return true;
        if (outcome) one.resolve({ outcome, settled });
        else one.reject(new Error('A record was neither stored nor refused.'));
        return false;
      });
    } catch (error) {
      if (group.length > 1) for (const one of group) one.alone = true;
      else if (!isLockTimeout(error)) first.reject(error);
      return group.length > 1 || isLockTimeout(error) ? [...group] : [];
    }
  }

  /** Puts back what could not be done, before all that came later. */
  function again(left: readonly Waiting<S>[]): void {
    const now = performance.now();
    for (const one of left) {
      one.tried = true;
      one.notBefore = now + one.againAfter;
      one.againAfter = Math.min(2 * one.againAfter, AGAIN_AFTER_MS.most);
    }
    waiting = [...left, ...waiting];
  }

  /** Refuses what has been tried for long enough. */
  function giveUp(): void {
    const now = performance.now();
    const isOver = (one: Waiting<S>) => one.tried && one.givenUpAt <= now;
    for (const one of waiting.filter(isOver)) one.reject(new Problem('unavailable', [], HELD));
    waiting = waiting.filter((one) => !isOver(one));
  }

  function start(): void {
    giveUp();
    while (running < lanes.count && waiting.length > 0) {
      const { group, left } = takeGroup(waiting, inWork, performance.now());
      if (group.length === 0) break;
      waiting = left;
      running++;
      const localities = group.map(({ submission }) => submission.record.locality);
      for (const code of localities) inWork.add(code);
      store(group).then((undone) => {
        running--;
        for (const code of localities) inWork.delete(code);
        again(undone);
        start();
      });
    }
    clearTimeout(timer);
    const next = Math.min(...waiting.map((one) => one.notBefore));
    // Those that may go already have their turn when a transaction ends.
    if (running < lanes.count && next < Number.POSITIVE_INFINITY)
      timer = setTimeout(start, Math.max(1, next - performance.now()));
  }

  return (registry, submission) =>
    new Promise((resolve, reject) => {
      const now = performance.now();
      const times = { notBefore: now, givenUpAt: now + patience, againAfter: AGAIN_AFTER_MS.first };
      waiting.push({ registry, submission, alone: false, tried: false, ...times, resolve, reject });
      // At the end of the turn, with all that came in it.
      if (looks) return;
      looks = true;
      setImmediate(() => {
        looks = false;
        start();
      });
    });
}

const HELD = 'Somebody else is at work on this locality; nothing was stored. Please send the record again.';

/**
 * Takes from the front what can be stored together: checked by the same registry, in no other transaction,
 * and of different days, since what a second record of a day is depends on the first.
 */
function takeGroup<S>(
  waiting: readonly Waiting<S>[],
  inWork: ReadonlySet<string>,
  now: number,
): { group: Waiting<S>[]; left: Waiting<S>[] } {
  const group: Waiting<S>[] = [];
  const left: Waiting<S>[] = [];
  /** Days whose turn has been, or is kept for a record that came earlier. */
  const taken = new Set<string>();
  for (const [place, one] of waiting.entries()) {
    if (group.length === MOST_TOGETHER || group[0]?.alone) {
      left.push(...waiting.slice(place));
      break;
    }
    const { locality, day } = one.submission.record;
    const key = `${locality} ${day}`;
    const fits = group[0] === undefined || (one.registry === group[0].registry && !one.alone);
    const free = one.notBefore <= now && !inWork.has(locality) && !taken.has(key);
    (fits && free ? group : left).push(one);
    taken.add(key);
  }
  return { group, left };
}
