import { expect } from 'vitest';
import { readBook, SheetProblem } from '../../src/sheets/read.ts';
import type { Hostile } from './hostile.ts';

const MEGABYTE = 1024 * 1024;

async function problemOf(reading: Promise<unknown>): Promise<SheetProblem> {
  const outcome = await reading.then(
    () => 'it was read',
    (error: unknown) => error,
  );
  if (outcome instanceof SheetProblem) return outcome;
  throw new Error('not refused as a sheet problem', { cause: outcome });
}

/** As imports read: a sheet that is cut off is too large. */
async function readWhole(body: Buffer, limits: { timeoutMs?: number }): Promise<void> {
  const { grids } = await readBook(body, limits);
  if (grids.some(({ cut }) => cut)) throw new SheetProblem('too_large');
}

/** How far the memory of this process rose above where it stood, in megabytes. */
async function riseWhile(work: () => Promise<unknown>): Promise<number> {
  const before = process.memoryUsage.rss();
  let highest = before;
  const watch = setInterval(() => {
    highest = Math.max(highest, process.memoryUsage.rss());
  }, 5);
  try {
    await work();
  } finally {
    clearInterval(watch);
  }
  return (highest - before) / MEGABYTE;
}

/** Reads it as an upload is read: refused by one of its codes, in bounded time and memory. */
export async function expectRefusal({ body, codes, timeoutMs, message = '' }: Hostile): Promise<void> {
  const bytes = await body();
  const started = performance.now();
  const rise = await riseWhile(async () => {
    const problem = await problemOf(readWhole(bytes, timeoutMs ? { timeoutMs } : {}));
    expect(codes).toContain(problem.code);
    expect(problem.message).toContain(message);
    expect(problem.messageVi).not.toBe('');
  });
  // Of processor time, which others on the machine may take meanwhile.
  expect(performance.now() - started).toBeLessThan(3_000 + (timeoutMs ?? 15_000) * 8);
  expect(rise).toBeLessThan(150);
}
