import { type Author, type Change, writeAudit as write } from '../access/author.ts';
import type { OrmTx } from '../db/connect.ts';
import type { Shell } from './shell.ts';

/** Whoever is at the shell, as the author of a change. */
export function authorOf({ now, actor }: Pick<Shell, 'now' | 'actor'>): Author {
  return { now, kind: 'shell', actor, source: 'shell' };
}

/** Writes who changed what, in the transaction of the change. */
export async function writeAudit(tx: OrmTx, shell: Shell, change: Change): Promise<void> {
  await write(tx, authorOf(shell), change);
}
