import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { watchOver } from '../src/alerts/round.ts';
import type { NewAlert } from '../src/alerts/types.ts';
import { deadlineNear, gapDeadlineWatch } from '../src/alerts/watches/gap-deadline.ts';
import { promisePassedWatch } from '../src/alerts/watches/promise-passed.ts';
import { valueQuestionedWatch } from '../src/alerts/watches/value-questioned.ts';
import { lockCurrent } from '../src/intake/store.ts';
import { enqueue } from '../src/outbox/enqueue.ts';
import { markValues } from '../src/review/mark.ts';
import { openAndTell } from './support/alerting.ts';
import { instant } from './support/clock.ts';
import { greenValues } from './support/records.ts';
import { PROGRAMME, registryOf, SETTINGS } from './support/registry.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';
import { ends, factsOf, look } from './support/watches.ts';

const HERE = '11737';

async function report(t: TestService, by: Caller, now: string, over: object = {}): Promise<void> {
  t.clock.set(now);
  const day = now.slice(0, 10);
  const values = { ...greenValues(await t.service.registry.fresh(), day), ...over };
  const { status } = await by.post('/api/v1/records', { locality: HERE, day, values });
  expect(status).toBe(201);
}

/** 2 March 2026 is a Monday; the deadline is the 20th, a Friday, and near from the 6th on. */
describe('a gap and its deadline', () => {
  let t: TestService;
  let department: Caller;
  beforeAll(async () => {
    t = await startTestService({ now: '2026-03-02 08:00' });
    department = await t.caller('department', '31');
    await setDeadline('2026-03-20');
    await report(t, department, '2026-03-02 09:00', {
      'premises.fit': false,
      'equipment.scanner': { have: 1, need: 3 },
    });
  });
  afterAll(() => t.stop());
  async function setDeadline(day: string | null): Promise<void> {
    await t.db.sql`update programme_settings set deadline = ${day}`;
    await t.db.sql`update registry_version set version = version + 1`;
  }
  const gaps = (now: string) => look(t, gapDeadlineWatch, now, HERE);
  const both = ['equipment.scanner open', 'premises.fit open'];

  it('is not spoken of on the day before it is near', async () => {
    expect(await gaps('2026-03-05 23:59')).toEqual([]);
  });
  it('is from the first minute of the first near day on, each gap by itself', async () => {
    expect(await gaps('2026-03-06 00:00')).toEqual(both);
    expect(
      (await t.db.sql`select facts from alert where subject = 'equipment.scanner'`)[0]?.facts,
    ).toMatchObject({ deadline: '2026-03-20', passed: false, state: 'unmet', have: 1, need: 3, missing: 2 });
  });
  it('has not passed on its own day, to the last minute', async () => {
    expect(await gaps('2026-03-20 23:59')).toEqual(both);
    expect(await factsOf(t, 'gap_deadline')).toMatchObject({ passed: false });
  });
  it('has on the day after, and that is the same alert', async () => {
    expect(await gaps('2026-03-21 00:00')).toEqual(both);
    expect(await factsOf(t, 'gap_deadline')).toMatchObject({ passed: true });
    expect(await ends(t, 'gap_deadline')).toEqual([]);
  });
  it('ends for the gap that is filled', async () => {
    await report(t, department, '2026-03-23 09:00', { 'premises.fit': false });
    expect(await gaps('2026-03-23 09:01')).toEqual(['premises.fit open']);
    expect(await ends(t, 'gap_deadline')).toEqual(['filled']);
  });
  it('opens anew for one that comes back', async () => {
    await report(t, department, '2026-03-24 09:00', {
      'premises.fit': false,
      'equipment.scanner': { have: 1, need: 3 },
    });
    expect(await gaps('2026-03-24 09:01')).toEqual(['premises.fit open', 'equipment.scanner open']);
  });
  it('stays with a deadline that is moved and near all the same', async () => {
    await setDeadline('2026-03-30');
    expect(await gaps('2026-03-24 10:00')).toHaveLength(2);
    expect(await factsOf(t, 'gap_deadline')).toMatchObject({ deadline: '2026-03-30', passed: false });
    expect(await ends(t, 'gap_deadline')).toEqual(['filled']);
  });
  it('ends with one that is moved far ahead', async () => {
    await setDeadline('2026-06-30');
    expect(await gaps('2026-03-24 11:00')).toEqual([]);
    expect(await ends(t, 'gap_deadline')).toEqual(['filled', 'deadline_moved', 'deadline_moved']);
  });
  it('is never spoken of where the programme has none', async () => {
    await setDeadline(null);
    expect(await gaps('2026-12-31 12:00')).toEqual([]);
  });

  const programme = {
    ...PROGRAMME,
    startsOn: '2026-03-02',
    settings: [{ ...SETTINGS, deadline: '2026-03-20' }],
  };
  it.each<[intent: string, over: Partial<typeof PROGRAMME>, today: string, expected: string | null]>([
    ['before the programme', { startsOn: '2026-03-10' }, '2026-03-09', null],
    ['on its first day', { startsOn: '2026-03-10' }, '2026-03-10', '2026-03-20'],
    ['before a first start', { startsOn: null }, '2026-03-10', null],
    ['on its last day', { endsOn: '2026-03-31' }, '2026-03-31', '2026-03-20'],
    ['after the programme', { endsOn: '2026-03-31' }, '2026-04-01', null],
    ['before alerts begin', { alertsFrom: '2026-03-12' }, '2026-03-11', null],
    ['as they begin', { alertsFrom: '2026-03-12' }, '2026-03-12', '2026-03-20'],
  ])('%s', (_, over, today, expected) => {
    expect(deadlineNear(registryOf(), { ...programme, ...over }, 14, today)).toBe(expected);
  });
});

describe('a promise', () => {
  let t: TestService;
  let officer: Caller;
  beforeAll(async () => {
    t = await startTestService({ now: '2026-03-02 08:00' });
    officer = await t.caller('officer', HERE);
    const facts = { day: '2026-03-02', streak: 3, lastReportedOn: null, openThrough: '2026-03-05' };
    const streak: NewAlert = {
      ...{ programme: 'haiphong-daily', area: HERE, subject: '' },
      ...{ kind: 'record_missing_streak', facts },
    };
    await openAndTell(t.db, t.service.registry, [streak], instant('2026-03-02 16:01'));
  });
  afterAll(() => t.stop());
  const broken = (now: string) => look(t, promisePassedWatch, now, HERE);
  async function promise(kind: string, now: string, promisedOn: string): Promise<void> {
    t.clock.set(now);
    const { body } = await officer.get(`/api/v1/alerts?kind=${kind}`);
    const [{ id }] = body.items.filter((one: { state: string }) => one.state !== 'resolved');
    const given = { owner: 'An', reason: 'đang làm', promisedOn };
    expect((await officer.post(`/api/v1/alerts/${id}/acknowledgement`, given)).status).toBe(200);
  }

  it('nobody has given is none that passed', async () => {
    expect(await broken('2026-03-03 00:00')).toEqual([]);
  });
  it('holds through the day promised, to its last minute', async () => {
    await promise('record_missing_streak', '2026-03-03 09:00', '2026-03-05');
    expect(await broken('2026-03-05 00:00')).toEqual([]);
    expect(await broken('2026-03-05 23:59')).toEqual([]);
  });
  it('has passed with the first minute after it, once', async () => {
    expect(await broken('2026-03-06 00:00')).toEqual(['1 open']);
    expect(await broken('2026-03-06 00:01')).toEqual(['1 open']);
    expect(await factsOf(t, 'promise_passed')).toMatchObject({
      ...{ owner: 'An', promisedOn: '2026-03-05' },
      about: { kind: 'record_missing_streak' },
    });
  });
  it('given anew has not passed', async () => {
    await promise('promise_passed', '2026-03-06 09:00', '2026-03-09');
    expect(await broken('2026-03-09 23:59')).toEqual([]);
    expect(await ends(t, 'promise_passed')).toEqual(['promised_anew']);
  });
  it('passes again, and may be given anew at the work itself', async () => {
    expect(await broken('2026-03-10 00:00')).toEqual(['1 open']);
    await promise('record_missing_streak', '2026-03-10 09:00', '2026-03-10');
    expect(await broken('2026-03-10 09:01')).toEqual([]);
    expect(await ends(t, 'promise_passed')).toEqual(['promised_anew', 'promised_anew']);
  });
  it('ends with the work', async () => {
    expect(await broken('2026-03-11 00:00')).toEqual(['1 open']);
    await t.db.sql`update alert set state = 'resolved', resolution = 'reported' where id = 1`;
    expect(await broken('2026-03-11 08:00')).toEqual([]);
    expect((await ends(t, 'promise_passed')).at(-1)).toBe('work_done');
  });
  it('is not broken by work that another watch finds done in the same round', async () => {
    await t.db.sql`update programme_settings set deadline = '2026-03-20'`;
    await t.db.sql`update registry_version set version = version + 1`;
    await report(t, officer, '2026-03-11 09:00', { 'premises.fit': false });
    await look(t, gapDeadlineWatch, '2026-03-11 09:01', HERE);
    await promise('gap_deadline', '2026-03-11 09:02', '2026-03-11');
    await report(t, officer, '2026-03-12 00:01');
    const registry = await t.service.registry.fresh();
    const deps = { sql: t.db.sql, registry, notify: enqueue };
    const before = (await ends(t, 'promise_passed')).length;
    for (const watch of [gapDeadlineWatch, promisePassedWatch])
      await watchOver(deps, watch, instant('2026-03-12 00:02'));
    expect(await broken('2026-03-12 00:03')).toEqual([]);
    expect(await ends(t, 'promise_passed')).toHaveLength(before);
  });
});

describe('a value that was questioned', () => {
  let t: TestService;
  let department: Caller;
  const CODE = 'certificate.personal';
  beforeAll(async () => {
    t = await startTestService({ now: '2026-03-02 08:00' });
    department = await t.caller('department', '31');
    await report(t, department, '2026-03-02 09:00');
  });
  afterAll(() => t.stop());
  async function mark(
    now: string,
    state: 'questioned' | 'verified',
    reason = 'Đề nghị kiểm tra',
  ): Promise<void> {
    t.clock.set(now);
    const registry = await t.service.registry.fresh();
    await t.db.sql.begin(async (tx) => {
      const current = await lockCurrent(tx, [HERE]);
      const standing = current.get(HERE)?.[CODE];
      if (!standing) throw new Error('Nothing was said of it.');
      const author = {
        now: instant(now),
        kind: 'person',
        actor: 'so',
        name: 'Sở KH&CN',
        source: 'test',
      } as const;
      const value = { locality: HERE, indicator: CODE, ...standing };
      await markValues(tx, registry, [value], { state, reason }, current, author);
    });
  }
  const asked = (now: string) => look(t, valueQuestionedWatch, now, HERE);

  it('is not spoken of while nobody asks', async () => {
    expect(await asked('2026-03-02 10:00')).toEqual([]);
  });
  it('is as soon as somebody does, with his reason', async () => {
    await mark('2026-03-02 10:01', 'questioned');
    expect(await asked('2026-03-02 10:01')).toEqual([`${CODE} open`]);
    expect(await factsOf(t, 'value_questioned')).toEqual({
      ...{ indicator: CODE, reason: 'Đề nghị kiểm tra', by: 'Sở KH&CN', on: '2026-03-02' },
    });
  });
  it('is while the same value is said again, and while it grows old', async () => {
    await report(t, department, '2026-03-03 09:00', { 'premises.fit': false });
    expect(await asked('2026-03-03 09:01')).toEqual([`${CODE} open`]);
    expect(await asked('2026-03-31 09:00')).toEqual([`${CODE} open`]);
  });
  it('asked twice is one, with the later word', async () => {
    await mark('2026-03-31 10:00', 'questioned', 'Vẫn chưa rõ');
    expect(await asked('2026-03-31 10:01')).toEqual([`${CODE} open`]);
    expect(await factsOf(t, 'value_questioned')).toMatchObject({ reason: 'Vẫn chưa rõ' });
    expect(await ends(t, 'value_questioned')).toEqual([]);
  });
  it('is answered when it is verified', async () => {
    await mark('2026-03-31 11:00', 'verified');
    expect(await asked('2026-03-31 11:01')).toEqual([]);
  });
  it('opens anew when it is asked again, and is answered when another is sent', async () => {
    await mark('2026-04-01 09:00', 'questioned');
    expect(await asked('2026-04-01 09:01')).toEqual([`${CODE} open`]);
    await report(t, department, '2026-04-01 10:00', { [CODE]: { have: 4, need: 5 } });
    expect(await asked('2026-04-01 10:01')).toEqual([]);
    expect(await ends(t, 'value_questioned')).toEqual(['answered', 'answered']);
  });
  it('is spoken of for 120 days, and not longer', async () => {
    await mark('2026-04-02 09:00', 'questioned');
    expect(await asked('2026-07-31 23:59')).toEqual([`${CODE} open`]);
    expect(await asked('2026-08-01 00:00')).toEqual([]);
  });
  it('is of nobody once the locality has ended', async () => {
    await report(t, department, '2026-08-03 09:00');
    await mark('2026-08-03 10:00', 'questioned');
    expect(await asked('2026-08-03 10:01')).toEqual([`${CODE} open`]);
    await t.db.sql`update locality set valid_to = '2026-08-03' where code = ${HERE}`;
    await t.db.sql`update registry_version set version = version + 1`;
    expect(await asked('2026-08-03 23:59')).toEqual([`${CODE} open`]);
    expect(await asked('2026-08-04 00:00')).toEqual([]);
  });
});
