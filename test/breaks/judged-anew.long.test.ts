import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Values } from '../../src/intake/types.ts';
import { admin } from '../support/admin.ts';
import { sessionOf } from '../support/person.ts';
import { greenValues } from '../support/records.ts';
import { type Caller, startTestService, type TestService } from '../support/service.ts';

const PLACES = ['10507', '11737', '10888', '10525'];

/** Monday 2 March 2026 and the two weeks after it: what has been decided meets rules that were changed since. */
describe('what is open, judged by the rules of now', () => {
  let t: TestService;
  let department: Caller;
  let green: Values;
  beforeAll(async () => {
    t = await startTestService({ now: '2026-03-02 08:00' });
    // Few, so that a round is quick.
    await t.db.sql`update locality set valid_to = '2026-02-01' where code <> all(${PLACES})`;
    await t.db.sql`update registry_version set version = version + 1`;
    department = await t.caller('department', '31');
    green = greenValues(await t.service.registry.fresh(), '2026-03-02');
  });
  afterAll(() => t.stop());

  const at = async (time: string) => {
    t.clock.set(`2026-03-${time}`);
    await t.tick();
  };
  const report = async (code: string, day: string, values: Values = green) => {
    const sent = { locality: code, day: `2026-03-${day}`, values };
    expect((await department.post('/api/v1/records', sent)).status).toBe(201);
  };
  /** The text of a page. */
  const read = async (path: string) => {
    const headers = { accept: 'text/html', cookie: await sessionOf(t, department.token) };
    return (await (await fetch(t.address + path, { headers })).text()).replace(/<[^>]+>/g, '');
  };
  const shell = async (...args: string[]) => await admin(t.db, t.clock.now(), ...args);
  const alerts = async (code: string, kind: string, state = 'open') =>
    (await department.get(`/api/v1/alerts?locality=${code}&kind=${kind}&state=${state}`)).body.items;
  const streakOf = async (code: string, day: string) =>
    (await department.get(`/api/v1/localities/${code}/status?from=2026-03-${day}&to=2026-03-${day}`)).body
      .items[0].missingStreak;
  const causes = async (code: string, kind: string) =>
    (
      await t.db.sql`select from_state as "from", to_state as to, cause from transition
        where locality = ${code} and kind = ${kind} and from_state = 'green' order by id`
    ).map((row) => ({ ...row }));

  it('a day off that is entered afterwards ends a run of missing days, and taken back opens it again', async () => {
    const code = '10507';
    await report(code, '02');
    for (const day of ['03', '04', '05']) await at(`${day} 16:05`);
    expect(await alerts(code, 'record_missing_streak')).toHaveLength(1);
    await shell('calendar', 'set', '2026-03-04', 'holiday', '--name', 'Nghỉ tránh bão');
    await at('05 16:10');
    expect(await streakOf(code, '05')).toBe(2);
    expect(await alerts(code, 'record_missing_streak')).toEqual([]);
    expect((await alerts(code, 'record_missing')).map((one: { subject: string }) => one.subject)).toEqual([
      '2026-03-05',
      '2026-03-03',
    ]);
    await shell('calendar', 'unset', '2026-03-04');
    await at('05 16:20');
    expect(await streakOf(code, '05')).toBe(3);
    const [open] = await alerts(code, 'record_missing_streak');
    expect(open.reasonVi).toContain('3 ngày');
    await report(code, '05');
    await at('05 16:30');
    expect(await alerts(code, 'record_missing_streak')).toEqual([]);
  });

  it('a day off that is entered on the morning after it closed does so too, before another day closes', async () => {
    const code = '11737';
    await at('06 08:00');
    const [before] = await alerts(code, 'record_missing_streak');
    expect(before.reasonVi).toContain('4 ngày liền');
    for (const day of ['2026-03-05', '2026-03-04'])
      await shell('calendar', 'set', day, 'holiday', '--name', 'Nghỉ tránh bão');
    await at('06 08:10');
    expect(await alerts(code, 'record_missing_streak')).toEqual([]);
    for (const day of ['2026-03-05', '2026-03-04']) await shell('calendar', 'unset', day);
    await at('06 08:20');
    expect(await alerts(code, 'record_missing_streak')).toHaveLength(1);
  });

  it('a colour that a rule of ours moved is its doing, and alerts nobody', async () => {
    const [ours, theirs] = ['11737', '10888'];
    t.clock.set('2026-03-09 09:00');
    for (const code of [ours, theirs]) await report(code, '09');
    await at('09 16:05');
    await shell('requirement', 'set', ours, 'certificate.personal', '99', '--from', '2026-03-10');
    t.clock.set('2026-03-10 09:00');
    await at('10 09:00');
    await report(ours, '10');
    await report(theirs, '10', { ...green, 'network.lan': false });
    await at('10 16:05');
    expect(await causes(ours, 'colour')).toEqual([{ from: 'green', to: 'yellow', cause: 'rule_changed' }]);
    expect(await causes(ours, 'closing')).toEqual([{ from: 'green', to: 'yellow', cause: 'rule_changed' }]);
    expect(await causes(theirs, 'closing')).toEqual([{ from: 'green', to: 'yellow', cause: 'close' }]);
    expect(await read('/bang-theo-doi')).toMatch(/Do thay đổi quy định từ 10\/3\/2026: 1 – (xã|phường)/);
    expect(await read(`/don-vi/${ours}`)).toContain('đạt → gần đạt: do thay đổi quy định từ 10/3/2026');
    expect(await read(`/don-vi/${theirs}`)).not.toContain('do thay đổi quy định');
    expect(await alerts(ours, 'regressed')).toEqual([]);
    expect(await alerts(theirs, 'regressed')).toHaveLength(1);
  });

  it('a workday that was made afterwards says whom it makes missing, and blames nobody', async () => {
    await at('16 09:00');
    const before = (await department.get('/api/v1/alerts?state=open&limit=5000')).body.items.length;
    const set = ['calendar', 'set', '2026-03-14', 'makeup_workday', '--name', 'Làm bù'];
    const count = async () => (await t.db.sql`select count(*)::int from calendar_day`)[0]?.count;
    const known = await count();
    const admins = await t.caller('admin', '31');
    const word = { scope: '31', day: '2026-03-14', kind: 'makeup_workday', nameVi: 'Làm bù' };
    const { status, body } = await admins.post('/api/v1/calendar?dryRun=true', word);
    expect([status, body.stored, body.days]).toEqual([
      200,
      false,
      [expect.objectContaining({ province: '31', asked: true, past: true, expected: PLACES.length })],
    ]);
    expect(body.days[0].unreported.map((one: { code: string }) => one.code)).toEqual(PLACES.toSorted());
    expect((await admins.post('/api/v1/calendar', { ...word, scope: 'VN' })).status).toBe(404);
    expect((await admins.post('/api/v1/calendar?dryRun=true', { ...word, nameVi: '' })).status).toBe(422);
    expect(await shell(...set, '--preview')).toContain(
      `${PLACES.length} without a record become missing, and nobody is alerted of it: ${PLACES.toSorted().join(', ')}`,
    );
    expect(await count()).toBe(known);
    await shell(...set);
    await at('16 09:10');
    expect((await department.get('/api/v1/alerts?state=open&limit=5000')).body.items).toHaveLength(before);
    expect((await department.get('/api/v1/status?day=2026-03-14')).body.summary.missing).toBe(PLACES.length);
  });

  it('a threshold set to hold at once is told by the next round', async () => {
    const code = '10525';
    t.clock.set('2026-03-17 09:00');
    await report(code, '17');
    await at('17 16:05');
    await shell('requirement', 'set', code, 'certificate.personal', '99', '--from', '2026-03-17');
    await at('17 16:10');
    await at('18 16:05');
    expect(await causes(code, 'colour')).toEqual([{ from: 'green', to: 'yellow', cause: 'rule_changed' }]);
    expect(await alerts(code, 'regressed')).toEqual([]);
  });
});
