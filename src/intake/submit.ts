import { type Day, isoLocal } from '../days.ts';
import type { RootSql, Tx } from '../db/connect.ts';
import type { Fault } from '../faults.ts';
import type { Registry } from '../registry/snapshot.ts';
import type { Locality } from '../registry/types.ts';
import { decide } from './decide.ts';
import { lockedSince } from './lock.ts';
import {
  type Channel,
  insertRecords,
  type Locked,
  lockLocalities,
  type NewRevision,
  readLatest,
  rebuildCurrent,
} from './store.ts';
import type { CurrentValues, RecordInput } from './types.ts';

/** A checked record with its locality, as {@link submit} takes it. */
export interface Submission {
  record: RecordInput;
  locality: Locality;
}

export type Outcome =
  | { outcome: 'accepted' | 'unchanged'; revision: number; receivedAt: Date }
  | { outcome: 'rejected'; reason: 'day_locked' | 'revision_conflict'; fault: Fault };

/** What was stored: the localities, each with the earliest day reported, and their current values. */
export interface Stored {
  localities: { locality: Locality; from: Day }[];
  current: Map<string, CurrentValues>;
}

/**
 * What the next stage does with what was stored, inside the same transaction: it works out the status,
 * so that an officer sees at once what the record did.
 */
export type AfterStore<S> = (tx: Tx, registry: Registry, stored: Stored, now: Date) => Promise<S[]>;

export interface SubmitOptions {
  /** Receipt of the request. */
  now: Date;
  by: string;
  channel: Channel;
  /** Any rejection undoes all. */
  atomic?: boolean;
  /** Everything is done and then undone. */
  dryRun?: boolean;
}

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
): Promise<{ outcomes: Outcome[]; settled: S[] }> {
  if (submissions.length === 0) return { outcomes: [], settled: [] };
  try {
    return (await sql.begin(async (tx) => {
      const result = await store(tx, registry, submissions, options, afterStore);
      const refused = options.atomic && result.outcomes.some((one) => one.outcome === 'rejected');
      if (refused || options.dryRun) throw new Undo(result);
      return result;
    })) as { outcomes: Outcome[]; settled: S[] };
  } catch (error) {
    if (error instanceof Undo) return error.result as { outcomes: Outcome[]; settled: S[] };
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
): Promise<{ outcomes: Outcome[]; settled: S[] }> {
  const localities = [...new Map(submissions.map(({ locality }) => [locality.code, locality])).values()];
  // Sent together, run in order: the second statement sees what the locks waited for.
  const [held, latest] = await Promise.all([
    lockLocalities(
      tx,
      localities.map((locality) => locality.code),
    ),
    readLatest(
      tx,
      submissions.map(({ record }) => record),
    ),
  ]);

  const accepted: NewRevision[] = [];
  const outcomes = submissions.map(({ record, locality }): Outcome => {
    const since = lockedSince(registry, locality, record.day, options.now);
    const decision = decide(record, latest.get(`${record.locality} ${record.day}`), since && isoLocal(since));
    switch (decision.outcome) {
      case 'unchanged':
        return decision;
      case 'accepted': {
        const { locality: code, day, values, note } = record;
        accepted.push({ locality: code, day, revision: decision.revision, values, note });
        return { ...decision, receivedAt: options.now };
      }
      default:
        return { outcome: 'rejected', reason: decision.outcome, fault: decision.fault };
    }
  });
  if (accepted.length === 0) return { outcomes, settled: [] };

  const current = await append(tx, registry, accepted, held, options);
  const earliest = new Map<string, Day>();
  for (const { locality, day } of accepted) {
    const known = earliest.get(locality);
    if (known === undefined || day < known) earliest.set(locality, day);
  }
  const touched = localities.flatMap((locality) => {
    const from = earliest.get(locality.code);
    return from === undefined ? [] : [{ locality, from }];
  });
  const settled = await afterStore(tx, registry, { localities: touched, current }, options.now);
  return { outcomes, settled };
}

/** Appends the revisions and returns the current values of the localities they are of. */
async function append(
  tx: Tx,
  registry: Registry,
  accepted: readonly NewRevision[],
  held: Map<string, Locked>,
  options: SubmitOptions,
): Promise<Map<string, CurrentValues>> {
  const merged = new Map<string, Locked & { lastDay: Day }>();
  const toRebuild = new Set<string>();
  for (const one of [...accepted].sort((a, b) => (a.day < b.day ? -1 : 1))) {
    const before = merged.get(one.locality) ?? held.get(one.locality);
    // Only a first revision of a new latest day leaves every other value as it was.
    if (one.revision > 1 || (before?.lastDay && one.day < before.lastDay)) toRebuild.add(one.locality);
    const values: CurrentValues = { ...before?.values };
    for (const [code, value] of Object.entries(one.values))
      values[code] = { day: one.day, revision: one.revision, value };
    merged.set(one.locality, { values, lastDay: one.day });
  }
  const simple = [...merged]
    .filter(([locality]) => !toRebuild.has(locality))
    .map(([locality, state]) => ({ locality, ...state }));
  await insertRecords(tx, accepted, simple, { ...options, receivedAt: options.now });
  const current = new Map(simple.map(({ locality, values }) => [locality, values]));
  if (toRebuild.size > 0) {
    const indicators = [...new Set(registry.indicators.map((indicator) => indicator.code))];
    for (const [locality, values] of await rebuildCurrent(tx, [...toRebuild], indicators))
      current.set(locality, values);
  }
  return current;
}
