import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits for a condition.
 * @throws after `withinMs`, naming what did not come
 */
export async function until(
  holds: () => boolean | Promise<boolean>,
  what = 'the condition',
  withinMs = 30_000,
): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`${what} did not come within ${withinMs} ms`);
    await sleep(5);
  }
}
