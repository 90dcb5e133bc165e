import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SECTIONS } from '../src/pages/administration/frame.tsx';
import { admin } from './support/admin.ts';
import { type PageBrowser, pageBrowser } from './support/page-browser.ts';
import { cookieOf, createPerson, PASSWORD, postForm, signIn } from './support/person.ts';
import { startTestService, type TestService } from './support/service.ts';

/** People, tokens, localities: what an administrator looks after in his area. */
describe('the administration', () => {
  let t: TestService;
  let nation: PageBrowser;
  let province: PageBrowser;
  beforeAll(async () => {
    t = await startTestService({ now: '2025-10-23 09:00' });
    await createPerson(t, { login: 'goc', role: 'admin', area: '*' });
    await createPerson(t, { login: 'haiphong', role: 'admin', area: '31' });
    nation = await pageBrowser(t, 'goc');
    province = await pageBrowser(t, 'haiphong');
  });
  afterAll(() => t.stop());
  const lastAudit = async () =>
    (await t.db.sql`select actor, action, target, before, after from audit order by id desc limit 1`)[0];
  const idOf = async (login: string) =>
    Number((await t.db.sql`select id from person where user_name = ${login} or email = ${login}`)[0]?.id);

  it('leads to every part', async () => {
    for (const one of [nation, province]) {
      const { status, text } = await one.get('/quan-tri');
      expect(status).toBe(200);
      const parts = [...text.matchAll(/<li class="panel"><a href="([^"]+)"/g)].map(([, href]) => href ?? '');
      expect(parts).toEqual(SECTIONS.map(({ href }) => href));
      for (const part of parts) expect([part, (await one.get(part)).status]).toEqual([part, 200]);
    }
  });

  describe('people', () => {
    const invitation = {
      name: 'Trần Thị Bình',
      email: 'binh@so.example',
      role: 'officer',
      province: '31',
      area: 'cam giang (10903)',
    };

    it('are invited by a link that is shown once and sets the password', async () => {
      const { status, text } = await province.post('/quan-tri/nguoi-dung', invitation);
      expect(status).toBe(200);
      const link = /value="[^"]*\/mat-khau\?link=([\w-]+)"/.exec(text)?.[1] ?? '';
      expect((await postForm(t, '/mat-khau', { link, password: PASSWORD })).headers.get('location')).toBe(
        '/bao-cao',
      );
      expect((await signIn(t, 'binh@so.example')).status).toBe(303);
      const [row] = await t.db.sql`select role, area, name from person where email = 'binh@so.example'`;
      expect(row).toEqual({ role: 'officer', area: '10903', name: 'Trần Thị Bình' });
      const [entry] = await t.db.sql`select actor, source from audit where action = 'user.create'
        order by id desc limit 1`;
      expect(entry).toEqual({ actor: 'haiphong', source: '127.0.0.1' });
      expect(
        (await province.get(`/quan-tri/nguoi-dung/${await idOf('binh@so.example')}`)).text,
      ).not.toContain(link);
    });

    it('come with everything that is wrong, each at its field', async () => {
      const { status, text } = await province.post('/quan-tri/nguoi-dung', {
        name: '',
        email: 'không phải',
        role: 'boss',
        province: '31',
        area: 'nơi nào',
      });
      expect(status).toBe(422);
      for (const field of ['name', 'email', 'role', 'area']) {
        expect(text).toContain(`href="#${field}"`);
        expect(text).toContain(`id="${field}-error"`);
      }
      expect(text).toContain('value="không phải"');
      const twice = await province.post('/quan-tri/nguoi-dung', invitation);
      expect([twice.status, twice.text.includes('Đã có tài khoản')]).toEqual([422, true]);
    });

    it('are found without accents', async () => {
      expect((await province.get('/quan-tri/nguoi-dung?q=tran+thi')).text).toContain('Trần Thị Bình');
      expect((await province.get('/quan-tri/nguoi-dung?q=khong+ai')).text).toContain(
        'Không tìm thấy người phù hợp',
      );
    });

    it('get another role and area, and sign in again', async () => {
      const id = await idOf('binh@so.example');
      const cookie = cookieOf(await signIn(t, 'binh@so.example'));
      const fields = { name: 'Trần Thị Bình', position: 'Phó phòng', role: 'department', province: '31' };
      expect((await province.post(`/quan-tri/nguoi-dung/${id}`, { ...fields, area: '' })).to).toContain(
        'done=luu',
      );
      expect(await lastAudit()).toMatchObject({
        actor: 'haiphong',
        action: 'user.set',
        before: { role: 'officer', area: '10903' },
        after: { role: 'department', area: '31', position: 'Phó phòng' },
      });
      const board = async (by: string) =>
        (await fetch(`${t.address}/quan-tri`, { headers: { accept: 'text/html', cookie: by } })).status;
      expect(await board(cookie)).toBe(401);
      expect(await board(cookieOf(await signIn(t, 'binh@so.example')))).toBe(403);
    });

    it('are reset, signed out, disabled and enabled', async () => {
      const id = await idOf('binh@so.example');
      const at = (word: string) => province.post(`/quan-tri/nguoi-dung/${id}/${word}`);
      const session = async (cookie: string) =>
        (await fetch(`${t.address}/tai-khoan`, { headers: { accept: 'text/html', cookie } })).status;
      const cookie = cookieOf(await signIn(t, 'binh@so.example'));
      expect((await at('ket-thuc')).to).toContain('done=ket-thuc');
      expect(await session(cookie)).toBe(401);
      expect((await at('khoa')).status).toBe(303);
      expect((await at('khoa')).status).toBe(409);
      expect((await signIn(t, 'binh@so.example')).status).toBe(401);
      expect((await at('mo')).status).toBe(303);
      expect((await signIn(t, 'binh@so.example')).status).toBe(303);
      expect((await at('dat-lai')).text).toMatch(/\/mat-khau\?link=[\w-]{43}/);
      expect((await signIn(t, 'binh@so.example')).status).toBe(401);
    });

    it('of another area are not there, nor is anybody given more than one’s own', async () => {
      const id = await idOf('goc');
      expect((await province.get(`/quan-tri/nguoi-dung/${id}`)).status).toBe(404);
      expect((await province.post(`/quan-tri/nguoi-dung/${id}/khoa`)).status).toBe(404);
      expect((await province.get('/quan-tri/nguoi-dung')).text).not.toContain('Người goc');
      for (const [area, place] of [
        ['*', ''],
        ['01', ''],
        ['01', '00004'],
      ]) {
        const fields = { ...invitation, email: 'khac@so.example', province: area ?? '', area: place ?? '' };
        expect((await province.post('/quan-tri/nguoi-dung', fields)).status).toBe(422);
      }
    });

    it('do not lock themselves out', async () => {
      const { status, text } = await province.post(`/quan-tri/nguoi-dung/${await idOf('haiphong')}/khoa`);
      expect(status).toBe(409);
      expect(text).toContain('do một quản trị viên khác thay đổi');
    });
  });

  describe('tokens', () => {
    const fields = { name: 'Trục liên thông', role: 'officer', province: '31', area: '' };

    it('are shown once, open the service, and are revoked', async () => {
      const { text } = await province.post('/quan-tri/ma-truy-cap', fields);
      const token = /value="(px_[\w-]+)"/.exec(text)?.[1] ?? '';
      const ask = () =>
        fetch(`${t.address}/api/v1/indicators`, { headers: { authorization: `Bearer ${token}` } });
      expect((await ask()).status).toBe(200);
      expect((await province.get('/quan-tri/ma-truy-cap')).text).not.toContain(token);
      const id = Number((await t.db.sql`select max(id) as id from token`)[0]?.id);
      expect((await province.post(`/quan-tri/ma-truy-cap/${id}/thu-hoi`)).status).toBe(303);
      expect((await ask()).status).toBe(401);
      expect((await province.post(`/quan-tri/ma-truy-cap/${id}/thu-hoi`)).status).toBe(409);
      expect(await lastAudit()).toMatchObject({ action: 'token.revoke', target: 'Trục liên thông' });
    });

    it('of another area are not there', async () => {
      await nation.post('/quan-tri/ma-truy-cap', { ...fields, name: 'Cả nước', province: '*' });
      const id = Number((await t.db.sql`select max(id) as id from token`)[0]?.id);
      expect((await province.get('/quan-tri/ma-truy-cap')).text).not.toContain('Cả nước');
      expect((await province.post(`/quan-tri/ma-truy-cap/${id}/thu-hoi`)).status).toBe(404);
      expect((await province.post('/quan-tri/ma-truy-cap', { ...fields, province: '*' })).status).toBe(422);
    });
  });

  describe('localities', () => {
    it('are found without accents, those of the area alone', async () => {
      const { text } = await province.get('/quan-tri/don-vi?q=cam+giang');
      expect(text).toContain('xã Cẩm Giàng');
      expect(text).toContain('xã Cẩm Giang');
      expect((await province.get('/quan-tri/don-vi?q=00004')).text).toContain(
        'Không tìm thấy đơn vị phù hợp',
      );
    });

    it('get another name from an open day on', async () => {
      const fields = { type: 'phường', name: 'Cẩm Giàng Mới', from: '2025-10-19' };
      const early = await province.post('/quan-tri/don-vi/10903/ten', fields);
      expect(early.status).toBe(422);
      expect(early.text).toContain('Các ngày trước 20/10/2025 đã khóa');
      const done = await province.post('/quan-tri/don-vi/10903/ten', { ...fields, from: '2025-10-20' });
      expect(done.to).toBe('/quan-tri/don-vi/10903?done=ten');
      expect((await province.get('/quan-tri/don-vi/10903')).text).toContain('<h1>phường Cẩm Giàng Mới</h1>');
      expect(await lastAudit()).toMatchObject({ action: 'locality.rename', target: '10903' });
    });

    it('are merged into a successor of the area', async () => {
      const end = (successor: string) =>
        province.post('/quan-tri/don-vi/10909/ket-thuc', { 'last-day': '2025-12-31', successor });
      for (const other of ['nơi nào', '00004', '10909']) expect((await end(other)).status).toBe(422);
      expect((await end('10888')).status).toBe(303);
      const { text } = await province.get('/quan-tri/don-vi/10909');
      expect(text).toContain('31/12/2025');
      expect(text).toContain('href="/quan-tri/don-vi/10888"');
      // Whoever takes over cannot be gone by then, nor give itself to the one it takes over.
      const gone = await province.post('/quan-tri/don-vi/10888/ket-thuc', {
        'last-day': '2025-12-30',
        successor: '10909',
      });
      expect(gone.status).toBe(422);
      expect(gone.text).toContain('tiếp nhận đơn vị 10909');
    });
  });

  describe('the audit', () => {
    beforeAll(async () => {
      await createPerson(t, { login: 'hang', role: 'officer', area: '10903' });
      const fields = { name: 'Lê Thị Hằng', role: 'department', province: '31', area: '' };
      await province.post(`/quan-tri/nguoi-dung/${await idOf('hang')}`, fields);
      await province.post('/quan-tri/ma-truy-cap', { ...fields, name: 'Cổng một cửa' });
      const name = { type: 'xã', name: 'Cẩm Giang Mới', from: '2025-10-23' };
      await province.post('/quan-tri/don-vi/10888/ten', name);
    });

    it('is filtered by who, what, on what and when, and read as words', async () => {
      const { text } = await nation.get('/quan-tri/nhat-ky?actor=haiphong&action=user.set');
      expect(text).toContain('Đổi thông tin tài khoản');
      expect(text).toContain('vai trò: Cán bộ cấp xã → Sở, ngành phụ trách');
      expect(text).not.toContain('<small class="under">goc</small>');
      const none = await nation.get('/quan-tri/nhat-ky?to=2025-10-22');
      expect(none.text).toContain('Không có thay đổi phù hợp với bộ lọc');
      expect((await nation.get('/quan-tri/nhat-ky?target=10888&from=2025-10-23')).text).toContain(
        'Đổi tên đơn vị',
      );
      expect((await nation.get('/quan-tri/nhat-ky?actor=%25')).text).toContain('Không có thay đổi');
    });

    it('shows a province’s administrator what concerns it', async () => {
      const { text } = await province.get('/quan-tri/nhat-ky');
      expect(text).toContain('Cổng một cửa');
      expect(text).toContain('10888');
      expect(text).not.toContain('Người goc');
      expect(text).not.toContain('>goc<');
      const api = await (await t.caller('admin', '31')).get('/api/v1/audit?limit=5000');
      const targets = api.body.items.map((one: { target: string }) => one.target);
      expect(targets).toContain('10888');
      expect(targets).not.toContain('goc');
    });

    it('is paged by a cursor that keeps the filter', async () => {
      for (let i = 0; i < 60; i++)
        await admin(t.db, t.clock.now(), 'user', 'set', 'haiphong', '--position', `thứ ${i}`);
      const first = await nation.get('/quan-tri/nhat-ky?action=user.set');
      const next = /href="(\/quan-tri\/nhat-ky\?action=user\.set&amp;cursor=[^"]+)"/.exec(first.text)?.[1];
      const second = await nation.get(next?.replaceAll('&amp;', '&') ?? '');
      expect(second.text).toContain('thứ 0');
      expect(second.text).not.toContain('thứ 59');
    });
  });
});
