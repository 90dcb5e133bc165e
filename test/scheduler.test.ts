import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { closesDue } from '../src/collect/close-day.ts';
import { connect, type Database } from '../src/db/connect.ts';
import { createRegistry } from '../src/registry/snapshot.ts';
import { readRegistry } from '../src/registry/store.ts';
import { dailySlot, minuteSlot } from '../src/scheduler/slots.ts';
import { createTestDatabase, type TestDatabase } from './support/database.ts';
import { gate, instance, row, rows, testClock, testJob } from './support/scheduler.ts';

let test: TestDatabase;
/** Two instances of the service, each with its own connections to one database. */
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
const minutely = (now: Date) => [minuteSlot(now)];
const days = (count: number) =>
  Array.from({ length: count }, (_, index) => `haiphong-daily:2026-04-${String(index + 1).padStart(2, '0')}`);

describe('a round', () => {
  it('runs every job in order, its slots oldest first, and leaves a row a run', async () => {
    const clock = testClock(START);
    const order: string[] = [];
    const note = async ({ slot }: { slot: string }) => ({ done: order.push(slot) });
    const collect = testJob('collect', minutely, note);
    const close = testJob('close-day', () => days(2), note);
    const scheduler = instance(one.sql, clock, [collect, close]);
    expect(scheduler.pulse()).toEqual({ lastTick: null, seconds: null, stalled: false });
    await scheduler.tick();
    expect(order).toEqual(['2026-04-28T12:00+07:00', ...days(2)]);
    expect(collect.contexts[0]?.now).toEqual(new Date(START));
    expect(await row(one.sql, 'close-day', days(2)[1] ?? '')).toMatchObject({
      attempts: 1,
      outcome: 'succeeded',
      counts: { done: 3 },
      error: null,
      startedAt: new Date(START),
      endedAt: new Date(START),
      leaseIn: null,
      nextIn: null,
    });
    expect(scheduler.outcomes).toEqual([
      ['collect', 'succeeded'],
      ['close-day', 'succeeded'],
      ['close-day', 'succeeded'],
    ]);
    expect(scheduler.pulse()).toMatchObject({ lastTick: new Date(START), stalled: false });
  });

  it('is one at a time: a tick in the middle of one waits for that one', async () => {
    const held = gate();
    const begun = gate();
    const job = testJob(
      'close-day',
      () => [`round ${job.began.length}`],
      async () => {
        begun.open();
        await held.opened;
        return {};
      },
    );
    const scheduler = instance(one.sql, testClock(START), [job]);
    const first = scheduler.tick();
    await begun.opened;
    const second = scheduler.tick();
    held.open();
    await Promise.all([first, second]);
    expect(job.began).toEqual(['round 0']);
    await scheduler.tick();
    expect(job.began).toEqual(['round 0', 'round 1']);
  });

  it('never rejects, not even without a database', async () => {
    const gone = connect(test.connection);
    await gone.close();
    const job = testJob('collect', minutely);
    const scheduler = instance(gone.sql, testClock(START), [job]);
    await expect(scheduler.tick()).resolves.toBeUndefined();
    expect(job.began).toEqual([]);
    await expect(scheduler.runByHand('collect', new Date(START))).rejects.toThrow();
  });
});

describe('two instances', () => {
  it('race for the same slots, and each slot succeeds once', async () => {
    const slots = days(30);
    const bothAsked = gate();
    let asked = 0;
    // Both look for work before either begins, so that every slot is fought for.
    const due = async () => {
      if (++asked === 2) bothAsked.open();
      await bothAsked.opened;
      return slots;
    };
    const run = async () => ({});
    const [left, right] = [testJob('close-day', due, run), testJob('close-day', due, run)];
    const clock = testClock(START);
    await Promise.all([instance(one.sql, clock, [left]).tick(), instance(two.sql, clock, [right]).tick()]);
    expect([...left.began, ...right.began].sort()).toEqual(slots);
    const stored = await rows(one.sql);
    expect(stored.map(({ slot, attempts, outcome }) => ({ slot, attempts, outcome }))).toEqual(
      slots.map((slot) => ({ slot, attempts: 1, outcome: 'succeeded' })),
    );
  });

  it('do not wait for each other: a slot that one is at is passed over by the other', async () => {
    const held = gate();
    const begun = gate();
    const slow = testJob(
      'close-day',
      () => days(1),
      async () => {
        begun.open();
        await held.opened;
        return {};
      },
    );
    const quick = testJob('close-day', () => days(2));
    const first = instance(one.sql, testClock(START), [slow]).tick();
    await begun.opened;
    await instance(two.sql, testClock(START), [quick]).tick();
    expect(quick.began).toEqual(days(2).slice(1));
    held.open();
    await first;
    expect((await rows(one.sql)).map(({ outcome }) => outcome)).toEqual(['succeeded', 'succeeded']);
  });

  it('with clocks ten minutes off either way still run every minute once', async () => {
    const clocks = [-10, 0, 10].map((skew) => {
      const clock = testClock(START);
      clock.advance(skew);
      return clock;
    });
    const jobs = clocks.map(() => testJob('collect', minutely));
    const instances = clocks.map((clock, at) =>
      instance(at === 1 ? two.sql : one.sql, clock, jobs.slice(at, at + 1)),
    );
    for (let minute = 0; minute < 25; minute++) {
      await Promise.all(instances.map(({ tick }) => tick()));
      for (const clock of clocks) clock.advance(1);
    }
    const ran = jobs.flatMap(({ began }) => began).sort();
    const minutes = Array.from({ length: 45 }, (_, index) =>
      minuteSlot(new Date(Date.parse(START) + (index - 10) * 60_000)),
    );
    expect(ran).toEqual(minutes);
  });

  it.each([-10, 10])(
    'judge leases and waits by the database, not by a clock %d minutes off',
    async (skew) => {
      const held = gate();
      const begun = gate();
      const slow = testJob(
        'close-day',
        () => days(1),
        async () => {
          begun.open();
          await held.opened;
          throw new Error('not today');
        },
      );
      const clock = testClock(START);
      const other = testClock(START);
      other.advance(skew);
      const eager = testJob('close-day', () => days(1));
      const skewed = instance(two.sql, other, [eager]);
      const first = instance(one.sql, clock, [slow]).tick();
      await begun.opened;
      await skewed.tick();
      held.open();
      await first;
      await skewed.tick();
      expect(eager.began).toEqual([]);
      await one.sql`update job_run set next_attempt_at = now()`;
      await skewed.tick();
      expect(eager.began).toEqual(days(1));
    },
  );
});

describe('a clock that jumps', () => {
  it('forward: only the latest minute is run; back by minutes: none is run twice', async () => {
    const clock = testClock(START);
    const job = testJob('collect', minutely);
    const scheduler = instance(one.sql, clock, [job]);
    const at = async (instant: string) => {
      clock.set(instant);
      await scheduler.tick();
    };
    await at('2026-04-28T12:00:01+07:00');
    await at('2026-04-28T15:00:59+07:00');
    await at('2026-04-28T15:01:00+07:00');
    await at('2026-04-28T14:59:00+07:00');
    await at('2026-04-28T15:00:00+07:00');
    await at('2026-04-28T15:01:30+07:00');
    await at('2026-04-28T15:02:00+07:00');
    expect(job.began).toEqual([
      '2026-04-28T12:00+07:00',
      '2026-04-28T15:00+07:00',
      '2026-04-28T15:01+07:00',
      '2026-04-28T14:59+07:00',
      '2026-04-28T15:02+07:00',
    ]);
  });
});

describe('an outage', () => {
  it('of three days into a holiday: every missed reporting day is closed, minutes and nights once', async () => {
    await one.sql`update programme set starts_on = '2026-04-20' where code = 'haiphong-daily'`;
    const registry = createRegistry(await readRegistry(one.orm));
    const programme = registry.programmes.get('haiphong-daily');
    if (!programme) throw new Error('no programme');
    const clock = testClock('2026-04-27T16:02:00+07:00');
    const collect = testJob('collect', minutely);
    const close = testJob('close-day', (now) =>
      closesDue(registry, programme, now).map(({ day }) => `haiphong-daily:${day}`),
    );
    const nightly = testJob('housekeeping', (now) => [dailySlot(now, '02:00')]);
    const scheduler = instance(one.sql, clock, [collect, close, nightly]);
    await scheduler.tick();
    clock.set('2026-04-28T12:00:00+07:00');
    await scheduler.tick();
    for (const job of [collect, close, nightly]) job.began.length = 0;

    clock.set('2026-05-01T12:00:00+07:00');
    await scheduler.tick();
    expect(collect.began).toEqual(['2026-05-01T12:00+07:00']);
    expect(close.began).toEqual(['haiphong-daily:2026-04-28', 'haiphong-daily:2026-04-29']);
    expect(nightly.began).toEqual(['2026-05-01']);
    expect(close.contexts.at(-1)?.now).toEqual(new Date('2026-05-01T12:00:00+07:00'));

    await scheduler.tick();
    expect(close.began).toHaveLength(2);
  });
});

describe('a job that cannot say what is due', () => {
  it('leaves a failed run to be seen, holds up nobody, and still has its own failed runs taken again', async () => {
    let broken = false;
    const close = testJob(
      'close-day',
      () => {
        if (broken) throw new Error('no calendar');
        return days(1);
      },
      async () => {
        if (!broken) throw new Error('first try');
        return {};
      },
    );
    const dispatch = testJob('dispatch', minutely);
    const scheduler = instance(one.sql, testClock(START), [close, dispatch]);
    await scheduler.tick();
    broken = true;
    await one.sql`update job_run set next_attempt_at = now() where outcome = 'failed'`;
    await scheduler.tick();
    await scheduler.tick();
    expect(await row(one.sql, 'close-day', 'due:2026-04-28T12:00+07:00')).toMatchObject({
      outcome: 'failed',
      error: 'no calendar',
      nextIn: null,
    });
    expect(await row(one.sql, 'close-day', days(1)[0] ?? '')).toMatchObject({
      outcome: 'succeeded',
      attempts: 2,
    });
    expect(dispatch.began).toEqual(['2026-04-28T12:00+07:00']);
    expect(scheduler.outcomes).toContainEqual(['close-day', 'failed']);
  });
});
