import { type StatusView, viewOf, viewStatuses } from '../collect/view.ts';
import type { Day } from '../days.ts';
import type { RootSql } from '../db/connect.ts';
import type { Registry } from '../registry/snapshot.ts';
import type { Locality, Programme } from '../registry/types.ts';
import { type DayRow, readDay } from './store.ts';

export type DayView = StatusView<DayRow>;

/**
 * Statuses of localities on a day, in the order given, read without what the board does not show. Those
 * that nobody has settled yet, as in the first minute of a day, are what the rules say now.
 */
export async function viewDay(
  sql: RootSql,
  registry: Registry,
  programme: Programme,
  localities: readonly Locality[],
  day: Day,
  now: Date,
): Promise<DayView[]> {
  const codes = localities.map((one) => one.code);
  const stored = new Map((await readDay(sql, programme.code, day, codes)).map((row) => [row.locality, row]));
  const unsettled = localities.filter((one) => !stored.has(one.code));
  if (unsettled.length > 0)
    for (const { row } of await viewStatuses(sql, registry, programme, unsettled, day, now))
      stored.set(row.locality, row);
  return localities.flatMap((locality) => {
    const row = stored.get(locality.code);
    return row ? [viewOf(registry, programme, locality, row, now)] : [];
  });
}
