import { type StatusView, viewerOf, viewStatuses } from '../collect/view.ts';
import type { Day } from '../days.ts';
import type { Sql } from '../db/connect.ts';
import { type DayRow, type ReportRow, readDay, readReports } from './store.ts';

export type DayView = StatusView<DayRow>;

type Asked = Parameters<typeof viewStatuses>;

/**
 * Statuses of localities on a day, in the order given, read without what the board does not show. Those
 * that nobody has settled yet, as in the first minute of a day, are what the rules say now.
 */
export async function viewDay(...asked: Asked): Promise<DayView[]> {
  return await view(asked, readDay);
}

/** The same without conditions, which are half of what there is to read: for who only adds up. */
export async function viewReports(...asked: Asked): Promise<StatusView<ReportRow>[]> {
  return await view<ReportRow>(asked, readReports);
}

async function view<R extends ReportRow>(
  asked: Asked,
  read: (sql: Sql, programme: string, day: Day, codes: readonly string[]) => Promise<(R | DayRow)[]>,
): Promise<StatusView<R | DayRow>[]> {
  const [sql, registry, programme, localities, day, now] = asked;
  const codes = localities.map((one) => one.code);
  const stored = new Map((await read(sql, programme.code, day, codes)).map((row) => [row.locality, row]));
  const unsettled = localities.filter((one) => !stored.has(one.code));
  if (unsettled.length > 0)
    for (const { row } of await viewStatuses(sql, registry, programme, unsettled, day, now))
      stored.set(row.locality, row);
  const viewOf = viewerOf(registry, programme, day, now);
  return localities.flatMap((locality) => {
    const row = stored.get(locality.code);
    return row ? [viewOf(locality, row)] : [];
  });
}
