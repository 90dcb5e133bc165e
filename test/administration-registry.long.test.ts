import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registryOf } from './support/admin.ts';
import { addContact, somebodyReports } from './support/alerting.ts';
import { type PageBrowser, pageBrowser } from './support/page-browser.ts';
import { createPerson } from './support/person.ts';
import { greenValues } from './support/records.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

const PROGRAMME = 'haiphong-daily';

/** What is asked, when, and what the service does by itself. */
describe('the administration of what is asked', () => {
  let t: TestService;
  let nation: PageBrowser;
  let province: PageBrowser;
  let department: Caller;
  beforeAll(async () => {
    t = await startTestService({ now: '2025-10-23 09:00' });
    await createPerson(t, { login: 'goc', role: 'admin', area: '*' });
    await createPerson(t, { login: 'haiphong', role: 'admin', area: '31' });
    await createPerson(t, { login: 'hanoi', role: 'admin', area: '01' });
    nation = await pageBrowser(t, 'goc');
    province = await pageBrowser(t, 'haiphong');
    department = await t.caller('department', '31');
    const values = greenValues(await t.service.registry.fresh(), '2025-10-23');
    const soon = { ...values, 'certificate.earliest_expiry': '2026-01-15' };
    await department.post('/api/v1/records/batch', {
      records: [
        { locality: '11737', day: '2025-10-23', values: soon },
        { locality: '10888', day: '2025-10-23', values },
      ],
    });
    await t.tick();
  });
  afterAll(() => t.stop());

  /** What the form on a page would send as it stands. */
  const formOn = (text: string): Record<string, string> => {
    const form = /<form id="thay-doi"[\s\S]*?<\/form>/.exec(text)?.[0] ?? '';
    const fields: Record<string, string> = {};
    for (const [input] of form.matchAll(/<input [^>]*>/g)) {
      const name = / name="([^"]*)"/.exec(input)?.[1];
      if (name !== undefined && name !== 'csrf') fields[name] = / value="([^"]*)"/.exec(input)?.[1] ?? '';
    }
    for (const [, name = '', list = ''] of form.matchAll(
      /<select [^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g,
    )) {
      const options = [...list.matchAll(/<option([^>]*)>/g)].map(([, attributes = '']) => attributes);
      const chosen = options.find((one) => one.includes(' selected')) ?? options[0] ?? '';
      fields[name] = / value="([^"]*)"/.exec(chosen)?.[1] ?? '';
    }
    const previewed = /name="previewed" value="([^"]*)"/.exec(text)?.[1];
    const all = { ...fields, ...(previewed === undefined ? {} : { previewed }) };
    return Object.fromEntries(
      Object.entries(all).map(([name, value]) => [name, value.replaceAll('&amp;', '&')]),
    );
  };
  const everything = async () =>
    JSON.stringify([
      await t.db.sql`select * from indicator order by code, valid_from`,
      await t.db.sql`select * from programme_settings`,
      await t.db.sql`select * from status order by locality, day`,
      await t.db.sql`select * from registry_version`,
      await t.db.sql`select count(*) from audit`,
    ]);

  describe('indicators', () => {
    const path = '/quan-tri/chi-tieu/certificate.earliest_expiry';

    it('are previewed over today’s values, with nothing written', async () => {
      const before = await everything();
      const fields = { ...formOn((await nation.get(path)).text), threshold: '120', intent: 'preview' };
      const { status, text } = await nation.post(path, { ...fields, from: '2025-12-01' });
      expect(status).toBe(200);
      expect(text).toContain('1 đơn vị thay đổi tình trạng');
      expect(text).toContain('phường Nam Đồ Sơn');
      expect(await everything()).toBe(before);
    });

    it('are saved as they were looked at, and then have the colours that were promised', async () => {
      const fields = { ...formOn((await nation.get(path)).text), threshold: '120' };
      const seen = await nation.post(path, { ...fields, intent: 'preview' });
      const again = await nation.post(path, { ...formOn(seen.text), threshold: '60', intent: 'save' });
      expect([again.status, again.text.includes('Kết quả nếu áp dụng từ hôm nay')]).toEqual([200, true]);
      const saved = await nation.post(path, { ...formOn(seen.text), intent: 'save' });
      expect([saved.status, saved.to]).toEqual([303, `${path}?done=luu`]);
      t.clock.set('2025-10-23 09:01');
      await t.tick();
      const colours = await t.db.sql`select colour, count(*)::int as n from status
        where day = '2025-10-23' group by colour order by colour`;
      expect(colours).toEqual([
        { colour: 'green', n: 1 },
        { colour: 'grey', n: 112 },
        { colour: 'yellow', n: 1 },
      ]);
    });

    it.each([
      ['a locked day', { from: '2025-10-19' }, 'from'],
      ['no day', { from: '' }, 'from'],
      ['a threshold that is no number', { threshold: 'nhiều' }, 'threshold'],
      ['no threshold of a date', { threshold: '' }, 'threshold'],
      ['no name', { 'name-vi': ' ' }, 'name-vi'],
    ])('name %s at its field', async (_case, change, field) => {
      const fields = { ...formOn((await nation.get(path)).text), ...change, intent: 'preview' };
      const { status, text } = await nation.post(path, fields as Record<string, string>);
      expect(status).toBe(422);
      expect(text).toContain(`href="#${field}"`);
      expect(text).toContain(`id="${field}-error"`);
    });

    it('are added and ended', async () => {
      const fields = {
        ...formOn((await nation.get('/quan-tri/chi-tieu/moi')).text),
        from: '2025-11-01',
        code: 'network.ipv6',
        group: 'network',
        kind: 'boolean',
        required: 'no',
        'applies-to': 'all',
        'name-vi': 'Đã dùng IPv6',
        'name-en': 'IPv6 in use',
        agency: 'Sở KH&CN',
        basis: 'Kế hoạch',
      };
      const wrong = await nation.post('/quan-tri/chi-tieu/moi', {
        ...fields,
        code: 'Mạng',
        intent: 'preview',
      });
      expect([wrong.status, wrong.text.includes('id="code-error"')]).toEqual([422, true]);
      const taken = { ...fields, code: 'network.lan', intent: 'preview' };
      const refused = await nation.post('/quan-tri/chi-tieu/moi', taken);
      expect([refused.status, refused.text.includes('Đã có chỉ tiêu “network.lan”')]).toEqual([422, true]);
      const seen = await nation.post('/quan-tri/chi-tieu/moi', { ...fields, intent: 'preview' });
      expect(seen.text).toContain('Không có đơn vị nào thay đổi tình trạng');
      const saved = await nation.post('/quan-tri/chi-tieu/moi', { ...formOn(seen.text), intent: 'save' });
      expect(saved.to).toBe('/quan-tri/chi-tieu/network.ipv6?done=luu');
      const path = '/quan-tri/chi-tieu/network.ipv6/ket-thuc';
      expect((await nation.post(path, { 'last-day': '2025-10-31' })).text).toContain('id="last-day-error"');
      const asked = await nation.post(path, { 'last-day': '2025-12-31', intent: 'preview' });
      expect(asked.text).toContain('Không có đơn vị nào thay đổi tình trạng');
      const { previewed = '' } = formOn(asked.text);
      const end = await nation.post(path, { 'last-day': '2025-12-31', intent: 'save', previewed });
      expect(end.to).toContain('done=ket-thuc');
      expect((await registryOf(t.db)).indicatorsOn('2026-01-01').has('network.ipv6')).toBe(false);
    });

    it('are the nation’s: a province’s administrator reads them', async () => {
      expect((await province.get(path)).text).not.toContain('<form id="thay-doi"');
      expect((await province.post(path, { intent: 'save' })).status).toBe(404);
      expect((await province.post('/quan-tri/chi-tieu/moi', {})).status).toBe(404);
      expect((await nation.get('/quan-tri/chi-tieu/no.such')).status).toBe(404);
    });
  });

  describe('programmes', () => {
    const path = `/quan-tri/dot/${PROGRAMME}`;

    it('show what another amber threshold would do, and are set from a day on', async () => {
      const fields = { ...formOn((await province.get(path)).text), amber: '99,5', from: '2025-10-24' };
      const seen = await province.post(path, { ...fields, intent: 'preview' });
      expect(seen.text).toContain('1 đơn vị thay đổi tình trạng');
      const saved = await province.post(path, { ...formOn(seen.text), intent: 'save' });
      expect(saved.to).toBe(`${path}?done=luu`);
      const registry = await registryOf(t.db);
      const programme = registry.programmes.get(PROGRAMME);
      if (!programme) throw new Error('no programme');
      expect(registry.settingsOn(programme, undefined, '2025-10-23').amberThreshold).toBe(70);
      expect(registry.settingsOn(programme, undefined, '2025-10-24').amberThreshold).toBe(99.5);
      expect(programme.endsOn).toBeNull();
    });

    it('end when somebody says so, and no earlier than today', async () => {
      const set = async (change: Record<string, string>) => {
        const seen = await province.post(path, {
          ...formOn((await province.get(path)).text),
          ...change,
          intent: 'preview',
        });
        return seen.status === 422 ? seen : province.post(path, { ...formOn(seen.text), intent: 'save' });
      };
      const early = await set({ 'ends-on': '2025-10-22' });
      expect([early.status, early.text.includes('id="ends-on-error"')]).toEqual([422, true]);
      // Said before anything is looked at, with whatever else is wrong.
      const both = {
        ...formOn((await province.get(path)).text),
        'ends-on': '2025-10-22',
        from: '2025-10-01',
      };
      const wrong = await province.post(path, { ...both, intent: 'preview' });
      for (const field of ['ends-on', 'from']) expect(wrong.text).toContain(`id="${field}-error"`);
      expect((await set({ 'ends-on': '2025-12-31' })).status).toBe(303);
      expect((await registryOf(t.db)).programmes.get(PROGRAMME)?.endsOn).toBe('2025-12-31');
      expect((await set({ 'ends-on': '' })).status).toBe(303);
      expect((await registryOf(t.db)).programmes.get(PROGRAMME)?.endsOn).toBeNull();
      expect((await set({ cutoff: '08:00' })).text).toContain('id="cutoff-error"');
    });

    it('are there for who is asked by them, and changed by who administers all that they ask', async () => {
      const hanoi = await pageBrowser(t, 'hanoi');
      expect((await hanoi.get(path)).status).toBe(404);
      expect((await hanoi.post(path, { intent: 'save' })).status).toBe(404);
    });
  });

  const textIn = (html: string) => html.replace(/<[^>]+>/g, '');

  describe('the calendar', () => {
    const day = { day: '2025-11-24', kind: 'holiday', name: 'Ngày Văn hóa', source: '' };

    it('takes a day and gives it up again, in one’s own scope', async () => {
      expect((await province.post('/quan-tri/lich', { ...day, scope: 'VN' })).status).toBe(404);
      expect((await province.post('/quan-tri/lich', { ...day, scope: '01' })).status).toBe(404);
      const shown = await province.post('/quan-tri/lich', { ...day, scope: '31', intent: 'preview' });
      expect(textIn(shown.text)).toContain('114 đơn vị không phải báo cáo ngày này nữa.');
      expect((await registryOf(t.db)).isWorkingDay('31', '2025-11-24')).toBe(true);
      const save = async (path: string, fields: Record<string, string>, { text }: { text: string }) =>
        province.post(path, {
          ...fields,
          intent: 'save',
          previewed: /name="previewed" value="([^"]+)"/.exec(text)?.[1] ?? '',
        });
      const set = await save('/quan-tri/lich', { ...day, scope: '31' }, shown);
      expect(set.to).toBe('/quan-tri/lich?nam=2025&pham-vi=31&done=ghi');
      expect((await province.get('/quan-tri/lich?nam=2025&pham-vi=31')).text).toContain('Ngày Văn hóa');
      expect((await registryOf(t.db)).isWorkingDay('31', '2025-11-24')).toBe(false);
      const gone = { scope: '31', day: '2025-11-24' };
      const seen = await province.post('/quan-tri/lich/bo', gone);
      expect(textIn(seen.text)).toContain('114 đơn vị phải báo cáo ngày này.');
      const bo = await save('/quan-tri/lich/bo', gone, seen);
      expect(bo.status).toBe(303);
      expect((await registryOf(t.db)).isWorkingDay('31', '2025-11-24')).toBe(true);
    });

    it('names everything that is wrong', async () => {
      const { status, text } = await nation.post('/quan-tri/lich', {
        scope: 'VN',
        day: '',
        kind: 'x',
        name: '',
      });
      expect(status).toBe(422);
      for (const field of ['day', 'kind', 'name']) expect(text).toContain(`id="${field}-error"`);
      const locked = await nation.post('/quan-tri/lich', { ...day, scope: 'VN', day: '2025-10-17' });
      expect(locked.text).toContain('đã khóa');
    });
  });

  describe('exceptions to locks', () => {
    const fields = { locality: '10903', day: '2025-10-15', until: '2025-10-24', reason: 'Mất điện' };

    it('let a locality report a locked day until they are closed', async () => {
      const report = async (values: object) =>
        (await department.post('/api/v1/records', { locality: '10903', day: '2025-10-15', values })).status;
      expect(await report({ 'network.lan': true })).toBe(409);
      expect((await province.post('/quan-tri/mo-lai', fields)).status).toBe(303);
      expect(await report({ 'network.lan': true })).toBe(201);
      // Told again it lasts until another day, and the audit knows until when it did.
      expect((await province.post('/quan-tri/mo-lai', { ...fields, until: '2025-10-25' })).status).toBe(303);
      const [entry] = await t.db.sql`
        select before ->> 'until' as before, after ->> 'until' as after from audit order by id desc limit 1`;
      expect(entry).toEqual({
        before: '2025-10-25T00:00:00.000+07:00',
        after: '2025-10-26T00:00:00.000+07:00',
      });
      const { text } = await province.get('/quan-tri/mo-lai');
      expect(text).toContain('Mất điện');
      const id = /\/quan-tri\/mo-lai\/(\d+)\/dong/.exec(text)?.[1] ?? '';
      const hanoi = await pageBrowser(t, 'hanoi');
      expect((await hanoi.post(`/quan-tri/mo-lai/${id}/dong`)).status).toBe(404);
      expect((await province.post(`/quan-tri/mo-lai/${id}/dong`)).status).toBe(303);
      expect(await report({ 'network.lan': false })).toBe(409);
      expect((await province.post(`/quan-tri/mo-lai/${id}/dong`)).status).toBe(409);
    });

    it('name everything that is wrong', async () => {
      const { status, text } = await province.post('/quan-tri/mo-lai', {
        locality: '00004',
        day: '',
        until: '',
        reason: '',
      });
      expect(status).toBe(422);
      for (const field of ['locality', 'day', 'until', 'reason'])
        expect(text).toContain(`id="${field}-error"`);
      const long = await province.post('/quan-tri/mo-lai', { ...fields, until: '2026-10-24' });
      expect(long.text).toContain('trong vòng 31 ngày');
    });
  });

  describe('jobs', () => {
    it('show what failed on top, and run at once for who administers the nation', async () => {
      await t.db.sql`insert into job_run (job, slot, attempts, started_at, ended_at, outcome, error)
        values ('dispatch', 'x', 5, '2025-10-22T01:00:00Z', '2025-10-22T01:00:01Z', 'failed', 'EAUTH: nope')`;
      expect((await nation.get('/quan-tri')).text).toContain('1 lần chạy lỗi');
      const { text } = await nation.get('/quan-tri/tac-vu');
      expect(text.indexOf('EAUTH: nope')).toBeLessThan(text.indexOf('Lần chạy gần nhất'));
      expect((await nation.post('/quan-tri/tac-vu/collect/chay')).to).toBe('/quan-tri/tac-vu?done=xong');
      const [run] = await t.db
        .sql`select outcome from job_run where job = 'collect' and slot like 'manual:%'`;
      expect(run).toEqual({ outcome: 'succeeded' });
      const [entry] = await t.db.sql`select actor, target from audit where action = 'job.run'`;
      expect(entry).toEqual({ actor: 'goc', target: 'collect' });
      expect((await province.post('/quan-tri/tac-vu/collect/chay')).status).toBe(404);
      expect((await province.get('/quan-tri/tac-vu')).text).not.toContain('/chay"');
    });
  });

  describe('the outbox', () => {
    it('sends a failed message again, together with what waits for the same address', async () => {
      await addContact(t.db, { locality: '11755', name: 'Lê Văn Tư', email: 'tu@xa.example' });
      t.clock.set('2025-10-23 15:30');
      await somebodyReports(department, '2025-10-23');
      t.clock.set('2025-10-23 16:05');
      await t.tick();
      await t.db
        .sql`update outbox set state = 'failed', attempts = 8, reason = '{"code": "says", "said": "550 no"}' where about = 'alerts'`;
      t.clock.set('2025-10-24 15:30');
      await somebodyReports(department, '2025-10-24');
      t.clock.set('2025-10-24 16:05');
      await t.tick();
      const states = await t.db.sql<
        { id: string; state: string }[]
      >`select id, state from outbox where about = 'alerts' order by created_at`;
      expect(states.map((one) => one.state)).toEqual(['failed', 'waiting']);
      const id = states[0]?.id ?? '';

      // A day later everybody signs in anew.
      const [hanoi, province] = [await pageBrowser(t, 'hanoi'), await pageBrowser(t, 'haiphong')];
      expect((await hanoi.get('/quan-tri/tin-gui-di')).text).not.toContain('Lê Văn Tư');
      expect((await hanoi.post(`/quan-tri/tin-gui-di/${id}/gui-lai`)).status).toBe(404);
      expect((await (await t.caller('admin', '01')).get('/api/v1/outbox')).body.items).toEqual([]);
      expect((await (await t.caller('admin', '31')).get('/api/v1/outbox')).body.items).toHaveLength(2);
      expect((await province.get('/quan-tri/tin-gui-di?state=failed')).text).toContain('550 no');
      expect((await province.post(`/quan-tri/tin-gui-di/${id}/gui-lai`)).status).toBe(303);
      const after = await t.db.sql`select id, state, attempts, reason,
        (select count(*)::int from outbox_alert where message = outbox.id) as alerts from outbox`;
      expect(after).toEqual([
        { id, state: 'waiting', attempts: 0, reason: null, alerts: expect.any(Number) },
      ]);
      expect(after[0]?.alerts).toBeGreaterThan(1);
      const [entry] = await t.db.sql`select actor, target, before from audit where action = 'outbox.retry'`;
      expect(entry).toEqual({
        actor: 'haiphong',
        target: id,
        before: { attempts: 8, reason: { code: 'says', said: '550 no' } },
      });
      expect((await province.post(`/quan-tri/tin-gui-di/${id}/gui-lai`)).status).toBe(409);
    });
  });
});
