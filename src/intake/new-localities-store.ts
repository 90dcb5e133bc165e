import type { OrmTx } from '../db/connect.ts';
import * as t from '../db/tables/index.ts';
import { chunks } from '../lib/chunks.ts';

const ROWS_AT_A_TIME = 10_000;

/** The row that whoever writes a locality's records locks: it must exist before the first record. */
export async function addCurrent(tx: OrmTx, codes: readonly string[]): Promise<void> {
  for (const some of chunks(codes, ROWS_AT_A_TIME))
    await tx
      .insert(t.currentValues)
      .values(some.map((locality) => ({ locality, values: {}, lastDay: null })))
      .onConflictDoNothing();
}
