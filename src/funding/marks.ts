import type { Day } from '../days.ts';
import type { Sql } from '../db/connect.ts';
import { readLacking } from '../gaps/needs-store.ts';
import { groupBy } from '../lib/group-by.ts';
import { provinceOf, type Registry } from '../registry/snapshot.ts';
import type { Programme } from '../registry/types.ts';
import { readDeliveriesUntil, readLinesGranted } from './granted-store.ts';
import { costOf, type GapCost, isFunded } from './need-rules.ts';
import { loadGranted } from './needs.ts';
import { type WaitsFor, waitsFor } from './proposal-rules.ts';

/** How a gap is paid for, beside it wherever it stands: without any amount, which not everybody may see. */

export type FundingMark = Pick<
  GapCost,
  'funding' | 'notShown' | 'allocated' | 'delivered' | 'shown' | 'missing'
>;

/** Tells how a gap is paid for. Where nothing was ever proposed two short statements answer for all. */
export async function loadMarks(
  sql: Sql,
  registry: Registry,
  localities: readonly string[],
  day: Day,
): Promise<(gap: { locality: string; indicator: string; missing: number | null }) => FundingMark> {
  const provinces = [...new Set(localities.map((code) => provinceOf(registry, code)))];
  const granted = await loadGranted(sql, registry, provinces, day);
  return ({ locality, indicator, missing }) => costOf(missing, null, granted(locality, indicator));
}

/** Of the gaps of some localities: how many are paid for, and units of them. */
export interface FundingCounts {
  /** Gaps for which money is granted and not everything is shown; those of which less is recorded than was delivered. */
  funded: number;
  notShown: number;
  allocated: number;
  delivered: number;
  shown: number;
}

export const NOTHING_FUNDED: FundingCounts = { funded: 0, notShown: 0, allocated: 0, delivered: 0, shown: 0 };

/** What of the gaps of a day is funded, delivered and shown. */
export async function countFunding(
  sql: Sql,
  registry: Registry,
  asked: { programme: Programme; localities: readonly string[]; day: Day },
): Promise<FundingCounts> {
  const { programme, localities, day } = asked;
  const provinces = [...new Set(localities.map((code) => provinceOf(registry, code)))];
  const lines = await readLinesGranted(sql, provinces, day);
  if (lines.length === 0) return NOTHING_FUNDED;
  const items = [...new Set(lines.map(({ item }) => item))];
  const [gaps, mark] = await Promise.all([
    readLacking(sql, programme.code, localities, items, day),
    loadMarks(sql, registry, localities, day),
  ]);
  const marks = gaps.map(mark);
  const sum = (of: 'allocated' | 'delivered' | 'shown') => marks.reduce((all, one) => all + one[of], 0);
  return {
    funded: marks.filter(({ funding }) => isFunded(funding)).length,
    notShown: marks.filter(({ notShown }) => notShown !== null).length,
    allocated: sum('allocated'),
    delivered: sum('delivered'),
    shown: sum('shown'),
  };
}

/** How many proposals of provinces wait for whom. */
export async function countWaiting(
  sql: Sql,
  provinces: readonly string[],
  day: Day,
): Promise<Partial<Record<WaitsFor, number>>> {
  const [lines, deliveries] = await Promise.all([
    readLinesGranted(sql, provinces, day),
    readDeliveriesUntil(sql, provinces, day),
  ]);
  const delivered = new Map<number, number>();
  for (const { line, quantity } of deliveries) delivered.set(line, (delivered.get(line) ?? 0) + quantity);
  const counts: Partial<Record<WaitsFor, number>> = {};
  for (const of of groupBy(lines, ({ proposal }) => proposal).values()) {
    const state = of[0]?.state ?? 'draft';
    const waits = waitsFor(
      state,
      of.map((one) => ({ ...one, delivered: delivered.get(one.line) ?? 0 })),
    );
    if (waits) counts[waits] = (counts[waits] ?? 0) + 1;
  }
  return counts;
}
