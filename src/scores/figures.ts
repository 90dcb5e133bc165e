import { countScored } from '../collect/store.ts';
import { type Day, daysFrom, instantOf } from '../days.ts';
import type { Sql } from '../db/connect.ts';
import { groupBy } from '../lib/group-by.ts';
import { homeProgramme } from '../registry/home.ts';
import type { Registry } from '../registry/snapshot.ts';
import { cutoffOf } from '../registry/times.ts';
import type { Locality } from '../registry/types.ts';
import type { ScorePeriod } from './period-rules.ts';
import type { OwnFigures } from './types.ts';

/**
 * What the service itself knows of localities in a period, up to its last day that has been closed: by locality. By the
 * daily programme of each province; one that nobody asks there is not known.
 */
export async function ownFigures(
  sql: Sql,
  registry: Registry,
  localities: readonly Locality[],
  { from, to }: ScorePeriod,
  now: Date,
): Promise<Map<string, OwnFigures>> {
  const all = new Map<string, OwnFigures>();
  for (const [province, some] of groupBy(localities, (one) => one.province)) {
    const programme = homeProgramme(registry, province, to);
    if (programme?.period !== 'day' || programme.startsOn === null) continue;
    const calendar = registry.calendar(programme, province);
    const first = later(from, programme.startsOn);
    const days = first > to ? [] : daysFrom(first, to).filter((day) => calendar.isReportingDay(day));
    const closed = days.flatMap((day) => {
      const cutoff = cutoffOf(registry.settingsOn(programme, province, day), day);
      return cutoff <= now ? [{ day, cutoff }] : [];
    });
    if (closed.length === 0) continue;
    const codes = some.map((one) => one.code);
    for (const row of await countScored(sql, programme.code, codes, closed))
      all.set(row.locality, {
        days_on_time: { have: row.onTime, of: row.days },
        days_reported: { have: row.reported, of: row.days },
        days_green: { have: row.green, of: row.days },
        complete: { have: row.given, of: row.required },
        accurate: { have: row.sound, of: row.given },
      });
  }
  return all;
}

/** The end of a local day. */
export const endOfDay = (day: Day) => new Date(instantOf(day, '24:00').getTime() - 1);

const later = (a: Day, b: Day) => (a > b ? a : b);
