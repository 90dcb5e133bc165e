import type { z } from 'zod';
import type { Sender } from '../access/principal.ts';
import type { RootSql } from '../db/connect.ts';
import { type Fault, fault } from '../faults.ts';
import type { colourAnswer } from '../http/answers.ts';
import { Problem } from '../http/problems.ts';
import { inTurns } from '../lib/turns.ts';
import type { Registry } from '../registry/snapshot.ts';
import { createTeller, type Told } from '../told.ts';
import { type CheckContext, checkRecord } from './check-record.ts';
import { noticesOf } from './notices.ts';
import type { RecordSource } from './store.ts';
import { type AfterStore, type Submission, submit } from './submit.ts';
import { isObject, type RecordInput, type Value } from './types.ts';

export interface BatchItem {
  /** The record as it was sent; absent where it was not even read. */
  raw?: unknown;
  /** What is already known to be wrong with it, such as a cell that is no number. */
  faults: readonly Fault[];
}

/** The faults of an item as its answer names them: those that came with it, and those that were found. */
export type PlaceFaults<F> = (index: number, known: readonly Fault[], found: readonly Fault[]) => F[];

/** The state of a day's colour, as answers give it. */
type Colour = z.infer<typeof colourAnswer>;

/** What a record would do, of a dry run. */
export interface RecordPreview {
  /** The colour of the record's day as it is stored, and as it would be; absent where no programme asks it. */
  colour?: { from: Colour | null; to: Colour };
  /** Values that are not the same as those that stand; without `from` where none ever did. */
  changes: { indicator: string; from?: Value; to: Value }[];
}

/** The next stage's word on records of a dry run, in their order; `settled` is what {@link AfterStore} gave. */
export type PreviewOf<S> = (
  registry: Registry,
  records: readonly RecordInput[],
  settled: readonly S[],
) => Promise<RecordPreview[]>;

export interface BatchResult<F> extends Partial<RecordPreview>, Partial<Told<F>> {
  index: number;
  outcome: 'accepted' | 'unchanged' | 'rejected';
  revision?: number;
  /** What is to be known of what was taken; cut like faults. */
  notices?: F[];
  /** Changes beside those told. */
  moreChanges?: number;
}

export interface BatchAnswer<F> {
  accepted: number;
  unchanged: number;
  rejected: number;
  /** Faults that are not told, of all items together; see `told.ts`. */
  moreErrors?: number;
  results: BatchResult<F>[];
}

export interface BatchOptions<S> extends CheckContext {
  caller: Pick<Sender, 'kind' | 'id'>;
  channel: RecordSource;
  atomic: boolean;
  dryRun: boolean;
  /** Says of a dry run what it would do. */
  previewOf?: PreviewOf<S>;
}

/**
 * Checks many records, stores the valid ones in one transaction and says of each what became of it. When
 * atomic, any rejection leaves nothing stored and the answer says what each would have been by itself.
 * Items are taken one by one and not kept, in turns with other requests.
 * @throws {Problem} forbidden when the sender's rights were taken from him before it was stored: nothing is
 */
export async function runBatch<S, F>(
  sql: RootSql,
  afterStore: AfterStore<S>,
  items: Iterable<BatchItem>,
  options: BatchOptions<S>,
  place: PlaceFaults<F>,
): Promise<BatchAnswer<F>> {
  const results: BatchResult<F>[] = [];
  const submissions = new Map<number, Submission>();
  const tell = createTeller();
  const tellNotices = createTeller();
  const reject = (index: number, known: readonly Fault[], found: readonly Fault[]) => {
    results[index] = { index, outcome: 'rejected', ...tell(place(index, known, found)) };
  };
  /** By locality and day, the item that had them first: which of several was meant cannot be known. */
  const firsts = new Map<string, number>();
  let count = 0;
  const sender: Sender = { ...options.caller, ...options.principal };
  for await (const item of inTurns(items)) {
    const { raw, faults } = item;
    const index = count++;
    const checked = 'raw' in item ? checkRecord(raw, options) : null;
    const found = checked === null || checked.ok ? [] : checked.faults;
    const key = keyOf(raw);
    const first = key === undefined ? undefined : firsts.get(key);
    if (first !== undefined) {
      found.push(TWICE);
      const told = results[first]?.errors;
      if (submissions.delete(first) || !told) reject(first, [], [TWICE]);
      // Once is enough, however often it comes again.
      else if (key !== undefined && !repeated(told)) told.push(...place(first, [], [TWICE]));
    } else if (key !== undefined) firsts.set(key, index);
    if (faults.length > 0 || found.length > 0) reject(index, faults, found);
    else if (checked?.ok)
      submissions.set(index, {
        record: checked.record,
        locality: checked.locality,
        receivedAt: options.now,
        sender,
      });
  }

  const faulty = submissions.size < count;
  const { outcomes, settled } = await submit(
    sql,
    options.registry,
    [...submissions.values()],
    {
      now: options.now,
      channel: options.channel,
      atomic: options.atomic,
      dryRun: options.dryRun || (options.atomic && faulty),
    },
    afterStore,
  );
  for (const [position, index] of [...submissions.keys()].entries()) {
    const one = outcomes[position];
    if (!one) continue;
    if (one.outcome === 'rejected' && one.reason === 'forbidden')
      throw new Problem(one.reason, [one.fault], one.fault.message);
    if (one.outcome === 'rejected') reject(index, [], [one.fault]);
    else {
      const { outcome, revision } = one;
      const taken = submissions.get(index);
      const found = taken ? noticesOf(options.registry, taken.record) : [];
      const notices = found.length > 0 ? { notices: tellNotices(place(index, [], found)).errors } : {};
      results[index] = { index, outcome, revision, ...notices };
    }
  }
  if (options.dryRun && options.previewOf) {
    const accepted = [...submissions].filter(([index]) => results[index]?.outcome === 'accepted');
    const records = accepted.map(([, { record }]) => record);
    const previews = await options.previewOf(options.registry, records, settled);
    const tellChanges = createTeller();
    for (const [place, [index]] of accepted.entries()) {
      const preview = previews[place];
      const result = results[index];
      if (!preview || !result) continue;
      const { errors: changes, moreErrors: moreChanges } = tellChanges(preview.changes);
      Object.assign(result, preview, { changes }, moreChanges ? { moreChanges } : {});
    }
  }
  const countOf = (outcome: BatchResult<F>['outcome']) =>
    results.filter((one) => one.outcome === outcome).length;
  return {
    accepted: countOf('accepted'),
    unchanged: countOf('unchanged'),
    rejected: countOf('rejected'),
    ...(tell.more() > 0 ? { moreErrors: tell.more() } : {}),
    results,
  };
}

const TWICE = fault('', 'duplicate_in_batch');

const repeated = (told: readonly unknown[]) =>
  told.some((one) => (one as { code?: unknown }).code === TWICE.code);

/** What a record is of; undefined for what is none, however long its texts are. */
function keyOf(raw: unknown): string | undefined {
  if (!isObject(raw)) return undefined;
  const { locality, day } = raw;
  if (typeof locality !== 'string' || typeof day !== 'string') return undefined;
  return locality.length + day.length > 100 ? undefined : `${locality} ${day}`;
}
