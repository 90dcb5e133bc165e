import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { promiseState } from '../src/gaps/promise-rules.ts';
import { greenValues } from './support/records.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

describe('how a promise stands', () => {
  it.each([
    ['ahead', { endedOn: null, replacedOn: null }, '2025-09-24', 'open'],
    ['its very day still counts', { endedOn: null, replacedOn: null }, '2025-09-25', 'open'],
    ['passed with the gap there', { endedOn: null, replacedOn: null }, '2025-09-26', 'broken'],
    ['filled on its day', { endedOn: '2025-09-25', replacedOn: null }, '2025-10-30', 'kept'],
    ['filled a day late', { endedOn: '2025-09-26', replacedOn: null }, '2025-10-30', 'broken'],
    ['another date before it passed', { endedOn: null, replacedOn: '2025-09-25' }, '2025-09-25', 'renewed'],
    ['another date after it passed', { endedOn: null, replacedOn: '2025-09-26' }, '2025-09-26', 'broken'],
    [
      'filled, and promised anew when it came back',
      { endedOn: '2025-09-24', replacedOn: '2025-10-20' },
      '2025-10-20',
      'kept',
    ],
    ['renewed, then filled', { endedOn: '2025-09-25', replacedOn: '2025-09-24' }, '2025-09-25', 'renewed'],
  ] as const)('%s', (_, terms, today, state) => {
    expect(promiseState({ promisedOn: '2025-09-25', ...terms }, today)).toBe(state);
  });
});

describe('promises on gaps', () => {
  const HERE = '10888';
  let t: TestService;
  let officer: Caller;
  let department: Caller;
  let green: object;
  beforeAll(async () => {
    t = await startTestService({ now: '2025-09-22 08:00' });
    officer = await t.caller('officer', HERE);
    department = await t.caller('department', '31');
    green = greenValues(await t.service.registry.fresh(), '2025-09-22');
    await report({ 'network.lan': false, 'certificate.personal': { have: 3, need: 5 } });
  });
  afterAll(() => t.stop());

  const report = async (values: object) => {
    const day = new Date(t.clock.now().getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
    expect(
      (await officer.post('/api/v1/records', { locality: HERE, day, values: { ...green, ...values } }))
        .status,
    ).toBe(201);
    await t.tick();
  };
  const on = (indicator: string, locality = HERE) => `/api/v1/gaps/${locality}/${indicator}/promise`;
  const promise = (by: Caller, indicator: string, promisedOn: string, owner = 'Trần An') =>
    by.post(on(indicator), { owner, reason: 'chờ cấp thiết bị', promisedOn });
  const gaps = async (query = '') =>
    (await department.get(`/api/v1/gaps?limit=5000${query}`)).body.items.filter(
      (one: { locality: { code: string } }) => one.locality.code === HERE,
    );
  const states = async (indicator: string) =>
    (await department.get(on(indicator))).body.items.map((one: { state: string }) => one.state);
  const alerts = async (query: string) =>
    (await department.get(`/api/v1/alerts?locality=${HERE}&${query}`)).body.items;

  it('are made by officer, leader and department of the place, on what is a gap', async () => {
    const { status, body } = await promise(officer, 'network.lan', '2025-09-24');
    expect([status, body]).toMatchObject([
      200,
      {
        owner: 'Trần An',
        reason: 'chờ cấp thiết bị',
        promisedOn: '2025-09-24',
        by: `officer ${HERE}`,
        state: 'open',
      },
    ]);
    expect((await promise(await t.caller('leader', HERE), 'certificate.personal', '2025-09-30')).status).toBe(
      200,
    );
    expect((await promise(await t.caller('viewer', HERE), 'network.lan', '2025-09-24')).status).toBe(403);
    expect((await promise(await t.caller('officer', '10903'), 'network.lan', '2025-09-24')).status).toBe(404);
    expect((await promise(officer, 'no.such', '2025-09-24')).status).toBe(404);
    expect((await promise(officer, 'premises.fit', '2025-09-24')).status).toBe(422);
    for (const [day, owner] of [
      ['2025-09-21', 'An'],
      ['2027-09-21', 'An'],
      ['2025-09-24', ' '],
    ] as const)
      expect((await promise(officer, 'network.lan', day, owner)).status).toBe(422);
    const allWrong = (await promise(officer, 'network.lan', '2025-09-21', ' ')).body.errors;
    expect(allWrong.map((one: { pointer: string }) => one.pointer)).toEqual(['/owner', '/promisedOn']);
    expect(await states('network.lan')).toEqual(['open']);
  });

  it('stand in the gap list, by their owner', async () => {
    const of = (items: { indicator: string; owner: string; promise: string }[]) =>
      items.filter((one) => one.owner !== null).map((one) => [one.indicator, one.owner, one.promise]);
    expect(of(await gaps('&owner=Trần An'))).toEqual([
      ['certificate.personal', 'Trần An', '2025-09-30'],
      ['network.lan', 'Trần An', '2025-09-24'],
    ]);
    const viewer = (await (await t.caller('viewer', '31')).get(on('network.lan'))).body.items[0];
    expect([viewer.owner, viewer.by, viewer.promisedOn]).toEqual([null, null, '2025-09-24']);
  });

  it('are renewed, several at once, all or none', async () => {
    const many = (...indicators: string[]) =>
      department.post('/api/v1/gaps/promises', {
        gaps: indicators.map((indicator) => ({ locality: HERE, indicator })),
        owner: 'Lê Bình',
        reason: 'đã đặt mua',
        promisedOn: '2025-09-23',
      });
    expect((await many('network.lan', 'premises.fit')).status).toBe(422);
    expect(await states('network.lan')).toEqual(['open']);
    expect((await many('network.lan', 'certificate.personal')).body).toEqual({ promised: 2 });
    expect(await states('network.lan')).toEqual(['open', 'renewed']);
    const lines = await t.db
      .sql`select target, area, after ->> 'owner' as owner from audit where action = 'gap.promise' order by id desc limit 1`;
    expect(lines).toEqual([{ target: `${HERE} certificate.personal`, area: HERE, owner: 'Lê Bình' }]);
  });

  it('end with their gap, kept or broken; a broken one alerts until it is promised anew', async () => {
    t.clock.set('2025-09-23 09:00');
    await report({ 'certificate.personal': { have: 3, need: 5 } });
    expect(await states('network.lan')).toEqual(['kept', 'renewed']);
    expect((await promise(officer, 'network.lan', '2025-09-25')).status).toBe(422);
    expect((await gaps('&indicator=certificate.personal'))[0]).toMatchObject({ promise: '2025-09-23' });

    t.clock.set('2025-09-24 09:00');
    await t.tick();
    expect(await states('certificate.personal')).toEqual(['broken', 'renewed']);
    const [passed] = await alerts('state=open&kind=promise_passed');
    expect(passed.reasonVi).toContain('Quá ngày hẹn hoàn thành 23/9/2025');
    await promise(department, 'certificate.personal', '2025-10-10');
    expect(await alerts('state=open&kind=promise_passed')).toEqual([]);
    expect(await states('certificate.personal')).toEqual(['open', 'broken', 'renewed']);
    const { body } = await department.get(`/api/v1/localities/${HERE}/promises`);
    expect(body.kept).toEqual({ numerator: 1, denominator: 2, percent: 50 });
    expect(body.items).toHaveLength(5);
  });

  it('are known to the ladder as an acknowledgement, whichever was first', async () => {
    t.clock.set('2025-09-24 09:05');
    const admins = await t.caller('admin', '*');
    await fetch(`${t.address}/api/v1/programmes/haiphong-daily`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${admins.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ settings: { deadline: '2025-09-26' } }),
    });
    await report({ 'certificate.personal': { have: 3, need: 5 }, 'network.lan': false });
    const [known] = await alerts('state=acknowledged&kind=gap_deadline');
    expect(known).toMatchObject({ subject: 'certificate.personal', state: 'acknowledged' });
    const [open] = await alerts('state=open&kind=gap_deadline');
    expect(open).toMatchObject({ subject: 'network.lan' });
    await promise(officer, 'network.lan', '2025-09-29');
    expect(await alerts('state=open&kind=gap_deadline')).toEqual([]);
    // And the other way round: who takes the alert on has promised the gap.
    const taken = { owner: 'Phạm Dũng', reason: 'đổi nhà thầu', promisedOn: '2025-09-30' };
    await department.post(`/api/v1/alerts/${open.id}/acknowledgement`, taken);
    expect((await department.get(on('network.lan'))).body.items[0]).toMatchObject({
      ...taken,
      state: 'open',
    });
  });
});
