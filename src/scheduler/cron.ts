import cron from 'node-cron';
import { TIME_ZONE } from '../days.ts';
import type { Log } from '../log.ts';

/**
 * Calls `tick` now, to catch up, and then every minute. Returns what ends it; a round that runs by then
 * is the scheduler's to stop.
 */
export function startCron(tick: () => Promise<void>, log: Log): () => Promise<void> {
  const task = cron.schedule('* * * * *', tick, {
    name: 'scheduler',
    timezone: TIME_ZONE,
    noOverlap: true,
    logger: {
      info: (message) => log.info(message),
      // A minute that was missed or overlapped is no news: the next round finds its work.
      warn: (message) => log.debug(message),
      error: (message) => log.error(message),
      debug: (message) => log.debug(message),
    },
  });
  void tick();
  return async () => {
    await task.destroy();
  };
}
