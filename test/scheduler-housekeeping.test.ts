import { afterAll, beforeAll, expect, it } from 'vitest';
import { housekeepingJob } from '../src/scheduler/housekeeping.ts';
import { createTestDatabase, type TestDatabase } from './support/database.ts';
import { instance, row, rows, silent, testClock } from './support/scheduler.ts';

let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(async () => {
  await test.drop();
});

const NIGHT = '2026-04-28T02:00:30+07:00';

it('removes old runs each night, keeping failures and daily jobs longer', async () => {
  const { sql } = test.db;
  await sql`
    insert into job_run (job, slot, attempts, started_at, outcome)
    select job, job || ' ' || outcome || ' ' || age, 1, ${NIGHT}::timestamptz - age * interval '1 day', outcome
    from unnest(array['collect', 'alert', 'dispatch', 'close-day']) as job,
      unnest(array['succeeded', 'failed', 'running']) as outcome,
      unnest(array[6, 8, 89, 91, 399, 401]) as age`;
  await sql`
    insert into job_run (job, slot, attempts, started_at, outcome)
    select 'collect', 'of minute ' || minute, 1, ${NIGHT}::timestamptz - interval '9 days' - minute * interval '1 minute', 'succeeded'
    from generate_series(1, 2500) as minute`;

  await instance(sql, testClock(NIGHT), [housekeepingJob({ sql, chores: [] })]).tick();

  expect(await row(sql, 'housekeeping', '2026-04-28')).toMatchObject({
    counts: { removed: 2_500 + 3 * (5 + 3) + 2 },
  });
  const left = (await rows(sql)).map(({ slot }) => slot);
  const expected = ['collect', 'alert', 'dispatch'].flatMap((job) => [
    `${job} succeeded 6`,
    ...[6, 8, 89].map((age) => `${job} failed ${age}`),
  ]);
  for (const age of [6, 8, 89, 91, 399])
    expected.push(`close-day succeeded ${age}`, `close-day failed ${age}`);
  for (const job of ['collect', 'alert', 'dispatch', 'close-day'])
    for (const age of [6, 8, 89, 91, 399, 401]) expected.push(`${job} running ${age}`);
  expect(left.sort()).toEqual([...expected, '2026-04-28'].sort());
});

it('stops between two chunks when it is told to', async () => {
  const job = housekeepingJob({ sql: test.db.sql, chores: [] });
  const context = { now: new Date(NIGHT), slot: '2026-04-28', log: silent };
  await expect(job.run({ ...context, signal: AbortSignal.abort(new Error('stop')) })).rejects.toThrow('stop');
});
