import { type Day, dayOf } from '../days.ts';
import type { Sql } from '../db/connect.ts';
import { readCurrent } from '../intake/store.ts';
import { memo } from '../lib/memo.ts';
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
  const viewOf = viewerOf(registry, programme, day, now);
  return localities.flatMap((locality) => {
    const row = stored.get(locality.code);
    return row ? [viewOf(locality, row)] : [];
  });
}

type Reported = Pick<StatusRow, 'day' | 'receivedAt' | 'lastReportedOn'>;

export function viewOf<R extends Reported>(
  registry: Registry,
  programme: Programme,
  locality: Locality,
  row: R,
  now: Date,
): StatusView<R> {
  return viewerOf(registry, programme, row.day, now)(locality, row);
}

/** Views rows of one day: what holds in a province is looked up once for all of its localities. */
export function viewerOf(registry: Registry, programme: Programme, day: Day, now: Date) {
  const rulesIn = memo(
    (province: string) => province,
    (province: string) => {
      const calendar = registry.calendar(programme, province);
      const cutoff = cutoffOf(registry.settingsOn(programme, province, day), day);
      return { calendar, cutoff, expected: calendar.isReportingDay(day) };
    },
  );
  return <R extends Reported>(locality: Locality, row: R): StatusView<R> => {
    const { calendar, cutoff, expected } = rulesIn(locality.province);
    const reporting = reportingState({ expected, cutoff, receivedAt: row.receivedAt }, now);
    const after = row.lastReportedOn ?? dayBeforeFirst(programme, locality) ?? day;
    return { locality, row, reporting, missingStreak: missingStreak(calendar, after, day, reporting) };
  };
}
