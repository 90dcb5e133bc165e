import { type Day, dayOf } from '../days.ts';
import type { Sql } from '../db/connect.ts';
import { spansSince } from './count.ts';
import { availabilityOf, countOf, countOn, stateOf } from './rules.ts';
import { readBeats, readDays } from './store.ts';
import type { Availability, BeatState, DayCount, Rhythm } from './types.ts';

/** A network as it stands. */
export interface BeatView extends Rhythm {
  locality: string;
  state: BeatState;
  lastBeatAt: Date | null;
  /** Since when it stands so; null where that is not known. */
  since: Date | null;
  createdAt: Date;
  rotatedAt: Date;
  /** Of today, so far. */
  availability: Availability;
}

/** Networks that are watched, by code; all there are where no localities are named. */
export async function viewBeats(sql: Sql, now: Date, localities?: readonly string[]): Promise<BeatView[]> {
  const stored = await readBeats(sql, localities ? { localities } : {});
  if (stored.length === 0) return [];
  const spans = await spansSince(sql, stored, now);
  const today = dayOf(now);
  const earlier = await readDays(
    sql,
    stored.map(({ locality }) => locality),
    today,
    today,
  );
  const before = new Map(earlier.map((one) => [one.locality, one]));
  return stored.map((one) => {
    const { row } = countOn(one, spans, now);
    const counted = countOf(row);
    const parts = [before.get(row.locality), counted?.day === today ? counted : undefined];
    return {
      locality: row.locality,
      everyMinutes: row.everyMinutes,
      graceMinutes: row.graceMinutes,
      lastBeatAt: row.lastBeatAt,
      createdAt: one.createdAt,
      rotatedAt: one.rotatedAt,
      ...stateOf(row, spans, now),
      availability: availabilityOf(sumOf(today, parts)),
    };
  });
}

/** What was watched of a locality's days, oldest first; days of which nothing is known are left out. */
export async function viewDays(
  sql: Sql,
  locality: string,
  { from, to, now }: { from: Day; to: Day; now: Date },
): Promise<Availability[]> {
  const [days, [stored]] = await Promise.all([
    readDays(sql, [locality], from, to),
    readBeats(sql, { localities: [locality] }),
  ]);
  const byDay = new Map<Day, DayCount>(days.map((one) => [one.day, one]));
  if (stored) {
    // Days that are over and not closed yet count, too.
    const counted = countOn(stored, await spansSince(sql, [stored], now), now);
    for (const one of [...counted.days, countOf(counted.row)])
      if (one && one.day >= from && one.day <= to)
        byDay.set(one.day, sumOf(one.day, [byDay.get(one.day), one]));
  }
  return [...byDay.values()]
    .filter(({ watchedMs }) => watchedMs > 0)
    .sort((a, b) => (a.day < b.day ? -1 : 1))
    .map(availabilityOf);
}

function sumOf(day: Day, parts: readonly (DayCount | undefined)[]): DayCount {
  const sum = { day, upMs: 0, watchedMs: 0 };
  for (const part of parts) {
    sum.upMs += part?.upMs ?? 0;
    sum.watchedMs += part?.watchedMs ?? 0;
  }
  return sum;
}
