import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeDay } from '../src/collect/close-day.ts';
import { collect } from '../src/collect/collect.ts';
import type { Values } from '../src/intake/types.ts';
import { greenValues } from './support/records.ts';
import { endLocality, insertException, insertMark } from './support/registry-rows.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

const A = '11737';
const B = '11755';

describe('collect', () => {
  let t: TestService;
  let department: Caller;
  let green: Values;

  beforeEach(async () => {
    t = await startTestService({ now: '2025-09-22 08:00' });
    department = await t.caller('department', '31');
    green = greenValues(await t.service.registry.fresh(), '2025-09-22');
  });
  afterEach(() => t.stop());

  const post = async (locality: string, day: string, values: Values = green, note?: string) =>
    (await department.post('/api/v1/records', { locality, day, values, ...(note ? { note } : {}) })).body;
  const at = async (time: string) => {
    t.clock.set(time);
    await t.tick();
  };
  const history = async (
    code: string,
  ): Promise<
    Record<
      string,
      {
        colour: string;
        final: boolean;
        reporting: string;
        missingStreak: number;
        conditions: { reasons: { code: string }[] }[];
      }
    >
  > => {
    const { body } = await department.get(`/api/v1/localities/${code}/status?from=2025-09-22`);
    return Object.fromEntries(body.items.map((one: { day: string }) => [one.day, one]));
  };
  const colours = async (code: string) =>
    Object.values(await history(code))
      .map((one) => one.colour)
      .join(' ');
  const transitions = async (code: string) =>
    (
      await t.db.sql`select day, kind, subject, from_state, to_state, cause from transition
      where locality = ${code} and kind <> 'gap' order by id`
    ).map((row) => `${row.day} ${row.kind} ${row.from_state}>${row.to_state} ${row.cause}`);
  const board = async (day: string) => (await department.get(`/api/v1/status?day=${day}&limit=5000`)).body;
  const gapsOf = async (code: string) =>
    (await department.get('/api/v1/gaps?limit=5000')).body.items.filter(
      (one: { locality: { code: string } }) => one.locality.code === code,
    );

  it('lets values stand for three reporting days, over a weekend, and then says unknown', async () => {
    await post(A, '2025-09-22');
    for (const day of ['23', '24', '25', '26', '27']) await at(`2025-09-${day} 09:00`);
    expect(await colours(A)).toBe('green green green green grey grey');
    expect((await gapsOf(A))[0]).toMatchObject({
      state: 'unknown',
      since: '2025-09-26',
      ageDays: 1,
      have: null,
      missing: null,
    });
  });

  it('recomputes the day of a late or corrected record and every later open day', async () => {
    await post(A, '2025-09-22');
    await at('2025-09-23 09:00');
    await at('2025-09-24 09:00');
    await post(A, '2025-09-22', { ...green, 'network.lan': false });
    expect(await colours(A)).toBe('yellow yellow yellow');
    expect((await gapsOf(A))[0]).toMatchObject({
      indicator: 'network.lan',
      state: 'unmet',
      since: '2025-09-22',
      missing: 1,
      have: 0,
      need: 1,
    });
    await post(A, '2025-09-23');
    expect(await colours(A)).toBe('yellow green green');
    expect(await gapsOf(A)).toEqual([]);
  });

  it('goes on saying of what day an old value is, once newer records make it unreadable', async () => {
    await post(A, '2025-09-22');
    for (const day of ['23', '24', '25', '26', '29', '30']) await at(`2025-09-${day} 09:00`);
    const reasons = async () => {
      const { body } = await department.get(`/api/v1/localities/${A}/status?from=2025-09-26&to=2025-09-29`);
      return body.items.map(
        (one: { conditions: { reasons: { code: string; messageVi: string }[] }[] }) =>
          one.conditions[0]?.reasons[0],
      );
    };
    const before = await reasons();
    expect(before[0]).toMatchObject({ code: 'stale', messageVi: expect.stringContaining('22/9/2025') });
    await post(A, '2025-09-30');
    await t.tick();
    expect(await reasons()).toEqual(before);
  });

  it('falls back to the earlier value when a revision leaves one out', async () => {
    await post(A, '2025-09-22', { ...green, 'network.lan': false });
    t.clock.set('2025-09-23 09:00');
    await post(A, '2025-09-23');
    const { 'network.lan': _, ...without } = green;
    const answer = await post(A, '2025-09-23', without);
    expect(answer).toMatchObject({ revision: 2, status: { colour: 'yellow' } });
  });

  it('closes days: who is missing, streaks, and a colour that fell', async () => {
    await post(A, '2025-09-22');
    await at('2025-09-22 16:01');
    await at('2025-09-23 16:01');
    t.clock.set('2025-09-24 09:00');
    await post(A, '2025-09-24', { ...green, 'network.lan': false });
    await at('2025-09-24 16:01');
    expect(await transitions(A)).toEqual([
      '2025-09-22 reporting due>on_time intake',
      '2025-09-23 reporting due>missing close',
      '2025-09-24 colour green>yellow intake',
      '2025-09-24 reporting due>on_time intake',
      '2025-09-24 closing green>yellow close',
    ]);
    expect(await history(B)).toMatchObject({
      '2025-09-22': { reporting: 'missing', missingStreak: 1 },
      '2025-09-24': { reporting: 'missing', missingStreak: 3 },
    });
    t.clock.set('2025-09-24 17:00');
    await post(B, '2025-09-23');
    expect((await history(B))['2025-09-24']).toMatchObject({ reporting: 'missing', missingStreak: 1 });
    expect((await transitions(B)).at(-1)).toBe('2025-09-24 colour grey>green intake');
    expect(await transitions(B)).toContain('2025-09-23 reporting missing>late intake');
  });

  it('closes a day once, and a slip corrected before the close is no fall', async () => {
    await post(A, '2025-09-22');
    await at('2025-09-22 16:01');
    t.clock.set('2025-09-23 09:00');
    await post(A, '2025-09-23', { ...green, 'network.lan': false });
    await post(A, '2025-09-23');
    await at('2025-09-23 16:01');
    await t.service.scheduler.runByHand('close-day', t.clock.now());
    const rows = await transitions(A);
    expect(rows.filter((row) => row.includes('closing'))).toEqual([]);
    expect(
      (await transitions(B)).filter((row) => row === '2025-09-23 reporting due>missing close'),
    ).toHaveLength(1);
  });

  it('writes reporting states that follow from each other, before the close and after', async () => {
    t.clock.set('2025-09-22 16:00');
    await post(A, '2025-09-22');
    await at('2025-09-22 16:01');
    await post(B, '2025-09-22');
    const reporting = async (code: string) =>
      (await transitions(code)).filter((row) => row.includes('reporting'));
    expect(await reporting(A)).toEqual(['2025-09-22 reporting due>late intake']);
    expect(await reporting(B)).toEqual([
      '2025-09-22 reporting due>missing close',
      '2025-09-22 reporting missing>late intake',
    ]);
  });

  it('makes a day final at its lock, and only an exception changes it, as a restatement', async () => {
    await post(A, '2025-09-22');
    await at('2025-09-25 23:59');
    expect((await history(A))['2025-09-22']).toMatchObject({ final: false });
    await at('2025-09-26 00:00');
    expect((await history(A))['2025-09-22']).toMatchObject({ final: true, colour: 'green' });

    await insertException(t.db.orm, {
      locality: A,
      day: '2025-09-22',
      until: new Date('2025-09-27T00:00:00Z'),
      reason: 'nhập sai',
    });
    await post(A, '2025-09-22', { ...green, 'network.lan': false });
    expect((await history(A))['2025-09-22']).toMatchObject({ final: true, colour: 'yellow' });
    const rows = await transitions(A);
    expect(rows).toContain('2025-09-22 colour green>yellow restated');
    const [waiting] = await t.db
      .sql`select count(*)::int as n from transition where cause = 'restated' and consumed_at is null`;
    expect(waiting?.n).toBe(0);
  });

  it('counts a mark from the day it is set, within a round', async () => {
    await post(A, '2025-09-22');
    t.clock.set('2025-09-23 09:00');
    await insertMark(t.db.orm, {
      locality: A,
      indicator: 'network.lan',
      setOn: '2025-09-23',
      state: 'questioned',
      value: true,
      reason: 'ảnh không khớp',
      by: 'department',
      at: t.clock.now(),
    });
    await t.tick();
    expect(await colours(A)).toBe('green yellow');
    expect((await gapsOf(A))[0]).toMatchObject({
      indicator: 'network.lan',
      state: 'unmet',
      since: '2025-09-23',
    });
    const { body } = await department.get('/api/v1/status?day=2025-09-23&limit=5000');
    const reasons = body.items
      .find((one: { locality: { code: string } }) => one.locality.code === A)
      .conditions.flatMap((one: { reasons: object[] }) => one.reasons);
    expect(reasons).toMatchObject([
      { indicator: 'network.lan', code: 'questioned', messageVi: expect.stringContaining('cần xem lại') },
    ]);
  });

  it('clears a mark by another value, for good, and by nothing else', async () => {
    await post(A, '2025-09-22');
    await insertMark(t.db.orm, {
      locality: A,
      indicator: 'network.lan',
      setOn: '2025-09-22',
      state: 'questioned',
      value: true,
      reason: 'ảnh không khớp',
      by: 'department',
      at: t.clock.now(),
    });
    const lan: [string, boolean | null][] = [
      ['2025-09-23', true],
      ['2025-09-24', null],
      ['2025-09-25', true],
      ['2025-09-26', false],
      ['2025-09-29', true],
    ];
    for (const [day, value] of lan) {
      t.clock.set(`${day} 09:00`);
      await post(A, day, { ...green, 'network.lan': value });
    }
    await t.tick();
    const codes = Object.entries(await history(A)).map(([day, { conditions }]) => {
      const [reason] = conditions.flatMap((one) => one.reasons);
      return `${day.slice(8)} ${reason?.code ?? 'met'}`;
    });
    expect(codes).toEqual([
      '22 questioned',
      '23 questioned',
      '24 said_unknown',
      '25 questioned',
      '26 not_yet',
      '27 not_yet',
      '28 not_yet',
      '29 met',
    ]);
  });

  it('ends a merged locality: no gaps, read-only tokens, history under the old code, a grey successor', async () => {
    await post(A, '2025-09-22', { ...green, 'network.lan': false });
    const officer = await t.caller('officer', A);
    await endLocality(t.db.orm, A, '2025-09-23', B);
    await at('2025-09-24 09:00');
    expect(await gapsOf(A)).toEqual([]);
    expect((await board('2025-09-24')).items).toHaveLength(113);
    expect((await board('2025-09-23')).items).toHaveLength(114);
    expect(
      (await officer.get(`/api/v1/localities/${A}/status?from=2025-09-22`)).body.items.map(
        (one: { day: string }) => one.day,
      ),
    ).toEqual(['2025-09-22', '2025-09-23']);
    expect(
      (await officer.post('/api/v1/records', { locality: A, day: '2025-09-23', values: green })).status,
    ).toBe(403);
    expect(await colours(B)).toBe('grey grey grey');
  });

  it('lists each locality as its own history has it, a short list and a long one', async () => {
    await post(A, '2025-09-22');
    const [yes] = Object.entries(green).find(([, value]) => value === true) ?? [];
    await post(B, '2025-09-22', { ...green, [`${yes}`]: false });
    await at('2025-09-22 08:10');
    expect(Object.values(await history(B)).map((one) => one.colour)).not.toContain('green');
    const listed = async (limit: number) =>
      (await department.get(`/api/v1/status?day=2025-09-22&limit=${limit}`)).body.items as {
        locality: { code: string };
      }[];
    const all = await listed(5000);
    expect(all.length).toBe(114);
    for (const code of [A, B]) {
      const { locality, ...own } = all.find((one) => one.locality.code === code) ?? { locality: null };
      expect(locality).toMatchObject({ code, province: '31' });
      expect({ day: '2025-09-22', final: false, ...own }).toEqual((await history(code))['2025-09-22']);
    }
    expect(await listed(10)).toEqual(all.slice(0, 10));
    // What has been written once is written anew once it says something else.
    await post(B, '2025-09-22');
    expect((await listed(5000)).find((one) => one.locality.code === B)).toMatchObject({ colour: 'green' });
  });

  it('gives rates that add up', async () => {
    await post(A, '2025-09-22');
    t.clock.set('2025-09-22 16:30');
    await post(B, '2025-09-22', {
      'network.lan': true,
      'certificate.personal': { have: 5, need: 5 },
      'certificate.issued': 3,
    });
    const { summary } = await board('2025-09-22');
    const required = Object.keys(green).length;
    expect(summary).toMatchObject({ expected: 114, received: 2, onTime: 1, late: 1, missing: 112, green: 1 });
    expect(summary.rates).toEqual({
      timely: { numerator: 1, denominator: 114, percent: 0.9 },
      complete: { numerator: required + 2, denominator: 114 * required, percent: expect.any(Number) },
      accurate: { numerator: required + 1, denominator: required + 2, percent: expect.any(Number) },
    });
    expect((await board('2025-09-21')).items).toEqual([]);
  });

  it('has no rate of a day on which nobody is expected', async () => {
    t.clock.set('2025-09-27 09:00');
    expect((await board('2025-09-27')).summary).toMatchObject({
      expected: 0,
      missing: 0,
      percentGreen: 0,
      rates: { timely: { denominator: 0, percent: null } },
    });
  });

  it('comes out the same when two collectors and intake run at once', async () => {
    await at('2025-09-24 09:00');
    const registry = await t.service.registry.fresh();
    const now = t.clock.now();
    const codes = registry
      .localitiesOf(registry.programmes.get('haiphong-daily') ?? raise(), '2025-09-24')
      .map((one) => one.code);
    await Promise.all([
      collect(t.db.sql, registry, now),
      ...codes
        .slice(0, 40)
        .map((code, i) =>
          post(code, `2025-09-2${2 + (i % 3)}`, i % 2 ? green : { ...green, 'network.lan': false }),
        ),
      collect(t.db.sql, registry, now),
    ]);
    expect(await collect(t.db.sql, registry, now)).toMatchObject({ changed: 0, transitions: 0 });
  });

  it('finds the same fall when two instances make up for missed days in no order', async () => {
    await post(A, '2025-09-22');
    await at('2025-09-22 16:01');
    t.clock.set('2025-09-24 15:00');
    await post(A, '2025-09-23');
    await post(A, '2025-09-24', { ...green, 'network.lan': false });
    const registry = await t.service.registry.fresh();
    const programme = registry.programmes.get('haiphong-daily') ?? raise();
    const now = new Date('2025-09-24T16:01:00+07:00');
    for (const day of ['2025-09-24', '2025-09-23'])
      await closeDay(t.db.sql, registry, { programme, day, provinces: ['31'] }, now);
    expect((await transitions(A)).filter((row) => row.includes('closing'))).toEqual([
      '2025-09-24 closing green>yellow close',
    ]);
  });

  it('takes up after an outage: every missed day has its status and its close', async () => {
    await post(A, '2025-09-22');
    await at('2025-09-22 16:01');
    await at('2025-10-06 09:00');
    const days = await history(B);
    expect(Object.keys(days)).toHaveLength(15);
    const closed = await t.db
      .sql`select slot from job_run where job = 'close-day' and outcome = 'succeeded' order by slot`;
    expect(closed.map((row) => row.slot.slice(-10))).toEqual([
      '2025-09-22',
      '2025-09-23',
      '2025-09-24',
      '2025-09-25',
      '2025-09-26',
      '2025-09-29',
      '2025-09-30',
      '2025-10-01',
      '2025-10-02',
      '2025-10-03',
    ]);
    expect((await transitions(B)).filter((row) => row.includes('missing'))).toHaveLength(10);
    expect(days['2025-10-03']).toMatchObject({ missingStreak: 10, final: false });
  });
});

function raise(): never {
  throw new Error('missing');
}
