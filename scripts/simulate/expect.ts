import { type Day, instantOf } from '../../src/days.ts';
import type { Deed } from './types.ts';

/** How many reported a day on time and late, by what was sent: the service must have counted the same. */
export function expectedReports(
  deeds: readonly Deed[],
  day: Day,
  cutoff: string,
): { onTime: number; late: number } {
  const firsts = new Map<string, Date>();
  for (const { locality, at, day: of, answer } of deeds)
    if (of === day && answer === 'accepted' && !firsts.has(locality.code)) firsts.set(locality.code, at);
  const due = instantOf(day, cutoff);
  const onTime = [...firsts.values()].filter((at) => at < due).length;
  return { onTime, late: firsts.size - onTime };
}
