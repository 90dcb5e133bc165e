import { type Day, isDay } from '../days.ts';
import { analyzeGrown } from '../db/analyze-store.ts';
import type { RootSql } from '../db/connect.ts';
import type { RegistryCache } from '../registry/cache.ts';
import type { Registry } from '../registry/snapshot.ts';
import type { Programme } from '../registry/types.ts';
import { addCounts, type Counts, type Job } from '../scheduler/job.ts';
import { MANUAL, minuteSlot } from '../scheduler/slots.ts';
import { closeDay, daysToClose, isToClose } from './close-day.ts';
import { collect } from './collect.ts';

/** The jobs of the collect stage, in the order in which one feeds the next. */
export function collectJobs({ sql, registry }: { sql: RootSql; registry: RegistryCache }): Job[] {
  return [
    {
      name: 'collect',
      timeLimitMs: 5 * 60_000,
      due: (now) => [minuteSlot(now)],
      run: async ({ now, signal }) => {
        await analyzeGrown(sql);
        return await collect(sql, await registry.fresh(), now, signal);
      },
    },
    {
      name: 'close-day',
      timeLimitMs: 5 * 60_000,
      due: async (now) => {
        const known = await registry.fresh();
        return [...known.programmes.values()].flatMap((programme) =>
          daysToClose(known, programme, now).map((day) => slotOf(programme, day)),
        );
      },
      run: async ({ now, slot, signal }) => {
        const known = await registry.fresh();
        const total: Counts = {};
        for (const [programme, day] of daysOf(slot, known, now))
          addCounts(total, await closeDay(sql, known, programme, day, now, signal));
        return total;
      },
    },
  ];
}

/**
 * What a slot of `close-day` asks to close: by hand, of each programme the latest day that is over.
 * @throws when the day is not over by this instance's clock, so that the slot stays to be taken again
 */
function daysOf(slot: string, registry: Registry, now: Date): [Programme, Day][] {
  if (slot.startsWith(MANUAL))
    return [...registry.programmes.values()].flatMap((programme) =>
      daysToClose(registry, programme, now)
        .slice(-1)
        .map((day): [Programme, Day] => [programme, day]),
    );
  // By itself, not by going through all that are due: after a year there are hundreds, each asking.
  const day = slot.slice(-'2025-01-01'.length);
  const programme = registry.programmes.get(slot.slice(0, -day.length - 1));
  if (programme && isDay(day) && isToClose(registry, programme, day, now)) return [[programme, day]];
  throw new Error(`The slot “${slot}” is not due at ${now.toISOString()} by the clock of this instance.`);
}

const slotOf = (programme: Programme, day: Day) => `${programme.code} ${day}`;
