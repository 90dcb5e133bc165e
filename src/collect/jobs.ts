import type { Day } from '../days.ts';
import type { RootSql } from '../db/connect.ts';
import type { RegistryCache } from '../registry/cache.ts';
import type { Registry } from '../registry/snapshot.ts';
import type { Programme } from '../registry/types.ts';
import { addCounts, type Counts, type Job } from '../scheduler/job.ts';
import { MANUAL, minuteSlot } from '../scheduler/slots.ts';
import { closeDay, daysToClose } from './close-day.ts';
import { collect } from './collect.ts';

/** The jobs of the collect stage, in the order in which one feeds the next. */
export function collectJobs({ sql, registry }: { sql: RootSql; registry: RegistryCache }): Job[] {
  return [
    {
      name: 'collect',
      timeLimitMs: 5 * 60_000,
      due: (now) => [minuteSlot(now)],
      run: async ({ now, signal }) => await collect(sql, await registry.fresh(), now, signal),
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
  const due = [...registry.programmes.values()].map(
    (programme) => [programme, daysToClose(registry, programme, now)] as const,
  );
  if (slot.startsWith(MANUAL))
    return due.flatMap(([programme, days]) =>
      days.slice(-1).map((day): [Programme, Day] => [programme, day]),
    );
  for (const [programme, days] of due)
    for (const day of days) if (slotOf(programme, day) === slot) return [[programme, day]];
  throw new Error(`The slot “${slot}” is not due at ${now.toISOString()} by the clock of this instance.`);
}

const slotOf = (programme: Programme, day: Day) => `${programme.code} ${day}`;
