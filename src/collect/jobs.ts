import type { RootSql } from '../db/connect.ts';
import type { RegistryCache } from '../registry/cache.ts';
import type { Job } from '../scheduler/job.ts';
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
          daysToClose(known, programme, now).map((day) => `${programme.code} ${day}`),
        );
      },
      run: async ({ now, slot, signal }) => {
        const known = await registry.fresh();
        const total: Record<string, number> = {};
        for (const programme of known.programmes.values()) {
          const due = daysToClose(known, programme, now);
          // By hand: the latest day that is over; else the one that the slot names.
          const day = slot.startsWith(MANUAL)
            ? due.at(-1)
            : due.find((one) => `${programme.code} ${one}` === slot);
          if (day === undefined) continue;
          const counts = await closeDay(sql, known, programme, day, now, signal);
          for (const [name, count] of Object.entries(counts)) total[name] = (total[name] ?? 0) + count;
        }
        return total;
      },
    },
  ];
}
