import type { Day } from '../days.ts';
import type { CurrentValues, DayRecord, ReportedValue } from '../intake/types.ts';

/**
 * The values of a locality as they stood on any day: the current one where it is of that day or
 * earlier, else the latest of an earlier record. `records` must reach back as far as a value can
 * stand; what is older than that is unknown all the same.
 */
export interface Timeline {
  standingOn(indicator: string, day: Day): ReportedValue | undefined;
  recordOf(day: Day): DayRecord | undefined;
}

export function createTimeline(current: CurrentValues, records: readonly DayRecord[]): Timeline {
  const latestFirst = [...records].sort((a, b) => (a.day < b.day ? 1 : -1));
  const byDay = new Map(records.map((record) => [record.day, record]));
  return {
    standingOn(indicator, day) {
      const latest = current[indicator];
      if (!latest || latest.day <= day) return latest;
      for (const record of latestFirst) {
        if (record.day > day) continue;
        const value = record.values[indicator];
        if (value !== undefined) return { day: record.day, revision: record.revision, value };
      }
      return undefined;
    },
    recordOf: (day) => byDay.get(day),
  };
}
