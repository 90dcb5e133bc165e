import { and, asc, eq, inArray, or } from 'drizzle-orm';
import type { OrmTx } from '../db/connect.ts';
import * as t from '../db/tables/index.ts';
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

export async function findCode(
  orm: OrmTx,
  { kind, ours }: Pick<ExchangeCode, 'kind' | 'ours'>,
): Promise<ExchangeCodeRow | undefined> {
  const { exchangeCode } = t;
  const [row] = await orm
    .select()
    .from(exchangeCode)
    .where(and(eq(exchangeCode.kind, kind), eq(exchangeCode.ours, ours)))
    .for('update');
  return row;
}

/** Others of a kind that have one of these identifiers already. */
export async function readTaken(orm: OrmTx, { kind, ours, uid, code }: ExchangeCode): Promise<string[]> {
  if (uid === null && code === null) return [];
  const { exchangeCode } = t;
  const rows = await orm
    .select({ ours: exchangeCode.ours })
    .from(exchangeCode)
    .where(
      and(
        eq(exchangeCode.kind, kind),
        or(
          uid === null ? undefined : eq(exchangeCode.uid, uid),
          code === null ? undefined : eq(exchangeCode.code, code),
        ),
      ),
    );
  return rows.map((row) => row.ours).filter((one) => one !== ours);
}

export async function putCode(tx: OrmTx, row: ExchangeCodeRow): Promise<void> {
  const { exchangeCode } = t;
  await tx
    .insert(exchangeCode)
    .values(row)
    .onConflictDoUpdate({ target: [exchangeCode.kind, exchangeCode.ours], set: row });
}

export async function dropCode(
  tx: OrmTx,
  { kind, ours }: Pick<ExchangeCode, 'kind' | 'ours'>,
): Promise<void> {
  await tx.delete(t.exchangeCode).where(and(eq(t.exchangeCode.kind, kind), eq(t.exchangeCode.ours, ours)));
}
