import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startCron } from '../../src/scheduler/cron.ts';
import { minuteSlot } from '../../src/scheduler/slots.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { gate, instance, row, rows, silent, testClock, testJob } from '../support/scheduler.ts';
import { type Caller, startTestService, type TestService } from '../support/service.ts';

const HOUR = 3_600_000;
const YEAR = 365 * 24 * HOUR;

/** Only the machine's clock jumps: time goes on as it did. */
describe('ticks of a process whose clock is set', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: new Date('2026-04-28T11:59:30+07:00') });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const setClock = (by: number) => vi.setSystemTime(new Date(Date.now() + by));

  it.each([
    ['back by two minutes', -120_000],
    ['back by an hour', -HOUR],
    ['back by seven hours', -7 * HOUR],
    ['back to 1970', -(Date.parse('2026-04-28T04:59:30Z') - 1_000)],
    ['ahead by an hour', HOUR],
    ['ahead by a year', YEAR],
    ['ahead by eighty years', 80 * YEAR],
  ])('go on each minute: %s', async (_, by) => {
    let ticks = 0;
    const stop = startCron(async () => {
      ticks++;
    }, silent);
    await vi.advanceTimersByTimeAsync(45_000);
    expect(ticks).toBe(2);
    setClock(by);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(ticks).toBeGreaterThanOrEqual(3);
    const since = ticks;
    await vi.advanceTimersByTimeAsync(5 * 60_000);
    expect(ticks - since).toBe(5);
    await stop();
  });

  it('ask nothing of the minutes that were left out', async () => {
    const stop = startCron(async () => {}, silent);
    await vi.advanceTimersByTimeAsync(45_000);
    setClock(YEAR);
    const before = process.memoryUsage().heapUsed;
    const begun = process.cpuUsage();
    await vi.advanceTimersByTimeAsync(61_000);
    const { user, system } = process.cpuUsage(begun);
    // A year has 525,600 of them.
    expect((user + system) / 1_000).toBeLessThan(2_000);
    expect((process.memoryUsage().heapUsed - before) / 2 ** 20).toBeLessThan(64);
    await stop();
  });

  it('are not more while the clock is set again and again', async () => {
    const held = gate();
    let ticks = 0;
    const stop = startCron(async () => {
      if (++ticks === 2) await held.opened;
    }, silent);
    for (let times = 0; times < 20; times++) {
      setClock(times % 2 === 0 ? HOUR : -HOUR);
      await vi.advanceTimersByTimeAsync(2_000);
    }
    expect(ticks).toBe(2);
    held.open();
    await stop();
  });
});

describe('runs of a database that knows minutes to come', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await createTestDatabase();
  });
  afterEach(async () => {
    await test.db.sql`truncate job_run`;
  });
  afterAll(() => test.drop());
  const everyMinute = () => testJob('collect', (now) => [minuteSlot(now)]);

  it.each([
    ['six minutes', 6],
    ['an hour', 60],
    ['seven hours', 420],
    ['a year', 525_600],
  ])('back by %s: each minute is run, and run once', async (_, minutes) => {
    const clock = testClock('2026-04-28T12:00:00+07:00');
    const jobs = [everyMinute(), everyMinute()];
    const [one, two] = jobs.map((job) => instance(test.db.sql, clock, [job]));
    clock.advance(-minutes);
    for (let minute = 0; minute < 3; minute++, clock.advance(1)) await one?.tick();
    clock.advance(minutes - 3);
    for (let minute = 0; minute < 3; minute++, clock.advance(1)) await one?.tick();
    clock.advance(-minutes - 3);
    for (let minute = 0; minute < 3; minute++, clock.advance(1)) {
      await one?.tick();
      await two?.tick();
    }
    expect(jobs.map((job) => job.began.length)).toEqual([9, 0]);
    // Nothing is forgotten, and nothing began in a time to come.
    expect(await rows(test.db.sql)).toHaveLength(9);
    const late = (await rows(test.db.sql)).filter((run) => run.startedAt > clock.now());
    expect(late).toEqual([]);
  });

  it('by a clock that is a little fast are left alone', async () => {
    const jobs = [everyMinute(), everyMinute()];
    const fast = testClock('2026-04-28T12:03:00+07:00');
    const right = testClock('2026-04-28T12:00:00+07:00');
    const [one, two] = jobs.map((job, place) => instance(test.db.sql, place === 0 ? fast : right, [job]));
    for (let minute = 0; minute < 6; minute++) {
      await one?.tick();
      await two?.tick();
      fast.advance(1);
      right.advance(1);
    }
    expect(jobs.map((job) => job.began.length)).toEqual([6, 3]);
  });

  it('a lease and a wait of hours are cut to what they can be', async () => {
    const clock = testClock('2026-04-28T16:01:00+07:00');
    const job = testJob('close-day', () => ['cut off', 'failed'], undefined, 60_000);
    await test.db.sql`
      insert into job_run (job, slot, attempts, started_at, outcome, lease_until, next_attempt_at) values
        ('close-day', 'cut off', 1, now(), 'running', now() + interval '7 hours', null),
        ('close-day', 'failed', 1, now(), 'failed', null, now() + interval '7 hours')`;
    await instance(test.db.sql, clock, [job]).tick();
    expect(job.began).toEqual([]);
    const held = await row(test.db.sql, 'close-day', 'cut off');
    expect(held.leaseIn).toBeGreaterThan(80);
    expect(held.leaseIn).toBeLessThanOrEqual(90);
    expect((await row(test.db.sql, 'close-day', 'failed')).nextIn).toBeLessThanOrEqual(1_800);
  });
});

describe('the service whose clock is set', () => {
  let t: TestService;
  let admin: Caller;
  beforeEach(async () => {
    t = await startTestService({ now: '2026-03-05 15:59' });
    admin = await t.caller('admin', '*');
  });
  afterEach(async () => {
    vi.useRealTimers();
    await t.stop();
  });
  const round = async (at: string) => {
    t.clock.set(at);
    await t.tick();
  };
  const closings = async () =>
    await t.db.sql<{ slot: string; attempts: number; outcome: string }[]>`
      select slot, attempts, outcome from job_run where job = 'close-day' order by slot`;
  const turned = async () =>
    (
      await t.db.sql<{ count: number }[]>`
        select count(*)::int as count from transition where kind = 'reporting' and day = '2026-03-05'`
    )[0]?.count;

  it.each([
    ['an hour', '2026-03-05 15:02'],
    ['seven hours', '2026-03-05 09:02'],
  ])('back by %s: the day closes once, and what comes in counts', async (_, back) => {
    await round('2026-03-05 15:59');
    await round('2026-03-05 16:02');
    const missing = await turned();
    expect(missing).toBeGreaterThan(0);
    await round(back);
    await round('2026-03-05 16:01');
    await round('2026-03-05 16:02');
    expect((await closings()).filter((run) => run.slot.endsWith(' 2026-03-05'))).toEqual([
      { slot: 'haiphong-daily 2026-03-05', attempts: 1, outcome: 'succeeded' },
    ]);
    expect(await turned()).toBe(missing);
  });

  it('back by seven hours before the close: it is made up for when its hour comes', async () => {
    await round('2026-03-05 15:59');
    await round('2026-03-05 08:59');
    await round('2026-03-05 16:01');
    expect((await closings()).at(-1)).toEqual({
      slot: 'haiphong-daily 2026-03-05',
      attempts: 1,
      outcome: 'succeeded',
    });
  });

  it('a clock before all that is known, as of a machine without a battery: nothing hangs, nothing is closed', async () => {
    await round('2026-03-05 16:02');
    const before = await closings();
    await round('1970-01-01 07:00');
    expect((await admin.get('/api/v1/gaps?province=31')).status).toBeLessThan(500);
    expect(await closings()).toEqual(before);
  });

  it('is not ready once no round has ended for minutes of time, and says so by a metric', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const ready = async () => {
      const { status, body } = await admin.get('/health/ready');
      return [status, body.scheduler.state];
    };
    const metric = async () => {
      const { body } = await admin.get('/metrics');
      return [...body.matchAll(/^phuxanh_scheduler_(?:stalled|since_round_seconds) (\S+)/gm)].map((one) =>
        Number(one[1]),
      );
    };
    // Nobody has asked for a round yet.
    expect(await ready()).toEqual([200, 'ok']);
    await round('2026-03-05 16:02');
    // The clock alone says nothing, either way.
    t.clock.set('2027-03-05 16:02');
    expect(await ready()).toEqual([200, 'ok']);
    t.clock.set('2026-03-05 09:02');
    vi.advanceTimersByTime(170_000);
    expect(await ready()).toEqual([200, 'ok']);
    vi.advanceTimersByTime(20_000);
    expect(await ready()).toEqual([503, 'stalled']);
    const [seconds, stalled] = await metric();
    expect([Math.round(seconds ?? 0), stalled]).toEqual([190, 1]);
    await round('2026-03-05 09:03');
    expect(await ready()).toEqual([200, 'ok']);
    expect((await metric())[1]).toBe(0);
  });
});
