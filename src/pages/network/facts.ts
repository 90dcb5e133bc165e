import { addDays, type Day, dayOf } from '../../days.ts';
import type { Sql } from '../../db/connect.ts';
import type { Availability } from '../../heartbeat/types.ts';
import { type BeatView, viewBeats, viewDays } from '../../heartbeat/view.ts';

/** Days that a network is shown over. */
export const DAYS_SHOWN = 30;

/** What is known of a locality's network. */
export interface NetworkFacts {
  /** Undefined where it has no address to call. */
  view: BeatView | undefined;
  /** Of the days shown, oldest first; without those of which nothing is known. */
  days: Availability[];
  first: Day;
  last: Day;
  /** When all this was so: a page may be kept for later. */
  now: Date;
}

export async function loadNetwork(sql: Sql, code: string, now: Date): Promise<NetworkFacts> {
  const last = dayOf(now);
  const first = addDays(last, 1 - DAYS_SHOWN);
  const [[view], days] = await Promise.all([
    viewBeats(sql, now, [code]),
    viewDays(sql, code, { from: first, to: last, now }),
  ]);
  return { view, days, first, last, now };
}
