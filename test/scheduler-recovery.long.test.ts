import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../src/clock.ts';
import { connect, type Database } from '../src/db/connect.ts';
import { minuteSlot } from '../src/scheduler/slots.ts';
import { createTestDatabase, type TestDatabase } from './support/database.ts';
import { gate, instance, row, rows, testClock, testJob } from './support/scheduler.ts';

let test: TestDatabase;
let one: Database;
let two: Database;

beforeAll(async () => {
  test = await createTestDatabase();
  one = test.db;
  two = connect(test.connection);
});
afterEach(async () => {
  await one.sql`truncate job_run`;
});
afterAll(async () => {
  await two.close();
  await test.drop();
});

const START = '2026-04-28T12:00:00+07:00';
const SLOT = 'haiphong-daily:2026-04-28';
const due = () => [SLOT];
/** Ends only when it is aborted, as a job does that looks at its signal between steps. */
const untilAborted = ({ signal }: { signal: AbortSignal }) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
const makeWaitsPass = () =>
  one.sql`update job_run set next_attempt_at = now() where next_attempt_at is not null`;

describe('a run that fails', () => {
  it('is taken again after growing waits, and after the fifth time no more', async () => {
    const job = testJob('close-day', due, async () => {
      throw new Error('no connection to the calendar');
    });
    const next = testJob('dispatch', (now) => [minuteSlot(now)]);
    const scheduler = instance(one.sql, testClock(START), [job, next]);
    const waits: (number | null)[] = [];
    for (let attempt = 1; attempt <= 5; attempt++) {
      await scheduler.tick();
      await scheduler.tick();
      const run = await row(one.sql, 'close-day', SLOT);
      expect(run).toMatchObject({
        attempts: attempt,
        outcome: 'failed',
        error: 'no connection to the calendar',
      });
      waits.push(run.nextIn === null ? null : Math.round(run.nextIn / 10) * 10);
      await makeWaitsPass();
    }
    expect(waits).toEqual([30, 120, 480, 1_800, null]);
    await scheduler.tick();
    expect(job.began).toHaveLength(5);
    const ends = scheduler.outcomes.filter(([name]) => name === 'close-day').map(([, outcome]) => outcome);
    expect(ends).toEqual(['failed', 'failed', 'failed', 'failed', 'given_up']);
    expect(next.began).toEqual(['2026-04-28T12:00+07:00']);
  });

  it('of a minute long past is taken again too, before the present one, and then forgets its error', async () => {
    const clock = testClock(START);
    let broken = true;
    const job = testJob(
      'collect',
      (now) => [minuteSlot(now)],
      async () => {
        if (broken) throw new Error('broken');
        return { localities: 114 };
      },
    );
    const scheduler = instance(one.sql, clock, [job]);
    await scheduler.tick();
    broken = false;
    await makeWaitsPass();
    clock.advance(7);
    await scheduler.tick();
    expect(job.began.slice(1)).toEqual(['2026-04-28T12:00+07:00', '2026-04-28T12:07+07:00']);
    expect(await row(one.sql, 'collect', '2026-04-28T12:00+07:00')).toMatchObject({
      attempts: 2,
      outcome: 'succeeded',
      error: null,
      counts: { localities: 114 },
      startedAt: new Date('2026-04-28T12:07:00+07:00'),
    });
  });
});

describe('a run whose process is killed', () => {
  it('is taken again as soon as its lease is over, and not before', async () => {
    const connection = JSON.stringify(test.connection);
    const command = ['--import', 'tsx', 'test/support/scheduler-child.ts', connection, SLOT, '1500'];
    const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'inherit'] });
    const exited = once(child, 'exit');
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    expect(await exited).toEqual([null, 'SIGKILL']);
    expect(await row(one.sql, 'close-day', SLOT)).toMatchObject({ outcome: 'running', attempts: 1 });

    const job = testJob('close-day', due);
    const scheduler = instance(one.sql, systemClock, [job]);
    await scheduler.tick();
    expect(job.began).toEqual([]);
    const { leaseIn } = await row(one.sql, 'close-day', SLOT);
    expect(leaseIn).toBeGreaterThan(0);
    await new Promise((resolve) => setTimeout(resolve, (leaseIn ?? 0) * 1_000 + 20));
    await scheduler.tick();
    expect(job.began).toEqual([SLOT]);
    expect(await row(one.sql, 'close-day', SLOT)).toMatchObject({ outcome: 'succeeded', attempts: 2 });
  });

  it('five times is given up and says so', async () => {
    await one.sql`
      insert into job_run (job, slot, attempts, started_at, outcome, lease_until) values
        ('close-day', ${SLOT}, 5, now(), 'running', now()),
        ('close-day', 'fourth', 4, now(), 'running', now()),
        ('close-day', 'going on', 5, now(), 'running', now() + interval '1 minute'),
        ('close-day', 'manual:2026-04-28T12:00:00.000+07:00', 1, now(), 'running', now())`;
    const job = testJob('close-day', due);
    const scheduler = instance(one.sql, testClock(START), [job]);
    await scheduler.tick();
    expect(job.began).toEqual(['fourth']);
    expect(await rows(one.sql)).toMatchObject([
      { slot: 'fourth', outcome: 'succeeded', attempts: 5 },
      { slot: 'going on', outcome: 'running' },
      { slot: SLOT, outcome: 'failed', attempts: 5, endedAt: new Date(START), leaseIn: null, nextIn: null },
      { slot: 'manual:2026-04-28T12:00:00.000+07:00', outcome: 'failed', nextIn: null },
    ]);
    expect((await row(one.sql, 'close-day', SLOT)).error).toContain('attempt 5');
    expect(scheduler.outcomes.filter(([, outcome]) => outcome === 'given_up')).toHaveLength(2);
  });

  it('a fifth time in the middle of a round is not taken a sixth', async () => {
    await one.sql`
      insert into job_run (job, slot, attempts, started_at, outcome, lease_until)
      values ('close-day', ${SLOT}, 5, now(), 'running', now() + interval '1 minute')`;
    const collect = testJob('collect', due, async () => {
      await two.sql`update job_run set lease_until = now() where job = 'close-day'`;
      return {};
    });
    const job = testJob('close-day', due);
    const scheduler = instance(one.sql, testClock(START), [collect, job]);
    await scheduler.tick();
    await scheduler.tick();
    expect(job.began).toEqual([]);
    expect(await row(one.sql, 'close-day', SLOT)).toMatchObject({ outcome: 'failed', attempts: 5 });
  });

  it.each(['while the other is at it', 'after the other has done it'])(
    'does not touch the row of who took it over, %s',
    async (when) => {
      const [slowHeld, slowBegun, otherHeld, otherBegun] = [gate(), gate(), gate(), gate()];
      const slow = testJob('close-day', due, async () => {
        slowBegun.open();
        await slowHeld.opened;
        return { by: 1 };
      });
      const other = testJob('close-day', due, async () => {
        otherBegun.open();
        await otherHeld.opened;
        return { by: 2 };
      });
      const first = instance(one.sql, testClock(START), [slow]).tick();
      await slowBegun.opened;
      await one.sql`update job_run set lease_until = now()`;
      const second = instance(two.sql, testClock(START), [other]).tick();
      await otherBegun.opened;
      if (when.startsWith('after')) {
        otherHeld.open();
        await second;
      }
      slowHeld.open();
      await first;
      if (when.startsWith('while')) {
        expect(await row(one.sql, 'close-day', SLOT)).toMatchObject({ outcome: 'running', attempts: 2 });
        otherHeld.open();
        await second;
      }
      expect(await row(one.sql, 'close-day', SLOT)).toMatchObject({
        outcome: 'succeeded',
        attempts: 2,
        counts: { by: 2 },
      });
    },
  );
});

describe('a run past its time limit', () => {
  it.each([
    ['that heeds its signal', untilAborted],
    [
      'that returns early without a word',
      (context: { signal: AbortSignal }) => untilAborted(context).catch(() => ({})),
    ],
    [
      'that ends with an error of its own',
      (context: { signal: AbortSignal }) =>
        untilAborted(context).catch(() => {
          throw new Error('connection closed');
        }),
    ],
    ['that does not heed it', () => new Promise<never>(() => {})],
  ])('%s is given up as failed, and the round goes on', async (_, run) => {
    const job = testJob('close-day', due, run, 20);
    const next = testJob('dispatch', (now) => [minuteSlot(now)]);
    await instance(one.sql, testClock(START), [job, next], { leaseMarginMs: 200 }).tick();
    const written = await row(one.sql, 'close-day', SLOT);
    expect(written).toMatchObject({ outcome: 'failed', attempts: 1, leaseIn: null });
    expect(written.error).toContain('time limit');
    expect(written.nextIn).toBeGreaterThan(20);
    expect(next.began).toHaveLength(1);
  });
});

describe('stopping in the middle of a run', () => {
  it('gives it back to be taken at once, uncounted, and begins nothing more', async () => {
    const begun = gate();
    const job = testJob(
      'close-day',
      () => [SLOT, 'later'],
      async (context) => {
        begun.open();
        return await untilAborted(context);
      },
    );
    let asked = 0;
    const next = testJob('dispatch', () => [`${++asked}`]);
    const stopping = instance(one.sql, testClock(START), [job, next]);
    const round = stopping.tick();
    await begun.opened;
    await stopping.stop();
    const released = await row(one.sql, 'close-day', SLOT);
    expect(released).toMatchObject({ outcome: 'failed', attempts: 0, leaseIn: null });
    expect(released.nextIn).toBeLessThanOrEqual(0);
    expect(released.error).toContain('stopped');
    await round;
    await stopping.tick();
    expect(job.began).toEqual([SLOT]);
    expect(asked).toBe(0);
    expect(stopping.outcomes).toEqual([['close-day', 'stopped']]);
    await expect(stopping.runByHand('dispatch', new Date(START))).rejects.toThrow('stopped');

    const heir = testJob('close-day', () => []);
    await instance(two.sql, testClock(START), [heir]).tick();
    expect(heir.began).toEqual([SLOT]);
    expect(await row(one.sql, 'close-day', SLOT)).toMatchObject({
      outcome: 'succeeded',
      attempts: 1,
      error: null,
    });
  });

  it('between the claim and the run gives it back all the same', async () => {
    const job = testJob('close-day', due);
    const stopping = instance(one.sql, testClock(START), [job]);
    await one.sql`
      insert into job_run (job, slot, attempts, started_at, outcome, next_attempt_at)
      values ('close-day', ${SLOT}, 1, now(), 'failed', now())`;
    const locked = gate();
    const held = gate();
    const lock = two.sql.begin(async (tx) => {
      await tx`select from job_run for update`;
      locked.open();
      await held.opened;
    });
    await locked.opened;
    const round = stopping.tick();
    await expect.poll(waitingStatements, { interval: 5 }).toBe(1);
    const stopped = stopping.stop();
    held.open();
    await Promise.all([lock, round, stopped]);
    expect(job.began).toEqual([]);
    const released = await row(one.sql, 'close-day', SLOT);
    expect(released).toMatchObject({ outcome: 'failed', attempts: 1, leaseIn: null });
    expect(released.error).toContain('stopped');
  });

  it('does not wait for ever for a run that does not heed its signal', async () => {
    const begun = gate();
    const job = testJob('close-day', due, () => {
      begun.open();
      return new Promise(() => {});
    });
    const stopping = instance(one.sql, testClock(START), [job], { leaseMarginMs: 200 });
    const round = stopping.tick();
    await begun.opened;
    await stopping.stop();
    await round;
    expect(await row(one.sql, 'close-day', SLOT)).toMatchObject({ outcome: 'failed', attempts: 0 });
  });

  async function waitingStatements(): Promise<number> {
    const [found] = await two.sql<{ count: number }[]>`
      select count(*)::int as count from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`;
    return found?.count ?? 0;
  }
});

describe('a run by hand', () => {
  const MANUAL = 'manual:2026-04-20T16:01:00.000+07:00';
  const then = new Date('2026-04-20T16:01:00+07:00');

  it('always runs, as of the instant given, even where nothing is due', async () => {
    const clock = testClock(START);
    const job = testJob(
      'close-day',
      () => [],
      async () => ({ closed: 114 }),
    );
    const scheduler = instance(one.sql, clock, [job]);
    expect(await scheduler.runByHand('close-day', then)).toEqual({ closed: 114 });
    expect(await scheduler.runByHand('close-day', then)).toEqual({ closed: 114 });
    expect(job.contexts.map(({ now, slot }) => ({ now, slot }))).toEqual([
      { now: then, slot: MANUAL },
      { now: then, slot: MANUAL },
    ]);
    expect(await row(one.sql, 'close-day', MANUAL)).toMatchObject({
      outcome: 'succeeded',
      attempts: 2,
      startedAt: new Date(START),
    });
  });

  it('rejects with the job’s own error after writing it down, and is not taken again by itself', async () => {
    const failure = new Error('no such day');
    const job = testJob(
      'close-day',
      () => [],
      async () => {
        throw failure;
      },
    );
    const scheduler = instance(one.sql, testClock(START), [job]);
    await expect(scheduler.runByHand('close-day', then)).rejects.toBe(failure);
    expect(await row(one.sql, 'close-day', MANUAL)).toMatchObject({
      outcome: 'failed',
      error: 'no such day',
      nextIn: null,
    });
    await scheduler.tick();
    expect(job.began).toHaveLength(1);
  });

  it('is aborted by a stop, and not taken again by others', async () => {
    const begun = gate();
    const job = testJob(
      'close-day',
      () => [],
      async (context) => {
        begun.open();
        return await untilAborted(context);
      },
    );
    const scheduler = instance(one.sql, testClock(START), [job]);
    const run = expect(scheduler.runByHand('close-day', then)).rejects.toThrow('stopped');
    await begun.opened;
    await scheduler.stop();
    expect(await row(one.sql, 'close-day', MANUAL)).toMatchObject({ outcome: 'failed', leaseIn: null });
    await run;
    const heir = testJob('close-day', () => []);
    await instance(two.sql, testClock(START), [heir]).tick();
    expect(heir.began).toEqual([]);
  });

  it('of a job that there is none of rejects', async () => {
    const scheduler = instance(one.sql, testClock(START), []);
    await expect(scheduler.runByHand('alert', then)).rejects.toThrow('alert');
  });
});
