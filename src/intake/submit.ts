import { setTimeout } from 'node:timers/promises';
import type { Sender } from '../access/principal.ts';
import { holdSenders, senderKey } from '../access/rights-store.ts';
import type { Day } from '../days.ts';
import { isLockTimeout, type RootSql, type Tx } from '../db/connect.ts';
import type { Lanes, Turn } from '../db/lanes.ts';
import { type Fault, fault } from '../faults.ts';
import { allDone } from '../lib/all-done.ts';
import { groupBy } from '../lib/group-by.ts';
import { inTurns, ROWS_AT_A_TIME } from '../lib/turns.ts';
import type { Registry } from '../registry/snapshot.ts';
import type { Locality } from '../registry/types.ts';
import { decide } from './decide.ts';
import { lockedSince } from './lock.ts';
import { mergeCurrent } from './merge-current.ts';
import { byPeriods } from './periods.ts';
import {
  insertRecords,
  type KnownRecord,
  type Locked,
  lockFree,
  lockLocalities,
  type NewRevision,
  type RecordSource,
  readSince,
  rebuildCurrent,
  waitForLocks,
} from './store.ts';
import type { CurrentValues, DayRecord, RecordInput, Values } from './types.ts';

/** A checked record with its locality, as {@link submit} takes it. */
export interface Submission {
  record: RecordInput;
  locality: Locality;
  /** Receipt of the request. */
  receivedAt: Date;
  /** Who sent it. He is held to what he was let through by: taken from him meanwhile, nothing is stored. */
  sender: Sender;
}

export type Outcome =
  | { outcome: 'accepted' | 'unchanged'; revision: number; receivedAt: Date }
  | { outcome: 'rejected'; reason: 'day_locked' | 'revision_conflict' | 'forbidden'; fault: Fault };

export interface Submitted<S> {
  /** In the order given. */
  outcomes: (Outcome | null)[];
  /** What the next stage gave. */
  settled: S[];
}

/** A locality with the earliest of the days that are spoken of. */
export interface Touched {
  locality: Locality;
  from: Day;
}

/** What is being stored: the localities, each with the earliest day reported, and what holds once it is. */
export interface Stored {
  localities: Touched[];
  current: Map<string, CurrentValues>;
  /** By locality, every record from the earliest day on that was spoken of. */
  records: Map<string, DayRecord[]>;
  /** By locality, what is new. */
  accepted: Map<string, { day: Day; values: Values }[]>;
}

/**
 * What the next stage does with what is being stored, inside the same transaction: it works out the status, so
 * that an officer sees at once what the record did. It reads what it needs along with the locks, of every
 * locality that may be stored; given what is, it says what to answer and sends what is to be written, `atATime`
 * rows in a statement; without it all is sent at once.
 */
export type AfterStore<S> = (
  tx: Tx,
  registry: Registry,
  asked: readonly Touched[],
  now: Date,
) => Promise<(stored: Stored) => Promise<{ settled: S[]; write(atATime?: number): Promise<unknown> }>>;

export interface SubmitOptions {
  /** Receipt of the latest of them. */
  now: Date;
  channel: RecordSource;
  /** Any rejection undoes all. */
  atomic?: boolean;
  /** Everything is done and then undone. */
  dryRun?: boolean;
}

/** Whoever waits for a locality's lock holds those of others meanwhile: so no longer than this at a time. */
const LOCK_WAIT_MS = 1_000;
/** How often it is tried, and the wait between: long enough for another nation's batch to be done. */
const TRIES = 8;
const TRY_AGAIN_AFTER_MS = 250;

/**
 * Stores records in one transaction, under their localities' locks, and answers what became of each, in
 * the order given. The caller has made sure that no (locality, day) stands twice.
 */
export async function submit<S>(
  sql: RootSql,
  registry: Registry,
  submissions: readonly Submission[],
  options: SubmitOptions,
  afterStore: AfterStore<S>,
): Promise<Submitted<S>> {
  if (submissions.length === 0) return { outcomes: [], settled: [] };
  for (let tries = 1; ; tries++)
    try {
      return await submitOnce(sql, registry, submissions, options, afterStore);
    } catch (error) {
      if (!isLockTimeout(error) || tries === TRIES) throw error;
      await setTimeout(TRY_AGAIN_AFTER_MS * tries);
    }
}

async function submitOnce<S>(
  sql: RootSql,
  registry: Registry,
  submissions: readonly Submission[],
  options: SubmitOptions,
  afterStore: AfterStore<S>,
): Promise<Submitted<S>> {
  try {
    return (await sql.begin(async (tx) => {
      const { result, write } = await prepare(tx, registry, submissions, options, afterStore);
      await write();
      const refused = options.atomic && result.outcomes.some((one) => one?.outcome === 'rejected');
      if (refused || options.dryRun) throw new Undo(result);
      return result;
    })) as Submitted<S>;
  } catch (error) {
    if (error instanceof Undo) return error.result as Submitted<S>;
    throw error;
  }
}

/**
 * Stores records that belong to nobody else at the moment; of the others the outcome is null. No (locality,
 * day) stands twice. The database is waited for twice: for what is known, and for what is written.
 */
export async function submitFree<S>(
  lanes: Lanes,
  registry: Registry,
  submissions: readonly Submission[],
  options: { now: Date; channel: RecordSource },
  afterStore: AfterStore<S>,
): Promise<Submitted<S>> {
  return await lanes.transaction((tx) =>
    prepare(tx, registry, submissions, { ...options, passOver: true }, afterStore),
  );
}

/** Rolls the transaction back and carries out what it would have done. */
class Undo extends Error {
  readonly result: unknown;
  constructor(result: unknown) {
    super('rolled back on purpose');
    this.result = result;
  }
}

/** Locks, reads and decides; what is to be written is sent by `write`. */
async function prepare<S>(
  tx: Tx,
  registry: Registry,
  submissions: readonly Submission[],
  options: SubmitOptions & { passOver?: boolean },
  afterStore: AfterStore<S>,
): Promise<Turn<Submitted<S>>> {
  const asked = earliestOf(submissions.map(({ locality, record }) => ({ locality, day: record.day })));
  // Sent without waiting for the locks: the connection runs its statements in order.
  const [held, standing, known, settle] = await Promise.all([
    lock(
      tx,
      asked.map(({ locality }) => locality.code),
      options.passOver,
    ),
    // After the locks: however long those were waited for, what was taken meanwhile is seen.
    holdSenders(
      tx,
      submissions.map(({ sender }) => sender),
      options.now,
      options.passOver ?? false,
    ),
    readSince(
      tx,
      asked.map(({ locality, from }) => ({ locality: locality.code, from })),
    ),
    afterStore(tx, registry, asked, options.now),
  ]);
  const latest = new Map(known.map((one) => [keyOf(one), one]));

  const accepted: NewRevision[] = [];
  const touched: { locality: Locality; day: Day }[] = [];
  const outcomeOf = ({ record, locality, receivedAt, sender }: Submission): Outcome | null => {
    const stands = standing.get(senderKey(sender)) ?? 'taken';
    if (stands === 'taken') return RIGHTS_TAKEN;
    if (stands === 'busy' || !held.has(record.locality)) return null;
    const before = latest.get(keyOf(record));
    const { values, firsts, changed } = byPeriods(registry, record, before, receivedAt);
    // By the rules of each period whose figures it would change; the day's own, where it changes none.
    const since = earliestLock(
      changed.map((period) => lockedSince(registry, locality, record.day, receivedAt, period)),
    );
    const decision = decide({ ...record, values }, before, since);
    switch (decision.outcome) {
      case 'unchanged':
        return decision;
      case 'accepted': {
        const { locality: code, day, note } = record;
        accepted.push({
          locality: code,
          day,
          revision: decision.revision,
          values,
          note,
          receivedAt,
          by: sender.name,
          firsts,
        });
        touched.push({ locality, day });
        return { ...decision, receivedAt };
      }
      default:
        return { outcome: 'rejected', reason: decision.outcome, fault: decision.fault };
    }
  };
  const outcomes: (Outcome | null)[] = [];
  for await (const one of inTurns(submissions)) outcomes.push(outcomeOf(one));
  if (accepted.length === 0) return { result: { outcomes, settled: [] }, write: async () => {} };

  const { merged, toRebuild, indicators } = await mergeCurrent(accepted, held);
  const current = new Map(merged.map(({ locality, values }) => [locality, values]));
  // What goes along with its COMMIT is sent at once; a batch takes turns with others.
  const atATime = options.passOver ? undefined : ROWS_AT_A_TIME;
  const insert = () => insertRecords(tx, accepted, merged, options.channel, atATime);
  if (toRebuild.length > 0) {
    await insert();
    const rebuilt = await rebuildCurrent(tx, toRebuild, indicators);
    for (const [locality, values] of rebuilt) current.set(locality, values);
  }
  const settling = () =>
    settle({
      localities: earliestOf(touched),
      current,
      records: withAccepted(known, accepted),
      accepted: groupBy(accepted, (one) => one.locality),
    });
  // The database stores a batch while its statuses are worked out; single records go along with their COMMIT.
  const isLeft = toRebuild.length === 0;
  const [{ settled, write }] = await allDone([
    settling(),
    isLeft && !options.passOver ? insert() : undefined,
  ] as const);
  return {
    result: { outcomes, settled },
    write: () => allDone([isLeft && options.passOver ? insert() : undefined, write(atATime)]),
  };
}

/** When what is locked locked; null where all that it is asked of is open. */
function earliestLock(locks: readonly (Date | null)[]): Date | null {
  return locks.reduce((first, one) => (one && (!first || one < first) ? one : first), null);
}

const RIGHTS_TAKEN: Outcome = { outcome: 'rejected', reason: 'forbidden', fault: fault('', 'rights_taken') };

/** Every locality once, with the earliest of its days. */
function earliestOf(days: readonly { locality: Locality; day: Day }[]): Touched[] {
  const earliest = new Map<string, Touched>();
  for (const { locality, day } of days) {
    const known = earliest.get(locality.code);
    if (known === undefined || day < known.from) earliest.set(locality.code, { locality, from: day });
  }
  return [...earliest.values()];
}

/** By locality, its records as they will be. */
function withAccepted(
  known: readonly KnownRecord[],
  accepted: readonly NewRevision[],
): Map<string, DayRecord[]> {
  const first = new Map(known.map((one) => [keyOf(one), one.firstReceivedAt]));
  const all = new Map<string, DayRecord & { locality: string }>();
  for (const { locality, day, revision, values, firstReceivedAt: receivedAt, firsts } of known)
    all.set(keyOf({ locality, day }), { locality, day, revision, values, receivedAt, firsts });
  for (const { locality, day, revision, values, receivedAt, firsts } of accepted) {
    const key = keyOf({ locality, day });
    all.set(key, { locality, day, revision, values, receivedAt: first.get(key) ?? receivedAt, firsts });
  }
  return groupBy([...all.values()], (one) => one.locality);
}

const keyOf = ({ locality, day }: { locality: string; day: Day }) => `${locality} ${day}`;

/** The localities' locks, as the options say; those that others hold are missing when they are passed over. */
async function lock(tx: Tx, codes: readonly string[], passOver = false): Promise<Map<string, Locked>> {
  if (passOver) return await lockFree(tx, codes);
  const [, held] = await Promise.all([waitForLocks(tx, LOCK_WAIT_MS), lockLocalities(tx, codes)]);
  return held;
}
