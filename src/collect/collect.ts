import { addDays, type Day, dayOf } from '../days.ts';
import type { RootSql } from '../db/connect.ts';
import { inLockedChunks } from '../intake/in-chunks.ts';
import { covers, lastDayIn, type Registry } from '../registry/snapshot.ts';
import type { Locality, Programme } from '../registry/types.ts';
import { computedFrom, openFrom } from './open-days.ts';
import { settle } from './settle.ts';
import { advanceFinal } from './store.ts';

export type CollectCounts = Record<'localities' | 'days' | 'changed' | 'transitions', number>;

/**
 * Recomputes every day that is not final of every locality of every programme, in chunks of a transaction
 * each, and makes final what has locked. It starts from the records, never from what it did last time.
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
    await inLockedChunks(
      sql,
      unfinished(registry, programme, open),
      async (tx, chunk, current) => {
        const localities = chunk.map((locality) => ({ locality, from: from(locality) }));
        const input = { programme, localities, through: dayOf(now), cause: 'collect' as const, current };
        const done = await settle(tx, registry, input, now);
        counts.localities += chunk.length;
        counts.days += done.rows.length;
        counts.changed += done.changed.length;
        counts.transitions += done.transitions.length;
      },
      signal,
    );
    // Only now, with every locality computed, are the days before the open ones as they will stay.
    const lastLocked = addDays(open, -1);
    if (lastLocked >= programme.startsOn) await advanceFinal(sql, programme.code, lastLocked);
  }
  return counts;
}

/** Localities that have a day which is not final yet, by code. */
function unfinished(registry: Registry, programme: Programme, open: Day): Locality[] {
  const next = programme.finalThrough === null ? programme.startsOn : addDays(programme.finalThrough, 1);
  const since = next !== null && next < open ? next : open;
  return [...registry.localities.values()]
    .filter((locality) => covers(programme, locality.province))
    .filter((locality) => (lastDayIn(programme, locality) ?? since) >= since);
}
