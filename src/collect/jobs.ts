import { isDay } from '../days.ts';
import { analyzeGrown } from '../db/analyze-store.ts';
import type { RootSql } from '../db/connect.ts';
import type { RegistryCache } from '../registry/cache.ts';
import type { Registry } from '../registry/snapshot.ts';
import { addCounts, type Counts, type Job } from '../scheduler/job.ts';
import { MANUAL, minuteSlot } from '../scheduler/slots.ts';
import { type Close, closeDay, closesDue, closesDueOn } from './close-day.ts';
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
          closesDue(known, programme, now).map(slotOf),
        );
      },
      run: async ({ now, slot, signal }) => {
        const known = await registry.fresh();
        const total: Counts = {};
        for (const close of closesOf(slot, known, now))
          addCounts(total, await closeDay(sql, known, close, now, signal));
        return total;
      },
    },
  ];
}

/**
 * What a slot of `close-day` asks to close: by hand, of each programme what is over of the latest day.
 * @throws when the day is not over by this instance's clock, so that the slot stays to be taken again
 */
function closesOf(slot: string, registry: Registry, now: Date): Close[] {
  if (slot.startsWith(MANUAL))
    return [...registry.programmes.values()].flatMap((programme) => {
      const due = closesDue(registry, programme, now);
      return due.filter(({ day }) => day === due.at(-1)?.day);
    });
  // By itself, not by going through all that are due: after a year there are hundreds, each asking.
  const [code = '', day = ''] = slot.split(' ');
  const programme = registry.programmes.get(code);
  const due = programme && isDay(day) ? closesDueOn(registry, programme, day, now) : [];
  const close = due.find((one) => slotOf(one) === slot);
  if (!close)
    throw new Error(`The slot “${slot}” is not due at ${now.toISOString()} by this instance's clock.`);
  return [close];
}

/** `haiphong-daily 2025-09-24`, and `… 17:30` for provinces whose cutoff is not the programme's. */
const slotOf = ({ programme, day, cutoff }: Close) =>
  [programme.code, day, ...(cutoff === null ? [] : [cutoff])].join(' ');
