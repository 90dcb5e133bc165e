import cron from 'node-cron';
import { systemClock } from '../clock.ts';
import { TIME_ZONE } from '../days.ts';
import type { Log } from '../log.ts';

/** So often the clock is looked at; a minute's tick comes so late at most. */
const LOOK_MS = 1_000;
/** Whatever the clock says, a tick comes so long after the last. */
const AT_LATEST_MS = 60_000;
/** The clock is said to have been set when it went so much otherwise than time did. */
const STEP_MS = 5_000;

/**
 * Calls `tick` now, to catch up, and then every minute. Returns what ends it; a round that runs by then
 * is the scheduler's to stop.
 *
 * node-cron says when a minute begins, but its own timer is not started: that one waits for the old minute when
 * the clock is set back, and goes through every minute there was when it is set ahead. A timer that no clock
 * moves asks it instead, and ticks after a minute at the latest.
 */
export function startCron(tick: () => Promise<void>, log: Log): () => Promise<void> {
  const task = cron.createTask('* * * * *', tick, { name: 'scheduler', timezone: TIME_ZONE });
  // node-cron reads the machine's clock, so it is that one which is compared.
  const clock = () => systemClock.now().getTime();
  let running = false;
  let due = next();
  let ticked = performance.now();
  /** How far the clock is ahead of the time that this process has run. */
  let ahead = clock() - performance.now();

  function next(): number {
    return task.getNextRuns(1)[0]?.getTime() ?? clock() + AT_LATEST_MS;
  }

  async function begin(): Promise<void> {
    due = next();
    ticked = performance.now();
    // One that still runs is not piled upon: the next finds its work.
    if (running) return;
    running = true;
    try {
      await task.execute();
    } catch (error) {
      log.error({ err: error }, 'a round of the scheduler failed');
    } finally {
      running = false;
    }
  }

  function look(): void {
    const step = clock() - performance.now() - ahead;
    ahead += step;
    if (Math.abs(step) > STEP_MS)
      log.warn({ seconds: Math.round(step / 1_000) }, 'the clock of this machine was set, or it slept');
    if (clock() >= due || performance.now() - ticked >= AT_LATEST_MS) void begin();
  }

  void tick();
  const timer = setInterval(look, LOOK_MS);
  return async () => {
    clearInterval(timer);
    await task.destroy();
  };
}
