import { type Author, writeAudit } from '../access/author.ts';
import type { Clients, OrmTx } from '../db/connect.ts';
import { Problem } from './problems.ts';

/** What a change says of itself in the audit: its action, how it was, how it is; undefined where there is nothing. */
export type Told = [action: string, before: unknown, after: unknown];

/**
 * A change of one thing of a province: under its lock, with its audit row, in one transaction.
 * @param thing what the audit calls it, e.g. `report`
 * @throws {Problem} not_found where it is gone; what `act` throws
 */
export async function changeLocked<Row extends { id: number; province: string }>(
  { orm }: Pick<Clients, 'orm'>,
  author: Author,
  { thing, lock }: { thing: string; lock: (tx: OrmTx) => Promise<Row | undefined> },
  act: (tx: OrmTx, row: Row) => Promise<Told>,
): Promise<void> {
  await orm.transaction(async (tx) => {
    const row = await lock(tx);
    if (!row) throw new Problem('not_found');
    const [action, before, after] = await act(tx, row);
    await writeAudit(tx, author, { action, target: `${thing} ${row.id}`, area: row.province, before, after });
  });
}
