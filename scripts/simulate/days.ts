import { CLOSE_AFTER_MS } from '../../src/collect/close-day.ts';
import { addDays, type Day, dayOf } from '../../src/days.ts';
import type { Registry } from '../../src/registry/snapshot.ts';
import { cutoffOf } from '../../src/registry/times.ts';
import type { Programme } from '../../src/registry/types.ts';

/** The last reporting days whose close has passed, so many of them, oldest first. */
export function finishedDays(registry: Registry, programme: Programme, now: Date, count: number): Day[] {
  const calendar = registry.calendar(programme);
  const latest = calendar.previous(addDays(dayOf(now), 1));
  const closesAt =
    cutoffOf(registry.settingsOn(programme, undefined, latest), latest).getTime() + CLOSE_AFTER_MS;
  const days = [closesAt <= now.getTime() ? latest : calendar.previous(latest)];
  while (days.length < count) days.unshift(calendar.previous(days[0] ?? latest));
  return days;
}
