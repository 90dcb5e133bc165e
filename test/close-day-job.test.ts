import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestService, type TestService } from './support/service.ts';

let t: TestService;
beforeAll(async () => {
  t = await startTestService({ now: '2025-09-22 16:05' });
});
afterAll(() => t.stop());

it('does not take a day for closed when an instance whose clock is behind takes its slot', async () => {
  // As a stopped instance leaves it: the slot is there to be taken again at once.
  await t.db.sql`insert into job_run (job, slot, attempts, started_at, outcome, next_attempt_at)
    values ('close-day', 'haiphong-daily 2025-09-22', 0, now(), 'failed', now())`;
  t.clock.set('2025-09-22 15:55');
  await t.tick();
  const run = async () =>
    (await t.db.sql`select outcome from job_run where job = 'close-day'`).map((row) => row.outcome);
  expect(await run()).toEqual(['failed']);

  t.clock.set('2025-09-22 16:05');
  await t.db.sql`update job_run set next_attempt_at = now() where job = 'close-day'`;
  await t.tick();
  expect(await run()).toEqual(['succeeded']);
  const [closed] = await t.db.sql`select count(*)::int as n from status where closing_colour is not null`;
  expect(closed?.n).toBe(114);
});
