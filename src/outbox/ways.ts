import { readChannels } from '../channels/health-store.ts';
import type { Sql } from '../db/connect.ts';
import { withWaiting } from './enqueue-store.ts';
import type { Ways } from './recipients.ts';

/**
 * Which channels are set up, and which let nothing through. One whose pause is over and for which nothing waits is
 * given a chance: without a message it could never show that it works again.
 */
export async function readWays(sql: Sql, now: Date): Promise<Ways> {
  const channels = await readChannels(sql);
  const failing = channels.filter(({ failingSince }) => failingSince !== null);
  const isPaused = ({ pausedUntil }: (typeof failing)[number]) => pausedUntil !== null && pausedUntil > now;
  const rested = failing.filter((one) => !isPaused(one)).map(({ name }) => name);
  const waited = rested.length === 0 ? new Set() : await withWaiting(sql, rested);
  return {
    ready: new Set(channels.filter(({ settings }) => settings !== null).map(({ name }) => name)),
    failing: new Set(failing.filter((one) => isPaused(one) || waited.has(one.name)).map(({ name }) => name)),
  };
}
