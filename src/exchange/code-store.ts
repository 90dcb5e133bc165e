import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { OrmTx } from '../db/connect.ts';
import * as t from '../db/tables/index.ts';
import { groupBy } from '../lib/group-by.ts';
import type { CodeKind, ExchangeCode } from './types.ts';

export type ExchangeCodeRow = typeof t.exchangeCode.$inferSelect;

/** By kind, then by our code. */
export async function readCodes(orm: OrmTx, kinds?: readonly CodeKind[]): Promise<ExchangeCodeRow[]> {
  return await orm
    .select()
    .from(t.exchangeCode)
    .where(kinds && inArray(t.exchangeCode.kind, [...kinds]))
    .orderBy(asc(t.exchangeCode.kind), asc(t.exchangeCode.ours));
}

/** Those of some kinds, for a change: whoever changes codes at the same time waits until it is done. */
export async function lockCodes(tx: OrmTx, kinds: readonly CodeKind[]): Promise<ExchangeCodeRow[]> {
  await tx.execute(sql`lock table ${t.exchangeCode} in share row exclusive mode`);
  return await readCodes(tx, kinds);
}

/** Takes the rows of some things of ours away, then puts others: an identifier may have gone from one to another. */
export async function replaceCodes(
  tx: OrmTx,
  gone: readonly Pick<ExchangeCode, 'kind' | 'ours'>[],
  rows: readonly ExchangeCodeRow[],
): Promise<void> {
  for (const [kind, some] of groupBy(gone, (one) => one.kind))
    await tx.delete(t.exchangeCode).where(
      and(
        eq(t.exchangeCode.kind, kind),
        inArray(
          t.exchangeCode.ours,
          some.map(({ ours }) => ours),
        ),
      ),
    );
  if (rows.length > 0) await tx.insert(t.exchangeCode).values([...rows]);
}
