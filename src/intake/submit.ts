import { setTimeout } from 'node:timers/promises';
import type { Day } from '../days.ts';
import { isLockTimeout, type RootSql, type Tx } from '../db/connect.ts';
import type { Fault } from '../faults.ts';
import { groupBy } from '../group-by.ts';
import type { Registry } from '../registry/snapshot.ts';
import type { Locality } from '../registry/types.ts';
import { decide } from './decide.ts';
import { lockedSince } from './lock.ts';
import {
  type Channel,
  insertRecords,
  type Locked,
  lockFree,
  lockLocalities,
  type NewRevision,
  readLatest,
  rebuildCurrent,
  waitForLocks,
} from './store.ts';
import type { CurrentValues, DayRecord, RecordInput } from './types.ts';

/** A checked record with its locality, as {@link submit} takes it. */
export interface Submission {
  record: RecordInput;
  locality: Locality;
  /** Receipt of the request. */
  receivedAt: Date;
  /** Who sent it. */
  by: string;
}

export type Outcome =
  | { outcome: 'accepted' | 'unchanged'; revision: number; receivedAt: Date }
  | { outcome: 'rejected'; reason: 'day_locked' | 'revision_conflict'; fault: Fault };

export interface Submitted<S> {
  /** In the order given. */
  outcomes: (Outcome | null)[];
  /** What the next stage gave. */
  settled: S[];
}

/** What was stored: the localities, each with the earliest day reported, and their current values. */
export interface Stored {
  localities: { locality: Locality; from: Day }[];
  current: Map<string, CurrentValues>;
  /** By locality, a record that is the only one of its day and later than all others: none need be read. */
  newest: Map<string, DayRecord>;
}

/**
 * What the next stage does with what was stored, inside the same transaction: it works out the status,
 * so that an officer sees at once what the record did.
 */
export type AfterStore<S> = (tx: Tx, registry: Registry, stored: Stored, now: Date) => Promise<S[]>;

export interface SubmitOptions {
  /** Receipt of the latest of them. */
  now: Date;
  channel: Channel;
  /** Any rejection undoes all. */
  atomic?: boolean;
  /** Everything is done and then undone. */
  dryRun?: boolean;
  /** What somebody else holds is left out, rather than waited for; its outcome is null. */
  passOver?: boolean;
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
      if (options.passOver || !isLockTimeout(error) || tries === TRIES) throw error;
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
      const result = await store(tx, registry, submissions, options, afterStore);
      const refused = options.atomic && result.outcomes.some((one) => one?.outcome === 'rejected');
      if (refused || options.dryRun) throw new Undo(result);
      return result;
    })) as Submitted<S>;
  } catch (error) {
    if (error instanceof Undo) return error.result as Submitted<S>;
    throw error;
  }
}

/** Rolls the transaction back and carries out what it would have done. */
class Undo extends Error {
  readonly result: unknown;
  constructor(result: unknown) {
    super('rolled back on purpose');
    this.result = result;
  }
}

async function store<S>(
  tx: Tx,
  registry: Registry,
  submissions: readonly Submission[],
  options: SubmitOptions,
  afterStore: AfterStore<S>,
): Promise<Submitted<S>> {
  const localities = [...new Map(submissions.map(({ locality }) => [locality.code, locality])).values()];
  const held = await lock(
    tx,
    localities.map((locality) => locality.code),
    options,
  );
  const latest = await readLatest(
    tx,
    submissions.flatMap(({ record }) => {
      const mine = held.get(record.locality);
      return mine === undefined || isNewDay(mine, record.day) ? [] : [record];
    }),
  );

  const accepted: NewRevision[] = [];
  const outcomes = submissions.map(({ record, locality, receivedAt, by }): Outcome | null => {
    if (!held.has(record.locality)) return null;
    const since = lockedSince(registry, locality, record.day, receivedAt);
    const decision = decide(record, latest.get(`${record.locality} ${record.day}`), since);
    switch (decision.outcome) {
      case 'unchanged':
        return decision;
      case 'accepted': {
        const { locality: code, day, values, note } = record;
        accepted.push({ locality: code, day, revision: decision.revision, values, note, receivedAt, by });
        return { ...decision, receivedAt };
      }
      default:
        return { outcome: 'rejected', reason: decision.outcome, fault: decision.fault };
    }
  });
  if (accepted.length === 0) return { outcomes, settled: [] };

  const earliest = new Map<string, Day>();
  for (const { locality, day } of accepted) {
    const known = earliest.get(locality);
    if (known === undefined || day < known) earliest.set(locality, day);
  }
  const touched = localities.flatMap((locality) => {
    const from = earliest.get(locality.code);
    return from === undefined ? [] : [{ locality, from }];
  });
  const { simple, toRebuild, indicators } = merge(accepted, held);
  const current = new Map(simple.map(({ locality, values }) => [locality, values]));
  const writing = insertRecords(tx, accepted, simple, options.channel);
  if (toRebuild.length > 0) {
    const [rebuilt] = await Promise.all([rebuildCurrent(tx, toRebuild, indicators), writing]);
    for (const [locality, values] of rebuilt) current.set(locality, values);
  }
  const newest = newestRecords(accepted, new Set(toRebuild));
  // Sent without waiting for the records to be stored: the connection runs its statements in order.
  const [settled] = await Promise.all([
    afterStore(tx, registry, { localities: touched, current, newest }, options.now),
    writing,
  ]);
  return { outcomes, settled };
}

/** The localities' locks, as the options say; those that others hold are missing when they are passed over. */
async function lock(
  tx: Tx,
  codes: readonly string[],
  { passOver }: SubmitOptions,
): Promise<Map<string, Locked>> {
  if (passOver) return await lockFree(tx, codes);
  const [, held] = await Promise.all([waitForLocks(tx, LOCK_WAIT_MS), lockLocalities(tx, codes)]);
  return held;
}

/** Whether a locality can have no record of a day yet, since all it has are of earlier ones. */
function isNewDay(held: Locked | undefined, day: Day): boolean {
  return held !== undefined && (held.lastDay === null || held.lastDay < day);
}

/**
 * The current values that revisions leave, and the localities where only the records themselves can tell:
 * nothing but the first revision of a new latest day leaves every other value as it was.
 */
function merge(
  accepted: readonly NewRevision[],
  held: Map<string, Locked>,
): {
  simple: { locality: string; values: CurrentValues; lastDay: Day }[];
  toRebuild: string[];
  /** What the records of those to rebuild may hold: of anything else, all of history would be searched in vain. */
  indicators: string[];
} {
  const merged = new Map<string, Locked & { lastDay: Day }>();
  const toRebuild = new Set<string>();
  for (const one of [...accepted].sort((a, b) => (a.day < b.day ? -1 : 1))) {
    const before = merged.get(one.locality) ?? held.get(one.locality);
    if (one.revision > 1 || !isNewDay(before, one.day)) toRebuild.add(one.locality);
    const values: CurrentValues = { ...before?.values };
    for (const [code, value] of Object.entries(one.values))
      values[code] = { day: one.day, revision: one.revision, value };
    merged.set(one.locality, { values, lastDay: one.day });
  }
  const simple = [...merged]
    .filter(([locality]) => !toRebuild.has(locality))
    .map(([locality, state]) => ({ locality, ...state }));
  const indicators = new Set(
    [...toRebuild].flatMap((locality) => Object.keys(merged.get(locality)?.values ?? {})),
  );
  return { simple, toRebuild: [...toRebuild], indicators: [...indicators] };
}

function newestRecords(
  accepted: readonly NewRevision[],
  rebuilt: ReadonlySet<string>,
): Map<string, DayRecord> {
  const newest = new Map<string, DayRecord>();
  for (const [locality, [first, ...others]] of groupBy(accepted, (one) => one.locality))
    if (first && others.length === 0 && !rebuilt.has(locality))
      newest.set(locality, {
        day: first.day,
        revision: 1,
        values: first.values,
        receivedAt: first.receivedAt,
      });
  return newest;
}
