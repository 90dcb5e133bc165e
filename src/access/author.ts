import type { OrmTx } from '../db/connect.ts';
import { insertAudit } from './store.ts';

/** Who makes a change, as the audit names him. */
export interface Author {
  /** Read once when the command or the request began. */
  now: Date;
  actor: string;
  /** What pages call him, where that is not the same. */
  name?: string;
  /** Where from: an address, or `shell`. */
  source: string;
}

/** What a change did, for the audit. */
export interface Change {
  /** What was done, e.g. `locality.rename`. */
  action: string;
  /** To what. */
  target: string;
  before?: unknown;
  after?: unknown;
}

/** Writes who changed what, in the transaction of the change. */
export async function writeAudit(tx: OrmTx, author: Author, change: Change): Promise<void> {
  const { now: at, actor, source } = author;
  await insertAudit(tx, { at, actor, source, ...change });
}
