import { insertAudit } from '../access/store.ts';
import type { OrmTx } from '../db/connect.ts';
import type { Shell } from './shell.ts';

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
export async function writeAudit(tx: OrmTx, { now, actor }: Shell, change: Change): Promise<void> {
  await insertAudit(tx, { at: now, actor, source: 'shell', ...change });
}
