import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { somebodyReports } from './support/alerting.ts';
import { type PageBrowser, pageBrowser } from './support/page-browser.ts';
import { createPerson } from './support/person.ts';
import { startTestService, type TestService } from './support/service.ts';

const HERE = '11737';
const DAY = '2026-11-19';

describe('the page of silences', () => {
  let t: TestService;
  let department: PageBrowser;
  let officer: PageBrowser;
  let alert: number;
  beforeAll(async () => {
    t = await startTestService({ now: `${DAY} 08:00` });
    await createPerson(t, { login: 'soxd', role: 'department', area: '31' });
    await createPerson(t, { login: 'canbo', role: 'officer', area: HERE });
    t.clock.set(`${DAY} 15:30`);
    await somebodyReports(await t.caller('department', '31'), DAY);
    t.clock.set(`${DAY} 16:02`);
    await t.tick();
    const [row] = await t.db.sql`select id from alert where area = ${HERE} and kind = 'record_missing'`;
    alert = row?.id;
    department = await pageBrowser(t, 'soxd');
    officer = await pageBrowser(t, 'canbo');
  });
  afterAll(() => t.stop());

  const storm = {
    province: '31',
    area: '',
    kind: '',
    startsAt: '',
    endsAt: '2026-11-21T17:00',
    reason: 'Bão số 5',
  };

  it('is led to from an alert, with what it is about filled in', async () => {
    const story = (await department.get(`/canh-bao/${alert}`)).text;
    expect(story).toContain(`href="/tam-ngung-nhac?area=${HERE}&amp;kind=record_missing#moi"`);
    const { text } = await department.get(`/tam-ngung-nhac?area=${HERE}&kind=record_missing`);
    expect(text).toMatch(new RegExp(`id="area"[^>]*value="[^"]*\\(${HERE}\\)"`));
    expect(text).toContain('<option value="record_missing" selected>');
  });

  it('is read by everybody and changed by few', async () => {
    const { status, text } = await officer.get('/tam-ngung-nhac');
    expect([status, text.includes('<h2 id="moi">')]).toEqual([200, false]);
    expect((await officer.post('/tam-ngung-nhac', storm)).status).toBe(403);
  });

  it.each([
    ['nothing is filled in', { endsAt: '', reason: '' }, ['endsAt', 'reason']],
    ['it ends before now', { endsAt: '2026-11-19T10:00' }, ['endsAt']],
    ['it lasts too long', { endsAt: '2027-11-19T10:00' }, ['endsAt']],
    ['the place is unknown, and the reason blank', { area: 'Không có', reason: '' }, ['area', 'reason']],
    ['the area is another province', { province: '01' }, ['province']],
    ['the area is the nation', { province: '*' }, ['province']],
    ['it begins at no time', { startsAt: 'mai' }, ['startsAt']],
  ])('says what is wrong when %s', async (_, wrong, fields) => {
    const { status, text } = await department.post('/tam-ngung-nhac', { ...storm, ...wrong });
    expect(status).toBe(422);
    for (const field of fields) expect([field, text.includes(`id="${field}-error"`)]).toEqual([field, true]);
  });

  it('begins one, which holds at once and shows with the alert', async () => {
    const { status, to } = await department.post('/tam-ngung-nhac', storm);
    expect([status, to]).toEqual([303, '/tam-ngung-nhac?done=moi']);
    const [row] = await t.db.sql`select area, kind, starts_at, ends_at, reason, "by" from silence`;
    expect(row).toMatchObject({ area: '31', kind: null, reason: 'Bão số 5', by: 'Người soxd' });
    expect(row?.ends_at).toEqual(new Date('2026-11-21T17:00:00+07:00'));
    const story = (await officer.get(`/canh-bao/${alert}`)).text.replaceAll('\u00a0', ' ');
    expect(story).toContain('Đang tạm ngừng nhắc đến 17:00 21/11/2026');
    expect(story).toContain('Bão số 5');
    // Whoever silenced a province is named to those who look after one.
    expect(story).not.toContain('Người soxd');
    expect((await department.get(`/canh-bao/${alert}`)).text).toContain('Người soxd');
    expect((await officer.get('/tam-ngung-nhac')).text).toContain('đang áp dụng');
  });

  it('ends one, once', async () => {
    const [row] = await t.db.sql`select id from silence`;
    t.clock.set(`${DAY} 16:20`);
    expect((await officer.post(`/tam-ngung-nhac/${row?.id}/ket-thuc`)).status).toBe(403);
    expect((await department.post(`/tam-ngung-nhac/${row?.id}/ket-thuc`)).to).toBe(
      '/tam-ngung-nhac?done=het',
    );
    expect((await department.get('/tam-ngung-nhac')).text).toContain('đã kết thúc trước hạn');
    expect((await department.post(`/tam-ngung-nhac/${row?.id}/ket-thuc`)).status).toBe(409);
  });

  it('lists those that last first, and shows no button for what lies outside the area', async () => {
    await department.post('/tam-ngung-nhac', { ...storm, area: `(${HERE})`, reason: 'Chuyển trụ sở' });
    await t.db.sql`
      insert into silence (area, starts_at, ends_at, reason, "by", created_at)
      values ('*', '2026-11-19', '2026-11-30', 'Nâng cấp', 'admin', now()), ('*', '2026-11-01', '2026-11-02', 'Cũ', 'admin', now())`;
    const { text } = await department.get('/tam-ngung-nhac');
    expect(text.indexOf('Nâng cấp')).toBeLessThan(text.indexOf('Cũ'));
    expect(text.indexOf('Chuyển trụ sở')).toBeLessThan(text.indexOf('Cũ'));
    expect(text.match(/\/ket-thuc"/g)).toHaveLength(1);
    const [nation] = await t.db.sql`select id from silence where reason = 'Nâng cấp'`;
    expect((await department.post(`/tam-ngung-nhac/${nation?.id}/ket-thuc`)).status).toBe(404);
  });

  describe('of many units', () => {
    const UNITS = ['10525', '10888', '10903'];
    const body = { localities: UNITS, endsAt: '2026-11-21T17:00:00+07:00', reason: 'Bão số 6' };
    const lasting = () =>
      t.db
        .sql`select id, area from silence where reason = 'Bão số 6' and ends_at > ${t.clock.now().toISOString()}::timestamptz order by area`;

    it('is previewed, begins as one a unit, and ends together', async () => {
      const caller = await t.caller('department', '31');
      const dry = await caller.post('/api/v1/silences?dryRun=true', body);
      expect([dry.status, dry.body]).toEqual([200, { areas: 3, alerts: 3, units: 3 }]);
      expect(await lasting()).toHaveLength(0);
      expect(
        (await caller.post('/api/v1/silences', { ...body, localities: ['10525', '00001'] })).status,
      ).toBe(404);
      expect((await caller.post('/api/v1/silences', { ...body, area: '31' })).status).toBe(422);
      const past = { ...body, endsAt: '2026-11-18T17:00:00+07:00' };
      expect((await caller.post('/api/v1/silences?dryRun=true', past)).status).toBe(422);
      const made = await caller.post('/api/v1/silences', body);
      expect([made.status, made.body.items.map((one: { area: string }) => one.area)]).toEqual([201, UNITS]);
      await caller.post(`/api/v1/silences/${made.body.items[1].id}/end`, {});
      expect(await lasting()).toHaveLength(0);
    });

    it('is ticked on the map', async () => {
      const page = await department.get(`/tam-ngung-nhac?alert=${alert}`);
      expect(page.text).toMatch(new RegExp(`name="unit" value="${HERE}" checked`));
      const form = { ...storm, province: '', reason: 'Bão số 6', unit: UNITS };
      const preview = await department.post('/tam-ngung-nhac/xem-truoc', form);
      expect([preview.status, preview.text]).toEqual([
        200,
        expect.stringContaining('3 cảnh báo đang mở của 3 đơn vị'),
      ]);
      expect(preview.text.match(/name="unit" value="\d{5}" checked/g)).toHaveLength(3);
      expect(preview.text).toContain('value="Bão số 6"');
      expect(await lasting()).toHaveLength(0);
      expect((await department.post('/tam-ngung-nhac', { ...form, unit: ['00001'] })).status).toBe(422);
      expect((await department.post('/tam-ngung-nhac', form)).status).toBe(303);
      expect((await lasting()).map(({ area }) => area)).toEqual(UNITS);
      const [{ id = 0 } = {}] = await lasting();
      await department.post(`/tam-ngung-nhac/${id}/ket-thuc`);
      expect(await lasting()).toHaveLength(0);
    });
  });
});
