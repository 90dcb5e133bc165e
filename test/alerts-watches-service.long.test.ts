import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deliveryFailingWatch } from '../src/alerts/watches/delivery-failing.ts';
import { jobFailedWatch, jobLateWatch } from '../src/alerts/watches/jobs.ts';
import { dayWatched, isSilent, nothingReceivedWatch } from '../src/alerts/watches/nothing-received.ts';
import { noteFailure, noteWorking } from '../src/channels/health-store.ts';
import { because } from '../src/channels/reasons.ts';
import type { Job } from '../src/scheduler/job.ts';
import { instant } from './support/clock.ts';
import { PROGRAMME, registryOf } from './support/registry.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';
import { ends, factsOf, look } from './support/watches.ts';

describe('a province of which nothing comes', () => {
  const silent = (now: string, reported: number, last: string | null, expected = 114) =>
    isSilent(
      {
        ...{ expected, reported, cutoff: instant('2026-03-05 16:00') },
        lastReceivedAt: last === null ? null : new Date(`${last.replace(' ', 'T')}+07:00`),
      },
      { quietMinutes: 60, outstandingPercent: 50 },
      instant(now),
    );
  it.each<[intent: string, found: boolean, expected: boolean]>([
    ['nothing all day', silent('2026-03-05 15:00', 0, null), true],
    ['nothing for a whole hour', silent('2026-03-05 15:00', 10, '2026-03-05 13:59:59'), true],
    ['one just an hour ago', silent('2026-03-05 15:00', 10, '2026-03-05 14:00:00'), false],
    ['one in the hour', silent('2026-03-05 15:59', 10, '2026-03-05 15:30:00'), false],
    ['exactly half are outstanding', silent('2026-03-05 15:30', 57, '2026-03-05 12:00:00'), false],
    ['one more than half', silent('2026-03-05 15:30', 56, '2026-03-05 12:00:00'), true],
    [
      'after the close the hour before it counts',
      silent('2026-03-05 20:00', 10, '2026-03-05 14:59:59'),
      true,
    ],
    ['and one in that hour is enough', silent('2026-03-05 20:00', 10, '2026-03-05 15:00:00'), false],
    [
      'what comes after it shows that the way is open',
      silent('2026-03-05 20:00', 11, '2026-03-05 19:00:00'),
      false,
    ],
    ['nobody is asked', silent('2026-03-05 15:30', 0, null, 0), false],
    ['a single one is all of the province', silent('2026-03-05 15:30', 0, null, 1), true],
  ])('%s', (_, found, expected) => expect(found).toBe(expected));

  const TET = ['16', '17', '18', '19', '20'].map((day) => `2026-02-${day}`);
  const registry = registryOf({
    heldDays: [],
    calendarDays: [
      ...TET.map((day) => ({ scope: 'VN', day, kind: 'holiday' as const })),
      { scope: 'VN', day: '2026-02-28', kind: 'makeup_workday' as const },
    ],
  });
  const watched = (now: string, over: Partial<typeof PROGRAMME> = {}) =>
    dayWatched(registry, { ...PROGRAMME, startsOn: '2026-01-05', ...over }, '31', 60, instant(now));
  it.each<[intent: string, found: string | null, expected: string | null]>([
    ['a minute before the last hour it is the day before', watched('2026-03-05 14:59'), '2026-03-04'],
    ['in the last hour it is today', watched('2026-03-05 15:00'), '2026-03-05'],
    ['at night as well', watched('2026-03-05 23:59'), '2026-03-05'],
    ['till the last hour of the next day', watched('2026-03-06 14:59'), '2026-03-05'],
    ['over the weekend it is Friday', watched('2026-03-08 15:30'), '2026-03-06'],
    ['all through Tết it is the Friday before', watched('2026-02-18 15:30'), '2026-02-13'],
    ['a make-up Saturday is a day', watched('2026-02-28 15:00'), '2026-02-28'],
    [
      'none before the last hour of the first day',
      watched('2026-03-05 14:59', { startsOn: '2026-03-05' }),
      null,
    ],
    ['the first day in its last hour', watched('2026-03-05 15:00', { startsOn: '2026-03-05' }), '2026-03-05'],
    ['none before a first start', watched('2026-03-05 15:30', { startsOn: null }), null],
    ['none of before alerts began', watched('2026-03-05 15:30', { alertsFrom: '2026-03-06' }), null],
    ['the last day of a programme', watched('2026-03-06 08:00', { endsOn: '2026-03-05' }), '2026-03-05'],
    ['none after it', watched('2026-03-06 15:00', { endsOn: '2026-03-05' }), null],
  ])('%s', (_, found, expected) => expect(found).toBe(expected));

  describe('over a real database, of two provinces', () => {
    let t: TestService;
    const callers = new Map<string, Caller>();
    const codes = new Map<string, string[]>();
    beforeAll(async () => {
      t = await startTestService({ now: '2026-03-02 08:00' });
      await t.db.sql`update programme set provinces = '{31,01}'`;
      await t.db.sql`update registry_version set version = version + 1`;
      const registry = await t.service.registry.fresh();
      for (const province of ['31', '01']) {
        const all = [...registry.localities.values()].filter((one) => one.province === province);
        codes.set(
          province,
          all.filter((one) => one.validTo === null).map((one) => one.code),
        );
        callers.set(province, await t.caller('department', province));
      }
    });
    afterAll(() => t.stop());
    async function reports(province: string, now: string, from: number, to: number): Promise<void> {
      t.clock.set(now);
      const some = (codes.get(province) ?? []).slice(from, to);
      const records = some.map((locality) => ({
        ...{ locality, day: now.slice(0, 10), values: { 'network.lan': true } },
      }));
      const answer = await callers.get(province)?.post('/api/v1/records/batch', { records });
      expect(answer?.body.accepted).toBe(to - from);
    }
    async function silence(now: string): Promise<Record<string, string[]>> {
      return {
        '31': await look(t, nothingReceivedWatch, now, '31'),
        '01': await look(t, nothingReceivedWatch, now, '01'),
      };
    }

    it('each is watched by itself', async () => {
      await reports('31', '2026-03-05 13:00', 0, 57);
      await reports('01', '2026-03-05 13:00', 0, 10);
      expect(await silence('2026-03-05 14:59')).toEqual({ '31': [], '01': [] });
      // Of the first exactly half are outstanding.
      expect(await silence('2026-03-05 15:00')).toEqual({ '31': [], '01': ['2026-03-05 open'] });
      expect(await factsOf(t, 'nothing_received')).toMatchObject({
        ...{ day: '2026-03-05', cutoff: '16:00', reported: 10, expected: codes.get('01')?.length },
        lastReceivedAt: '2026-03-05T13:00:00.000+07:00',
      });
    });
    it('it lasts over the close and the night', async () => {
      expect(await silence('2026-03-05 23:59')).toEqual({ '31': [], '01': ['2026-03-05 open'] });
      expect(await silence('2026-03-06 08:00')).toEqual({ '31': [], '01': ['2026-03-05 open'] });
    });
    it('a single record ends it', async () => {
      await reports('01', '2026-03-06 08:10', 5, 6);
      expect(await silence('2026-03-06 08:11')).toEqual({ '31': [], '01': [] });
      expect(await ends(t, 'nothing_received')).toEqual(['received_again']);
    });
    it('on the next day both are asked anew', async () => {
      expect(await silence('2026-03-06 14:59')).toEqual({ '31': [], '01': [] });
      expect(await silence('2026-03-06 15:00')).toEqual({
        '31': ['2026-03-06 open'],
        '01': ['2026-03-06 open'],
      });
    });
    it('and what nobody has ended ends with the last hour of the day after', async () => {
      await reports('31', '2026-03-09 14:30', 0, 1);
      expect(await silence('2026-03-09 14:59')).toMatchObject({ '01': ['2026-03-06 open'] });
      expect(await silence('2026-03-09 15:00')).toEqual({ '31': [], '01': ['2026-03-09 open'] });
      expect(await ends(t, 'nothing_received')).toEqual(['received_again', 'received_again', 'next_day']);
    });
  });
});

describe('jobs', () => {
  let t: TestService;
  beforeAll(async () => {
    t = await startTestService({ now: '2026-03-05 08:00' });
  });
  afterAll(() => t.stop());
  beforeEach(async () => {
    await t.db.sql`truncate job_run`;
    await t.db.sql`delete from alert`;
  });
  async function ran(
    job: string,
    slot: string,
    startedAt: string,
    outcome: 'succeeded' | 'failed' | 'given up',
  ) {
    const next = outcome === 'failed' ? instant('2026-03-05 23:00').toISOString() : null;
    await t.db.sql`
      insert into job_run (job, slot, attempts, started_at, outcome, next_attempt_at, error)
      values (${job}, ${slot}, 1, ${instant(startedAt).toISOString()}::timestamptz,
        ${outcome === 'succeeded' ? 'succeeded' : 'failed'}, ${next}::timestamptz, 'it broke')`;
  }
  /** Runs of a job in each of the minutes before 10:00. */
  async function ranEachMinute(job: string, minutes: number): Promise<void> {
    for (let n = 1; n <= minutes; n++) {
      const time = `09:${String(60 - n).padStart(2, '0')}`;
      await ran(job, time, `2026-03-05 ${time}`, 'succeeded');
    }
  }
  const job = (name: Job['name'], due: string[] = ['x']): Job => ({
    ...{ name, timeLimitMs: 1, due: () => due },
    run: async () => ({}),
  });
  const failed = (now: string) => look(t, jobFailedWatch, now, '*');
  const late = (jobs: Job[], now = '2026-03-05 10:00') =>
    look(
      t,
      jobLateWatch(() => jobs),
      now,
      '*',
    );

  it('one that is tried again has not failed', async () => {
    await ran('collect', 'a', '2026-03-05 09:00', 'failed');
    expect(await failed('2026-03-05 09:01')).toEqual([]);
  });
  it('one that was given up has, until a later run succeeds', async () => {
    await ran('collect', 'a', '2026-03-05 08:00', 'succeeded');
    await ran('collect', 'b', '2026-03-05 09:00', 'given up');
    expect(await failed('2026-03-05 09:01')).toEqual(['collect open']);
    expect(await factsOf(t, 'job_failed')).toMatchObject({ job: 'collect', slot: 'b', error: 'it broke' });
    await ran('dispatch', 'c', '2026-03-05 09:02', 'succeeded');
    expect(await failed('2026-03-05 09:02')).toEqual(['collect open']);
    await ran('collect', 'c', '2026-03-05 09:03', 'succeeded');
    expect(await failed('2026-03-05 09:03')).toEqual([]);
    expect(await ends(t, 'job_failed')).toEqual(['succeeded_again']);
  });
  it('one that fails over and over is one alert, with the latest error', async () => {
    await ran('collect', 'b', '2026-03-05 09:00', 'given up');
    await failed('2026-03-05 09:01');
    await ran('collect', 'c', '2026-03-05 09:02', 'given up');
    expect(await failed('2026-03-05 09:02')).toEqual(['collect open']);
    expect(await factsOf(t, 'job_failed')).toMatchObject({ slot: 'c' });
    expect(await ends(t, 'job_failed')).toEqual([]);
  });
  it('what failed by hand is whoever did it to see', async () => {
    await ran('collect', 'manual:x', '2026-03-05 09:00', 'given up');
    expect(await failed('2026-03-05 09:01')).toEqual([]);
  });

  it('one that stands still while others run is late', async () => {
    await ranEachMinute('alert', 15);
    await ranEachMinute('collect', 1);
    expect(await late([job('collect'), job('dispatch'), job('alert')])).toEqual(['dispatch open']);
    await ran('dispatch', 'x', '2026-03-05 09:59', 'succeeded');
    expect(await late([job('collect'), job('dispatch'), job('alert')])).toEqual([]);
  });
  it('none is late when the scheduler itself was down', async () => {
    await ranEachMinute('alert', 4);
    expect(await late([job('dispatch')])).toEqual([]);
    await ranEachMinute('collect', 15);
    expect(await late([job('dispatch')])).toEqual([]);
  });
  it('one that ran fifteen minutes ago to the minute is not late yet', async () => {
    await ranEachMinute('alert', 15);
    await ran('dispatch', 'x', '2026-03-05 09:45', 'succeeded');
    expect(await late([job('dispatch')])).toEqual([]);
    expect(await late([job('dispatch')], '2026-03-05 10:01')).toEqual(['dispatch open']);
  });
  it('one with nothing to do is not late, nor one that has done it or was given up', async () => {
    await ranEachMinute('alert', 15);
    expect(await late([job('close-day', [])])).toEqual([]);
    await ran('close-day', 'a', '2026-03-04 16:01', 'succeeded');
    await ran('close-day', 'b', '2026-03-04 16:01', 'given up');
    expect(await late([job('close-day', ['a', 'b'])])).toEqual([]);
    expect(await late([job('close-day', ['a', 'b', 'c'])])).toEqual(['close-day open']);
  });
});

describe('a channel that lets nothing through', () => {
  let t: TestService;
  beforeAll(async () => {
    t = await startTestService({ now: '2026-03-05 08:00' });
  });
  afterAll(() => t.stop());
  const failing = (now: string) => look(t, deliveryFailingWatch, now, '*');
  const fail = (now: string) => noteFailure(t.db.sql, 'email', because('unreached'), instant(now));

  it('is borne for fourteen minutes, and not for fifteen', async () => {
    expect(await failing('2026-03-05 08:59')).toEqual([]);
    await fail('2026-03-05 09:00');
    await fail('2026-03-05 09:13');
    expect(await failing('2026-03-05 09:14')).toEqual([]);
    expect(await failing('2026-03-05 09:15')).toEqual(['email open']);
    expect(await factsOf(t, 'delivery_failing')).toEqual({
      ...{ channel: 'email', since: '2026-03-05T09:00:00.000+07:00', reason: { code: 'unreached' } },
    });
  });
  it('is over as soon as one message goes', async () => {
    await noteWorking(t.db.sql, 'email');
    expect(await failing('2026-03-05 09:16')).toEqual([]);
    expect(await ends(t, 'delivery_failing')).toEqual(['delivered_again']);
  });
  it('counts anew from the next failure', async () => {
    await fail('2026-03-05 09:20');
    expect(await failing('2026-03-05 09:34')).toEqual([]);
    expect(await failing('2026-03-05 09:35')).toEqual(['email open']);
  });
});
