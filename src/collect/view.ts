import { type Day, dayOf } from '../days.ts';
import type { Sql } from '../db/connect.ts';
import { readCurrent } from '../intake/store.ts';
import { dayBeforeFirst, type Registry } from '../registry/snapshot.ts';
import { cutoffOf } from '../registry/times.ts';
import type { Locality, Programme } from '../registry/types.ts';
import { missingStreak, reportingState } from './reporting.ts';
import { compute } from './settle.ts';
import { readStatusesOf, readUnreadStatuses } from './store.ts';
import type { ReportingState, StatusRow, UnreadStatus } from './types.ts';

/** A status with what is worked out when it is read, since it depends on the moment. */
export interface StatusView<R = StatusRow> {
  locality: Locality;
  row: R;
  reporting: ReportingState;
  missingStreak: number;
}

type Asked = Parameters<typeof viewStatuses>;

/**
 * Statuses of localities on a day, in the order given: the stored ones, and for those that nobody has
 * settled yet what the rules say now. `day` is no later than today. Localities that the programme does
 * not know on that day are left out.
 */
export async function viewStatuses(
  sql: Sql,
  registry: Registry,
  programme: Programme,
  localities: readonly Locality[],
  day: Day,
  now: Date,
): Promise<StatusView[]> {
  return await view([sql, registry, programme, localities, day, now], readStatusesOf, (row) => row);
}

/** The same, with conditions and gaps unread: a list of many costs a fraction. */
export async function viewUnread(...asked: Asked): Promise<StatusView<UnreadStatus>[]> {
  return await view(asked, readUnreadStatuses, (row) => ({
    ...row,
    conditions: JSON.stringify(row.conditions),
    gaps: JSON.stringify(row.gaps),
  }));
}

async function view<R extends StatusRow | UnreadStatus>(
  [sql, registry, programme, localities, day, now]: Asked,
  read: (sql: Sql, programme: string, day: Day, codes: readonly string[]) => Promise<R[]>,
  fromComputed: (row: StatusRow) => R,
): Promise<StatusView<R>[]> {
  const codes = localities.map((locality) => locality.code);
  const stored = new Map((await read(sql, programme.code, day, codes)).map((row) => [row.locality, row]));
  const unsettled = localities.filter((locality) => !stored.has(locality.code));
  if (unsettled.length > 0 && day <= dayOf(now)) {
    const current = await readCurrent(
      sql,
      unsettled.map((locality) => locality.code),
    );
    const asked = unsettled.map((locality) => ({ locality, from: day }));
    const input = { programme, localities: asked, through: day, cause: 'collect' as const, current };
    for (const row of (await compute(sql, registry, input)).rows)
      if (row.day === day) stored.set(row.locality, fromComputed(row));
  }
  return localities.flatMap((locality) => {
    const row = stored.get(locality.code);
    return row ? [viewOf(registry, programme, locality, row, now)] : [];
  });
}

export function viewOf<R extends Pick<StatusRow, 'day' | 'receivedAt' | 'lastReportedOn'>>(
  registry: Registry,
  programme: Programme,
  locality: Locality,
  row: R,
  now: Date,
): StatusView<R> {
  const calendar = registry.calendar(programme, locality.province);
  const cutoff = cutoffOf(registry.settingsOn(programme, locality.province, row.day), row.day);
  const expected = calendar.isReportingDay(row.day);
  const reporting = reportingState({ expected, cutoff, receivedAt: row.receivedAt }, now);
  const after = row.lastReportedOn ?? dayBeforeFirst(programme, locality) ?? row.day;
  return { locality, row, reporting, missingStreak: missingStreak(calendar, after, row.day, reporting) };
}
