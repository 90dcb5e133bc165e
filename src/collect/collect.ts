import { addDays, type Day, dayOf } from '../days.ts';
import type { RootSql } from '../db/connect.ts';
import { inLockedChunks } from '../intake/in-chunks.ts';
import { openFrom } from '../registry/locks.ts';
import { covers, lastDayIn, type Registry } from '../registry/snapshot.ts';
import type { Locality, Programme } from '../registry/types.ts';
import { computedFrom } from './open-days.ts';
import { settle } from './settle.ts';
import { advanceFinal } from './store.ts';

/** Days that one transaction computes at most: after an outage there may be hundreds to make up for. */
const WINDOW_DAYS = 31;

export type CollectCounts = Record<'localities' | 'days' | 'changed' | 'transitions', number>;

/**
 * Recomputes every day that is not final of every locality of every programme, a transaction for each window of
 * days and chunk of localities, and makes final what has locked. It starts from the records, never from what it did
 * last time.
 */
export async function collect(
  sql: RootSql,
  registry: Registry,
  now: Date,
  signal?: AbortSignal,
): Promise<CollectCounts> {
  const counts: CollectCounts = { localities: 0, days: 0, changed: 0, transitions: 0 };
  for (const programme of registry.programmes.values()) {
    if (programme.startsOn === null || programme.startsOn > dayOf(now)) continue;
    const open = openFrom(registry, programme, now);
    const from = computedFrom(registry, programme, now);
    const work = unfinished(registry, programme, open).map((locality) => ({
      locality,
      from: from(locality),
    }));
    for (const window of windows(work, dayOf(now))) {
      await inLockedChunks(
        sql,
        work.filter((one) => one.from <= window.through).map(({ locality }) => locality),
        async (tx, chunk, current) => {
          const localities = chunk.map((locality) => ({
            locality,
            from: later(from(locality), window.from),
          }));
          const { through } = window;
          const input = { programme, localities, through, cause: 'collect' as const, current };
          const done = await settle(tx, registry, input, now);
          if (through === dayOf(now)) counts.localities += chunk.length;
          counts.days += done.rows.length;
          counts.changed += done.changed.length;
          counts.transitions += done.transitions.length;
        },
        signal,
      );
      // Only now, with every locality computed, are the days before the open ones as they will stay. A round that is
      // cut off later begins after them.
      const lastLocked = earlier(window.through, addDays(open, -1));
      if (lastLocked >= programme.startsOn) await advanceFinal(sql, programme.code, lastLocked);
    }
  }
  return counts;
}

/** The days from the earliest of `work` through today, in pieces, oldest first: one only, unless days were missed. */
function* windows(work: readonly { from: Day }[], today: Day): Generator<{ from: Day; through: Day }> {
  let from = work.reduce((first, one) => earlier(first, one.from), today);
  while (from <= today) {
    const through = earlier(addDays(from, WINDOW_DAYS - 1), today);
    yield { from, through };
    from = addDays(through, 1);
  }
}

const earlier = (a: Day, b: Day) => (a < b ? a : b);
const later = (a: Day, b: Day) => (a > b ? a : b);

/** Localities that have a day which is not final yet, by code. */
function unfinished(registry: Registry, programme: Programme, open: Day): Locality[] {
  const next = programme.finalThrough === null ? programme.startsOn : addDays(programme.finalThrough, 1);
  const since = next !== null && next < open ? next : open;
  return [...registry.localities.values()]
    .filter((locality) => covers(programme, locality.province))
    .filter((locality) => (lastDayIn(programme, locality) ?? since) >= since);
}
