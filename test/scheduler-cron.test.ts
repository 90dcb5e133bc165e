import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startCron } from '../src/scheduler/cron.ts';
import { gate, silent } from './support/scheduler.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-04-28T11:59:30+07:00') });
});
afterEach(() => {
  vi.useRealTimers();
});

it('ticks at once, then on every minute until it is stopped', async () => {
  const ticks: string[] = [];
  const stop = startCron(async () => {
    ticks.push(new Date(Date.now()).toISOString().slice(11, 19));
  }, silent);
  expect(ticks).toEqual(['04:59:30']);
  await vi.advanceTimersByTimeAsync(150_000);
  expect(ticks).toEqual(['04:59:30', '05:00:00', '05:01:00', '05:02:00']);
  await stop();
  await vi.advanceTimersByTimeAsync(180_000);
  expect(ticks).toHaveLength(4);
});

it('does not pile up ticks behind one that takes long', async () => {
  const held = gate();
  let ticks = 0;
  const stop = startCron(async () => {
    if (++ticks === 2) await held.opened;
  }, silent);
  await vi.advanceTimersByTimeAsync(200_000);
  expect(ticks).toBe(2);
  held.open();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(ticks).toBe(3);
  await stop();
});

it('stops without waiting for a tick that runs: that one is the scheduler’s to abort', async () => {
  let ticks = 0;
  const stop = startCron(async () => {
    ticks++;
    await new Promise(() => {});
  }, silent);
  await vi.advanceTimersByTimeAsync(60_000);
  await stop();
  expect(ticks).toBe(2);
});
