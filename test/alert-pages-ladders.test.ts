import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { laddersInForce } from '../src/alerts/ladder-store.ts';
import { admin, adminReading } from './support/admin.ts';
import { addContact, messagesTo, openAndTell, recordMissing } from './support/alerting.ts';
import { instant } from './support/clock.ts';
import { type PageBrowser, pageBrowser } from './support/page-browser.ts';
import { createPerson } from './support/person.ts';
import { startTestService, type TestService } from './support/service.ts';

const HERE = '11737';
const PATH = '/quan-tri/quy-trinh-nhac/record_missing';
const ONE = {
  steps: '1',
  'step-0-role': 'leader',
  'step-0-waitMinutes': '2',
  'step-0-waitUnit': 'days',
  'step-0-hours': 'working',
  'step-0-channel': 'preferred',
  'step-0-repeatMinutes': '',
  'step-0-repeatUnit': 'days',
  'step-0-atMost': '1',
  'step-0-tellEnd': 'no',
  intent: 'save',
};

describe('ladders in administration', () => {
  let t: TestService;
  let nation: PageBrowser;
  let province: PageBrowser;
  beforeAll(async () => {
    t = await startTestService({ now: '2026-11-19 08:00' });
    await createPerson(t, { login: 'quantri', role: 'admin', area: '*' });
    await createPerson(t, { login: 'quantri31', role: 'admin', area: '31' });
    await createPerson(t, { login: 'quantri01', role: 'admin', area: '01' });
    nation = await pageBrowser(t, 'quantri');
    province = await pageBrowser(t, 'quantri31');
  });
  afterAll(() => t.stop());

  const inForce = async (programme: string) =>
    (await laddersInForce(t.db.sql)).of(programme, 'record_missing');

  it('are listed in plain words', async () => {
    const { text } = await province.get('/quan-tri/quy-trinh-nhac');
    expect(text).toContain('Cán bộ báo cáo: ngay.');
    expect(text).toContain('Lãnh đạo: sau 1 ngày làm việc.');
    expect(text).toContain('nhắc lại sau mỗi 5 ngày làm việc, tối đa 3 lần');
  });

  it('show the form with what holds', async () => {
    const { text } = await nation.get(PATH);
    expect(text).toMatch(/id="step-1-waitMinutes"[^>]*value="1"/);
    expect(text).toContain('<option value="days" selected>');
  });

  it.each([
    ['adds a step', { intent: 'add' }, ['leader', 'officer']],
    ['removes one', { intent: 'remove-0' }, []],
  ])('%s without saving', async (_, intent, roles) => {
    const { status, text } = await nation.post(PATH, { ...ONE, ...intent });
    expect(status).toBe(200);
    const chosen = [...text.matchAll(/<select id="step-\d-role"[^>]*>(.*?)<\/select>/gs)].map(
      ([, options]) => /value="(\w+)" selected/.exec(options ?? '')?.[1] ?? 'officer',
    );
    expect(chosen).toEqual(roles);
    expect((await inForce('*')).steps).toHaveLength(2);
  });

  it('moves a step up, with all that stands in it', async () => {
    const second = Object.fromEntries(
      Object.entries(ONE).map(([name, text]) => [name.replace('step-0', 'step-1'), text]),
    );
    const typed = {
      ...ONE,
      ...second,
      steps: '2',
      'step-1-role': 'department',
      'step-1-waitMinutes': 'abc',
      intent: 'up-1',
    };
    const { text } = await nation.post(PATH, typed);
    expect(text).toMatch(/id="step-0-waitMinutes"[^>]*value="abc"/);
    expect(text).toMatch(/id="step-1-waitMinutes"[^>]*value="2"/);
  });

  it('say all that is wrong at once', async () => {
    const { status, text } = await nation.post(PATH, {
      ...ONE,
      'step-0-role': 'nobody',
      'step-0-waitMinutes': 'x',
      'step-0-atMost': '3',
    });
    expect(status).toBe(422);
    for (const field of ['role', 'waitMinutes', 'repeatMinutes'])
      expect(text).toContain(`id="step-0-${field}-error"`);
    expect((await nation.post(PATH, { ...ONE, steps: '0' })).text).toContain('Cần ít nhất một bước');
    expect((await nation.post('/quan-tri/quy-trinh-nhac/job_failed', ONE)).text).toContain(
      'id="step-0-role-error"',
    );
    const percent = await nation.post('/quan-tri/quy-trinh-nhac/nothing_received', {
      ...ONE,
      'set-quietMinutes': '60',
      'set-outstandingPercent': '100',
    });
    expect(percent.text).toContain('id="set-outstandingPercent-error"');
  });

  it('belong to who looks after all of what they are for', async () => {
    expect((await province.get(PATH)).text).not.toContain('name="intent"');
    expect((await province.post(PATH, ONE)).status).toBe(404);
    const elsewhere = await pageBrowser(t, 'quantri01');
    expect((await elsewhere.post(`${PATH}?programme=haiphong-daily`, ONE)).status).toBe(404);
    expect((await nation.get(`${PATH}?programme=no-such`)).status).toBe(404);
    // Of what belongs to no programme there is none of a programme.
    expect((await nation.get('/quan-tri/quy-trinh-nhac/job_failed?programme=haiphong-daily')).status).toBe(
      404,
    );
  });

  it('of a programme hold for it alone, until it goes back', async () => {
    const path = `${PATH}?programme=haiphong-daily`;
    expect((await province.post(path, ONE)).to).toBe(`${path}&done=luu`);
    expect((await inForce('haiphong-daily')).steps).toMatchObject([{ role: 'leader', waitMinutes: 1140 }]);
    expect((await inForce('*')).steps).toHaveLength(2);
    const [audit] = await t.db.sql`select actor, target, after from audit where action = 'ladder.set'`;
    expect(audit).toMatchObject({ actor: 'quantri31', target: 'haiphong-daily record_missing' });
    expect((await nation.get('/quan-tri/nhat-ky?action=ladder.set')).text).toContain(
      'Lãnh đạo: sau 2 ngày làm việc',
    );
    expect((await province.post(path, { intent: 'drop' })).to).toBe(`${path}&done=bo`);
    expect((await inForce('haiphong-daily')).steps).toHaveLength(2);
    expect((await province.post(path, { intent: 'drop' })).status).toBe(409);
  });

  it('stay with the alerts that started with them', async () => {
    await addContact(t.db, { locality: HERE, name: 'An', email: 'an@xa.example' });
    await addContact(t.db, { locality: HERE, name: 'Bình', email: 'binh@xa.example', role: 'leader' });
    const { db, service } = t;
    await openAndTell(db, service.registry, [recordMissing(HERE, '2026-11-18')], instant('2026-11-19 08:00'));
    expect(await messagesTo(db, 'an@xa.example')).toHaveLength(1);
    // From now on nobody hears but the department, after ten days.
    await nation.post(PATH, { ...ONE, 'step-0-role': 'department', 'step-0-waitMinutes': '10' });
    await openAndTell(db, service.registry, [recordMissing(HERE)], instant('2026-11-19 08:05'));
    expect((await messagesTo(db, 'an@xa.example'))[0]?.kinds).toHaveLength(1);
    await openAndTell(db, service.registry, [], instant('2026-11-20 08:30'));
    // The leader of the first, by the ladder of before; of the second nobody yet.
    expect((await messagesTo(db, 'binh@xa.example')).map((one) => one.kinds)).toEqual([['record_missing']]);
  });

  it('are listed and set at the shell, by the same rules', async () => {
    const at = '2026-11-19 09:00';
    const step = {
      role: 'officer',
      waitMinutes: 0,
      channel: 'email',
      hours: 'any',
      repeatMinutes: null,
      atMost: 1,
      tellEnd: true,
    };
    const args = ['ladder', 'set', 'gap_deadline', '--programme', 'haiphong-daily'];
    await adminReading(JSON.stringify([step]), t.db, at, ...args);
    const found = (await laddersInForce(t.db.sql)).of('haiphong-daily', 'gap_deadline');
    expect(found).toMatchObject({ steps: [step], settings: { daysAhead: 14 } });
    expect(await admin(t.db, at, 'ladder', 'list')).toMatch(
      /gap_deadline +haiphong-daily +1 +officer +0 min +any +email/,
    );
    const wrong = JSON.stringify([{ ...step, role: 'x', atMost: 0 }]);
    await expect(adminReading(wrong, t.db, at, ...args)).rejects.toThrow(
      /step 1: one of officer.*\n.*step 1: a whole number/s,
    );
    await expect(adminReading('no', t.db, at, ...args)).rejects.toThrow('no JSON');
    await expect(
      adminReading('[]', t.db, at, 'ladder', 'set', 'job_late', '--programme', 'haiphong-daily'),
    ).rejects.toThrow('belong to no programme');
    await admin(t.db, at, ...args, '--drop');
    expect((await laddersInForce(t.db.sql)).of('haiphong-daily', 'gap_deadline').steps).toHaveLength(3);
  });

  it('of all go back to what the service came with', async () => {
    const first = [
      { role: 'officer', waitMinutes: 0 },
      { role: 'leader', waitMinutes: 570 },
    ];
    // The test before last changed it.
    expect((await nation.get(PATH)).text).toContain('Khôi phục quy trình ban đầu');
    expect((await province.get(PATH)).text).not.toContain('Khôi phục quy trình ban đầu');
    expect((await province.post(PATH, { intent: 'drop' })).status).toBe(404);
    expect((await nation.post(PATH, { intent: 'drop' })).to).toBe(`${PATH}?done=bo`);
    expect((await inForce('*')).steps).toMatchObject(first);
    expect((await nation.get(PATH)).text).not.toContain('Khôi phục quy trình ban đầu');
    expect((await nation.post(PATH, { intent: 'drop' })).status).toBe(409);
    await nation.post(PATH, ONE);
    const back = ['ladder', 'set', 'record_missing', '--drop'];
    expect(await admin(t.db, '2026-11-19 09:00', ...back)).toContain('from the start holds');
    expect((await inForce('*')).steps).toMatchObject(first);
    await expect(admin(t.db, '2026-11-19 09:00', ...back)).rejects.toThrow('from the start');
  });
});
