import { readLacking } from '../collect/lacking-store.ts';
import type { Day } from '../days.ts';
import type { Sql } from '../db/connect.ts';
import { groupBy } from '../lib/group-by.ts';
import { provinceOf, type Registry } from '../registry/snapshot.ts';
import type { Programme } from '../registry/types.ts';
import { readDeliveriesUntil, readLinesGranted } from './granted-store.ts';
import {
  costOf,
  type FundingState,
  type GapCost,
  type Granted,
  NOTHING_GRANTED,
  shownOf,
} from './need-rules.ts';
import { listGranted, loadGranted } from './needs.ts';
import { type WaitsFor, waitsFor } from './proposal-rules.ts';

/** How a gap is paid for, beside it wherever it stands: without any amount, which not everybody may see. */

export type FundingMark = Pick<
  GapCost,
  'funding' | 'notShown' | 'allocated' | 'delivered' | 'shown' | 'missing'
>;

/** What of it stands beside a gap outside of pages: how far the money has come, and units. */
export const paidOf = ({ funding, allocated, delivered, shown }: FundingMark) => ({
  funding,
  allocated,
  delivered,
  shown,
});

/** Tells how a gap is paid for. Where nothing was ever proposed two short statements answer for all. */
export async function loadMarks(
  sql: Sql,
  registry: Registry,
  localities: readonly string[],
  day: Day,
  by?: Date,
): Promise<(gap: { locality: string; indicator: string; missing: number | null }) => FundingMark> {
  const provinces = [...new Set(localities.map((code) => provinceOf(registry, code)))];
  const granted = await loadGranted(sql, registry, provinces, day, by);
  return ({ locality, indicator, missing }) => costOf(missing, null, granted(locality, indicator));
}

/** How the gaps of some localities are paid for, and what became of the money in units. */
export interface FundingCounts {
  /** Gaps by how far the money for them has come. */
  gaps: Record<FundingState, number>;
  /** Units, of gaps that are closed by now, too: closing them is what they were for. */
  allocated: number;
  delivered: number;
  shown: number;
}

export const NOTHING_FUNDED: FundingCounts = {
  gaps: { none: 0, proposed: 0, allocated: 0, delivered: 0, not_shown: 0 },
  allocated: 0,
  delivered: 0,
  shown: 0,
};

/** A gap as it is counted here. */
export interface Counted {
  locality: string;
  indicator: string;
  missing: number | null;
}

/**
 * What of the gaps of a day is funded, delivered and shown.
 * @param asked.gaps all of that day where they are known already
 * @param asked.by as of which instant: what was written down later does not count
 */
export async function countFunding(
  sql: Sql,
  registry: Registry,
  asked: {
    programme: Programme;
    localities: readonly string[];
    day: Day;
    gaps?: readonly Counted[];
    by?: Date;
  },
): Promise<FundingCounts> {
  const { programme, localities, day, by } = asked;
  const provinces = [...new Set(localities.map((code) => provinceOf(registry, code)))];
  const own = new Set(localities);
  const granted = (await listGranted(sql, registry, provinces, day, by)).filter(({ locality }) =>
    own.has(locality),
  );
  if (granted.length === 0) return NOTHING_FUNDED;
  const items = [...new Set(granted.map(({ item }) => item))];
  const gaps = asked.gaps ?? (await readLacking(sql, programme.code, localities, items, day));
  const byKey = new Map(granted.map((one) => [`${one.locality} ${one.item}`, one]));
  const counts = { ...NOTHING_FUNDED.gaps };
  for (const { locality, indicator, missing } of gaps) {
    const of = byKey.get(`${locality} ${indicator}`) ?? NOTHING_GRANTED;
    counts[costOf(missing, null, of).funding] += 1;
  }
  const sum = (of: (one: Granted) => number) => granted.reduce((all, one) => all + of(one), 0);
  return {
    gaps: counts,
    allocated: sum(({ allocated }) => allocated),
    delivered: sum(({ delivered }) => delivered),
    shown: sum(shownOf),
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
