import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type PageBrowser, pageBrowser } from './support/page-browser.ts';
import { createPerson } from './support/person.ts';
import { startTestService, type TestService } from './support/service.ts';

const LIST = '/quan-tri/lien-he';

/** Who hears for which place: looked after by an administrator, in his area. */
describe('contacts in the administration', () => {
  let t: TestService;
  let nation: PageBrowser;
  let province: PageBrowser;
  beforeAll(async () => {
    t = await startTestService({ now: '2025-10-23 09:00' });
    await createPerson(t, { login: 'goc', role: 'admin', area: '*' });
    await createPerson(t, { login: 'haiphong', role: 'admin', area: '31' });
    await createPerson(t, { login: 'an@camgiang.example', role: 'officer', area: '10903' });
    nation = await pageBrowser(t, 'goc');
    province = await pageBrowser(t, 'haiphong');
  });
  afterAll(() => t.stop());
  beforeEach(async () => {
    await t.db.sql`delete from contact`;
    await t.db.sql`delete from delivery_preference`;
    await t.db.sql`delete from outbox`;
  });
  const lastAudit = async () =>
    (await t.db.sql`select actor, action, target, before, after from audit order by id desc limit 1`)[0];
  const contacts = async () =>
    await t.db.sql`select locality, province, name, position, email, phone, role from contact order by id`;
  const binh = {
    name: 'Trần Thị Bình',
    position: 'Công chức văn hóa',
    role: 'officer',
    province: '31',
    area: 'cam giang (10903)',
    email: 'binh@camgiang.example',
    phone: '0912 345 678',
  };
  const added = async (change: Partial<typeof binh> = {}) => {
    const { to } = await province.post(LIST, { ...binh, ...change });
    return /\/(\d+)\?done=them$/.exec(to ?? '')?.[1] ?? '';
  };

  it('are added, found by name and by place, changed and removed', async () => {
    const id = await added();
    expect(await contacts()).toEqual([
      {
        locality: '10903',
        province: null,
        name: binh.name,
        position: binh.position,
        email: binh.email,
        phone: binh.phone,
        role: 'officer',
      },
    ]);
    expect(await lastAudit()).toEqual({
      actor: 'haiphong',
      action: 'contacts.add',
      target: `contact ${id}`,
      before: null,
      after: { area: '10903', role: 'officer' },
    });
    for (const q of ['tran thi', 'CẨM GIANG', '10903', 'binh@'])
      expect([q, (await province.get(`${LIST}?q=${encodeURIComponent(q)}`)).text]).toEqual([
        q,
        expect.stringContaining(binh.name),
      ]);
    expect((await province.get(`${LIST}?q=khong+co`)).text).not.toContain(binh.name);

    const changed = { ...binh, role: 'leader', email: '', phone: '0988 111 222' };
    expect(await province.post(`${LIST}/${id}`, changed)).toMatchObject({ to: `${LIST}/${id}?done=luu` });
    expect(await contacts()).toMatchObject([{ role: 'leader', email: null, phone: '0988 111 222' }]);
    expect(await lastAudit()).toMatchObject({ action: 'contacts.change', before: { role: 'officer' } });

    expect(await province.post(`${LIST}/${id}/bo`)).toMatchObject({ to: `${LIST}?done=bo` });
    expect(await contacts()).toEqual([]);
    expect((await province.post(`${LIST}/${id}/bo`)).status).toBe(404);
    expect(JSON.stringify(await t.db.sql`select * from audit`)).not.toContain('Trần Thị Bình');
  });

  it('are listed a hundred a page', async () => {
    await t.db.sql`insert into contact (locality, name, position, email, role)
      select '10903', 'Người số ' || lpad(n::text, 3, '0'), '', n || '@xa.example', 'officer' from generate_series(1, 101) n`;
    const first = (await province.get(`${LIST}?q=nguoi so`)).text;
    expect(first).toContain('Người số 100');
    expect(first).not.toContain('Người số 101');
    const next = /href="([^"]+)" rel="next"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const second = (await province.get(next)).text;
    expect(second).toContain('Người số 101');
    expect(second).not.toContain('Người số 100');
  });

  it.each([
    ['no name', { name: '' }, 'Nhập họ tên.'],
    ['no way to reach him', { email: '', phone: '' }, 'Nhập email hoặc số điện thoại.'],
    ['no address', { email: 'binh@' }, 'Địa chỉ email chưa đúng'],
    ['two addresses', { email: 'a@b.vn,c@d.vn' }, 'Địa chỉ email chưa đúng'],
    ['no number', { phone: 'gọi sau' }, 'Số điện thoại chưa đúng'],
    ['a line break in the name', { name: 'Bình\nBcc: x@y.vn' }, 'Có dấu xuống dòng'],
    ['an officer of a province', { area: '' }, 'Cán bộ cấp xã thuộc một xã'],
    ['a department of a commune', { role: 'department' }, 'bỏ trống xã, phường'],
    ['no such place', { area: 'khong co' }, 'Không thấy đơn vị này trong địa bàn'],
    ['the place of another province', { province: '01', area: '' }, 'ngoài phạm vi'],
  ])('are not added with %s', async (_, change, said) => {
    const { status, text } = await province.post(LIST, { ...binh, ...change });
    expect([status, text.includes(said) ? said : text]).toEqual([422, said]);
    expect(await contacts()).toEqual([]);
  });

  it('come with everything that is wrong at once', async () => {
    const { text } = await province.post(LIST, { ...binh, name: '', email: 'x', phone: 'y' });
    for (const said of ['Nhập họ tên.', 'Địa chỉ email chưa đúng', 'Số điện thoại chưa đúng'])
      expect(text).toContain(said);
  });

  it('stand there once for a place and role', async () => {
    const id = await added();
    expect((await province.post(LIST, { ...binh, name: 'Khác' })).text).toContain('Đã có đầu mối');
    expect(await added({ role: 'leader' })).not.toBe('');
    expect((await province.post(`${LIST}/${id}`, { ...binh, role: 'leader' })).status).toBe(422);
    expect((await province.post(`${LIST}/${id}`, binh)).status).toBe(303);
  });

  it('are of one’s own area', async () => {
    await t.db.sql`insert into contact (province, name, position, email, role)
      values ('01', 'Người Hà Nội', '', 'hn@x.example', 'department'), (null, 'Người trực', '', 'op@x.example', 'operator')`;
    const [{ id: foreign }] = (await t.db.sql`select id from contact order by id limit 1`) as [
      { id: number },
    ];
    expect((await nation.get(LIST)).text).toContain('Người Hà Nội');
    const { text } = await province.get(LIST);
    expect([text.includes('Người Hà Nội'), text.includes('Người trực')]).toEqual([false, false]);
    for (const below of ['', '/bo', '/cach-nhan', '/gui-thu-nghiem'])
      expect((await province.post(`${LIST}/${foreign}${below}`, { ...binh, channel: 'email' })).status).toBe(
        404,
      );
    expect((await province.get(`${LIST}/${foreign}`)).status).toBe(404);
    expect(await contacts()).toHaveLength(2);
    const operator = { ...binh, role: 'operator', province: '*', area: '' };
    expect((await nation.post(LIST, operator)).status).toBe(303);
    expect((await contacts()).at(-1)).toMatchObject({ locality: null, province: null, role: 'operator' });
  });

  it('without an account have it said by an administrator how they hear, and are sent a message to try', async () => {
    const id = await added();
    const form = {
      'channel-1': 'email',
      language: 'vi',
      'quiet-from': '20:00',
      'quiet-until': '06:00',
      'per-day': '4',
    };
    expect((await province.get(`${LIST}/${id}`)).text).not.toContain('value="web_push"');
    expect(await province.post(`${LIST}/${id}/cach-nhan`, form)).toMatchObject({
      to: `${LIST}/${id}?done=luu`,
    });
    expect(await t.db.sql`select recipient, per_day from delivery_preference`).toEqual([
      { recipient: binh.email, per_day: 4 },
    ]);
    expect(await lastAudit()).toMatchObject({ action: 'preference.set', target: `contact ${id}` });
    const wrong = await province.post(`${LIST}/${id}/cach-nhan`, { ...form, 'channel-1': 'web_push' });
    expect([wrong.status, wrong.text.includes('khi có tài khoản')]).toEqual([422, true]);
    expect(await province.post(`${LIST}/${id}/gui-thu-nghiem`, { channel: 'email' })).toMatchObject({
      to: `${LIST}/${id}?done=gui-thu-nghiem`,
    });
    expect(await t.db.sql`select address, about from outbox`).toEqual([
      { address: binh.email, about: 'test' },
    ]);
  });

  it('with an account say it themselves', async () => {
    const id = await added({ name: 'Nguyễn Văn An', email: 'An@camgiang.example' });
    const { text } = await province.get(`${LIST}/${id}`);
    expect(text).toContain('Người này có tài khoản');
    expect(text).not.toContain('name="quiet-from"');
    const form = {
      'channel-1': 'email',
      language: 'vi',
      'quiet-from': '20:00',
      'quiet-until': '06:00',
      'per-day': '4',
    };
    expect((await province.post(`${LIST}/${id}/cach-nhan`, form)).status).toBe(422);
    expect(await t.db.sql`select from delivery_preference`).toHaveLength(0);
  });
});
