import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CHUNK } from '../../src/intake/in-chunks.ts';
import { SECRET_KEY, startTestService, type TestService } from '../support/service.ts';
import type { Stall } from '../support/small-process.ts';

/** A clock set ahead by a year: nothing that is made up for grows with the year. */
const HEAP_MB = 192;

let t: TestService;
beforeAll(async () => {
  t = await startTestService({ now: '2026-03-05 08:00' });
});
afterAll(() => t.stop());

it('is made up for within little memory, in short transactions, each day once', async () => {
  await t.tick();
  t.clock.set('2026-03-05 16:02');
  await t.tick();
  const began = performance.now();
  const { code, stall } = await roundOfItsOwn('2027-03-05 16:02');
  if (process.env.FIGURES) console.log({ code, stall, took: performance.now() - began });
  expect(code).toBe(0);

  const transactions = await t.db.sql<{ days: number; rows: number }[]>`
    select count(distinct day)::int as days, count(*)::int as rows from status group by xmin::text`;
  expect(Math.max(...transactions.map(({ days }) => days))).toBeLessThanOrEqual(31);
  expect(Math.max(...transactions.map(({ rows }) => rows))).toBeLessThanOrEqual(31 * CHUNK);
  // No day is left out.
  const [stored] = await t.db.sql<{ days: number }[]>`
    select count(distinct day)::int as days from status where day between '2026-03-05' and '2027-03-05'`;
  expect(stored?.days).toBe(366);

  const closed = await t.db.sql<{ attempts: number; outcome: string }[]>`
    select attempts, outcome from job_run where job = 'close-day' and slot > 'haiphong-daily 2026-03-05'`;
  expect(closed.length).toBeGreaterThan(200);
  expect(closed.every(({ attempts, outcome }) => attempts === 1 && outcome === 'succeeded')).toBe(true);
  t.clock.set('2027-03-05 16:02');
  const runs = async () => (await t.db.sql`select from job_run`).length;
  const before = await runs();
  await t.tick();
  expect(await runs()).toBe(before);
  // And whoever watches sees a service that is at work.
  expect((await fetch(`${t.address}/health/ready`)).status).toBe(200);
}, 600_000);

/** One round of all jobs in a process of its own, which ends when its heap is full. */
async function roundOfItsOwn(now: string): Promise<{ code: number | null; stall: Stall | undefined }> {
  const child = spawn(
    process.execPath,
    [
      ...[`--max-old-space-size=${HEAP_MB}`, '--import', './test/support/stalls.js', '--import', 'tsx'],
      ...['test/support/year-child.ts', JSON.stringify(t.connection), now],
    ],
    {
      env: { ...process.env, SECRET_KEY },
      stdio: ['ignore', 'pipe', process.env.FIGURES ? 'inherit' : 'ignore', 'ipc'],
    },
  );
  const ended = once(child, 'exit');
  const said = async () => String((await Promise.race([once(child.stdout ?? child, 'data'), ended]))[0]);
  const longest = async () => {
    const answer = once(child, 'message');
    child.send('longest');
    return ((await answer) as [Stall])[0];
  };
  if ((await said()) !== 'ready\n') return { code: child.exitCode, stall: undefined };
  // What it took to start is none of the round's.
  await longest();
  child.send('go');
  if ((await said()) !== 'done\n') return { code: child.exitCode, stall: undefined };
  const stall = await longest();
  child.send('end');
  const [code] = await ended;
  return { code, stall };
}
