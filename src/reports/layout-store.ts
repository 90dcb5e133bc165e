import { desc, eq, sql } from 'drizzle-orm';
import type { Orm, OrmTx } from '../db/connect.ts';
import * as t from '../db/tables/index.ts';
import { type LayoutValues, layoutValues } from './layout-rules.ts';

const { reportLayout } = t;

export interface SavedLayout {
  version: number;
  values: LayoutValues;
  savedAt: Date;
  savedBy: string;
}

/** What a province said last; undefined where it has said nothing. */
export async function readLayout(orm: Orm | OrmTx, province: string): Promise<SavedLayout | undefined> {
  const [row] = await orm
    .select()
    .from(reportLayout)
    .where(eq(reportLayout.province, province))
    .orderBy(desc(reportLayout.version))
    .limit(1);
  return row && { ...row, values: layoutValues.parse(row.values) };
}

/** Nobody else saves one of the province until the transaction ends. */
export async function lockLayout(tx: OrmTx, province: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`report_layout ${province}`}, 0))`);
}

export async function insertLayout(tx: OrmTx, given: SavedLayout & { province: string }): Promise<void> {
  await tx.insert(reportLayout).values(given);
}
