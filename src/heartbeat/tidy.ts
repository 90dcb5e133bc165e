import { addDays, dayOf, instantOf } from '../days.ts';
import type { RootSql } from '../db/connect.ts';
import { countThrough } from './count.ts';
import { pruneSpans } from './serving-store.ts';
import { pruneDays } from './store.ts';

/** Days that are kept; times of our own are needed only until everything was counted past them. */
const KEPT_DAYS = 400;
const SPANS_KEPT_DAYS = 31;

/** Nightly: closes the day of networks that do not call, and removes what nobody will look at any more. */
export async function tidyBeats(sql: RootSql, now: Date): Promise<Record<string, number>> {
  const today = dayOf(now);
  return {
    networksCounted: await countThrough(sql, now),
    networkDays: await pruneDays(sql, addDays(today, -KEPT_DAYS)),
    servingSpans: await pruneSpans(sql, instantOf(addDays(today, -SPANS_KEPT_DAYS))),
  };
}
