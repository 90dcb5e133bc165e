import { setImmediate } from 'node:timers/promises';
import type { RootSql } from '../db/connect.ts';
import { type Fault, fault } from '../faults.ts';
import { type CheckContext, checkRecord } from './check-record.ts';
import type { Channel } from './store.ts';
import { type AfterStore, type Submission, submit } from './submit.ts';
import { isObject } from './types.ts';

/** Records checked before other requests have their turn. */
const AT_A_TIME = 100;

export interface BatchItem {
  raw: unknown;
  /** What is already known to be wrong with it, such as a cell that is no number. */
  faults: Fault[];
  /** Leads the pointers of faults, e.g. `/records/3`. */
  prefix: string;
}

export interface BatchResult {
  index: number;
  outcome: 'accepted' | 'unchanged' | 'rejected';
  revision?: number;
  errors?: Fault[];
}

export interface BatchAnswer {
  accepted: number;
  unchanged: number;
  rejected: number;
  results: BatchResult[];
}

export interface BatchOptions extends CheckContext {
  channel: Channel;
  atomic: boolean;
  dryRun: boolean;
}

/**
 * Checks many records, stores the valid ones in one transaction and says of each what became of it. When
 * atomic, any rejection leaves nothing stored and the answer says what each would have been by itself.
 */
export async function runBatch<S>(
  sql: RootSql,
  afterStore: AfterStore<S>,
  items: readonly BatchItem[],
  options: BatchOptions,
): Promise<BatchAnswer> {
  const results: BatchResult[] = [];
  const submissions: (Submission & { index: number })[] = [];
  const twice = repeatedKeys(items);
  for (const [index, item] of items.entries()) {
    if (index % AT_A_TIME === AT_A_TIME - 1) await setImmediate();
    const checked = checkRecord(item.raw, options, item.prefix);
    const errors = [...item.faults, ...(checked.ok ? [] : checked.faults)];
    if (twice.has(keyOf(item.raw))) errors.push(fault(item.prefix, 'duplicate_in_batch'));
    if (errors.length > 0) results[index] = { index, outcome: 'rejected', errors };
    else if (checked.ok)
      submissions.push({
        index,
        record: checked.record,
        locality: checked.locality,
        receivedAt: options.now,
        by: options.principal.name,
      });
  }

  const faulty = submissions.length < items.length;
  const { outcomes } = await submit(
    sql,
    options.registry,
    submissions,
    {
      now: options.now,
      channel: options.channel,
      atomic: options.atomic,
      dryRun: options.dryRun || (options.atomic && faulty),
    },
    afterStore,
  );
  for (const [position, { index }] of submissions.entries()) {
    const one = outcomes[position];
    if (!one) continue;
    results[index] =
      one.outcome === 'rejected'
        ? {
            index,
            outcome: 'rejected',
            errors: [{ ...one.fault, pointer: items[index]?.prefix + one.fault.pointer }],
          }
        : { index, outcome: one.outcome, revision: one.revision };
  }
  const count = (outcome: BatchResult['outcome']) => results.filter((one) => one.outcome === outcome).length;
  return { accepted: count('accepted'), unchanged: count('unchanged'), rejected: count('rejected'), results };
}

/** Keys that stand more than once: which of them was meant cannot be known, so none is taken. */
function repeatedKeys(items: readonly BatchItem[]): Set<string> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const { raw } of items) {
    const key = keyOf(raw);
    if (key === '') continue;
    if (seen.has(key)) repeated.add(key);
    seen.add(key);
  }
  return repeated;
}

function keyOf(raw: unknown): string {
  if (!isObject(raw)) return '';
  const { locality, day } = raw;
  return typeof locality === 'string' && typeof day === 'string' ? `${locality} ${day}` : '';
}
