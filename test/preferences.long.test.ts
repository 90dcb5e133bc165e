import { createECDH, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { admin } from './support/admin.ts';
import { type PageBrowser, pageBrowser } from './support/page-browser.ts';
import { cookieOf, createPerson, postForm, signIn } from './support/person.ts';
import { startTestService, type TestService } from './support/service.ts';

const PAGE = '/tai-khoan/thong-bao';
const MAIL = 'binh@camgiang.example';

/** What reaches a person, and how: by the person, by an administrator's shell, and what the browser posts. */
describe('how a person hears', () => {
  let t: TestService;
  let binh: PageBrowser;
  beforeAll(async () => {
    t = await startTestService({ now: '2025-10-23 09:00' });
    await createPerson(t, { login: MAIL, role: 'officer', area: '11737' });
    binh = await pageBrowser(t, MAIL);
  });
  afterAll(() => t.stop());
  beforeEach(async () => {
    await t.db.sql`delete from delivery_preference`;
    await t.db.sql`delete from push_subscription`;
    await t.db.sql`delete from outbox`;
    await t.db.sql`delete from channel where name like 'zalo%'`;
    await t.db.sql`delete from contact`;
  });
  const stored = async (recipient = MAIL) =>
    (
      await t.db.sql`select language, channels, zalo_user as zalo, quiet_from as "from", quiet_until as until,
      per_day as "perDay" from delivery_preference where recipient = ${recipient}`
    )[0];
  const lastAudit = async () =>
    (await t.db.sql`select actor, action, target, before, after from audit order by id desc limit 1`)[0];
  const contact = (email: string | null, phone: string | null) =>
    t.db.sql`insert into contact (locality, name, position, email, phone, role)
      values ('11737', 'Trần Thị Bình', '', ${email}, ${phone}, 'officer')`;
  const setUp = (name: string) =>
    t.db.sql`insert into channel (name, settings, updated_at) values (${name}, 'sealed', now())`;
  const form = {
    'channel-1': 'web_push',
    'channel-2': 'email',
    language: 'en',
    'quiet-from': '20:30',
    'quiet-until': '06:15',
    'per-day': '5',
  };

  it('is shown as it is for everybody until somebody says otherwise, and kept when he does', async () => {
    const before = (await binh.get(PAGE)).text;
    expect(before).toContain('value="21:00"');
    expect(before).not.toContain('Zalo');
    expect(await binh.post(PAGE, form)).toMatchObject({ status: 303, to: `${PAGE}?done=luu` });
    expect(await stored()).toEqual({
      language: 'en',
      channels: ['web_push', 'email'],
      zalo: null,
      from: '20:30',
      until: '06:15',
      perDay: 5,
    });
    expect(await lastAudit()).toMatchObject({
      actor: MAIL,
      action: 'preference.set',
      target: MAIL,
      before: { channels: ['email'], perDay: 8 },
      after: { channels: ['web_push', 'email'], perDay: 5 },
    });
    const { text } = await binh.get(`${PAGE}?done=luu`);
    expect(text).toContain('Đã lưu cách nhận tin.');
    expect(text).toMatch(/<option value="web_push" selected>/);
    expect(text).toContain('value="20:30"');
  });

  it.each([
    ['nothing chosen', { 'channel-1': '', 'channel-2': '' }, ['Chọn ít nhất một cách nhận.']],
    ['one twice', { 'channel-1': 'email', 'channel-2': 'email' }, ['Một cách nhận được chọn hai lần.']],
    ['a way for systems', { 'channel-1': 'webhook' }, ['Chọn một mục trong danh sách.']],
    ['Zalo without its id', { 'channel-1': 'zalo_oa' }, ['Để nhận qua Zalo, cần nhập mã người dùng Zalo.']],
    [
      'a telephone that is in no list',
      { 'channel-1': 'zalo_zns' },
      ['Đầu mối liên hệ này chưa có số điện thoại'],
    ],
    ['quiet all day', { 'quiet-from': '07:00', 'quiet-until': '06:00' }, ['Giờ yên tĩnh quá dài']],
    [
      'several at once',
      { 'quiet-from': '25:00', 'per-day': '0', language: 'fr' },
      ['Ghi giờ và phút', 'Nhập số nguyên từ 1 đến 50.', 'Chọn một mục trong danh sách.'],
    ],
  ])('is not kept with %s', async (_, change, said) => {
    const answer = await binh.post(PAGE, { ...form, ...change });
    expect(answer.status).toBe(422);
    for (const words of said) expect(answer.text).toContain(words);
    expect(await stored()).toBeUndefined();
  });

  it('takes Zalo once it is set up, by its own id or the telephone of the contact', async () => {
    await setUp('zalo_oa');
    await setUp('zalo_zns');
    await contact('Binh@CamGiang.example', '0912 345 678');
    const { text } = await binh.get(PAGE);
    expect(text).toContain('name="zalo-user"');
    const answer = await binh.post(PAGE, {
      ...form,
      'channel-1': 'zalo_zns',
      'channel-2': 'zalo_oa',
      'zalo-user': '1234567890123',
    });
    expect(answer.status).toBe(303);
    expect(await stored()).toMatchObject({ channels: ['zalo_zns', 'zalo_oa'], zalo: '1234567890123' });
    expect(JSON.stringify(await lastAudit())).not.toContain('1234567890123');
  });

  it('sends a message to try each way, once a minute, and says what became of it', async () => {
    expect(await binh.post(`${PAGE}/gui-thu-nghiem`, { channel: 'email' })).toMatchObject({
      to: `${PAGE}?done=gui-thu-nghiem`,
    });
    await binh.post(`${PAGE}/gui-thu-nghiem`, { channel: 'email' });
    const rows = await t.db
      .sql`select channel, address, recipient, recipient_name as name, about, state from outbox`;
    expect(rows).toEqual([
      {
        channel: 'email',
        address: MAIL,
        recipient: MAIL,
        name: `Người ${MAIL}`,
        about: 'test',
        state: 'waiting',
      },
    ]);
    expect((await binh.get(PAGE)).text).toContain('sẽ tới trong ít phút');
    await t.db.sql`update outbox set state = 'sent', sent_at = ${'2025-10-23T02:01:00Z'}`;
    expect((await binh.get(PAGE)).text).toContain('Đã gửi lúc 09:01\u00a023/10/2025');
    await t.db
      .sql`update outbox set state = 'failed', reason = '{"code": "says", "said": "550 no such user"}'`;
    const { text } = await binh.get(PAGE);
    expect(text).toContain('Không gửi được');
    expect(text).not.toContain('550');
    await binh.post(`${PAGE}/gui-thu-nghiem`, { channel: 'web_push' });
    const [push] = await t.db
      .sql`select address, p.email from outbox o join person p on o.address = p.id::text`;
    expect(push?.email).toBe(MAIL);
    expect(await binh.post(`${PAGE}/gui-thu-nghiem`, { channel: 'zalo_oa' })).toMatchObject({ status: 409 });
    expect((await t.db.sql`select count(*)::int as n from outbox`)[0]?.n).toBe(2);
  });

  it('cannot be said for an account without an e-mail address, which the page says', async () => {
    await createPerson(t, { login: 'khongthu', role: 'officer', area: '11737' });
    const one = await pageBrowser(t, 'khongthu');
    const { status, text } = await one.get(PAGE);
    expect([status, text.includes('Tài khoản này chưa có email')]).toEqual([200, true]);
    expect((await one.post(PAGE, form)).status).toBe(404);
  });

  it('is said for a contact without an account at the shell', async () => {
    await contact(null, '0912.345.678');
    const run = (...args: string[]) => admin(t.db, '2025-10-23 09:00', 'preference', ...args);
    await setUp('zalo_zns');
    await run('set', '0912 345 678', '--channels', 'zalo_zns', '--per-day', '3');
    expect(await stored('0912345678')).toMatchObject({ channels: ['zalo_zns'], perDay: 3, from: '21:00' });
    expect(await run('show', '0912-345-678')).toContain('channels     zalo_zns');
    await expect(run('set', '0912345678', '--channels', 'email,web_push')).rejects.toThrow(
      /There is no e-mail address\.\nMessages in the browser need an account\./,
    );
    await expect(run('set', 'ai@dau.example', '--per-day', '3')).rejects.toThrow(/Nobody has/);
    await expect(run('set', '0912345678', '--per-day', '99')).rejects.toThrow(/--per-day/);
    await expect(run('set', '0912345678')).rejects.toThrow(/Nothing to change/);
  });

  describe('in the browser', () => {
    const browser = (endpoint = `https://fcm.googleapis.com/fcm/send/${randomBytes(8).toString('hex')}`) => {
      const own = createECDH('prime256v1');
      own.generateKeys();
      const auth = randomBytes(16).toString('base64url');
      return { endpoint, p256dh: own.getPublicKey('base64url'), auth };
    };
    const subscriptions = async () =>
      await t.db
        .sql`select p.email, s.agent from push_subscription s join person p on p.id = s.person order by s.id`;

    it('is turned on, shown in the list, preferred from then on, and turned off', async () => {
      const one = browser();
      expect(await binh.post('/tai-khoan/trinh-duyet', one)).toMatchObject({ to: `${PAGE}?done=bat` });
      await binh.post('/tai-khoan/trinh-duyet', one);
      expect(await subscriptions()).toEqual([{ email: MAIL, agent: 'node' }]);
      expect(await stored()).toMatchObject({ channels: ['web_push', 'email'] });
      const { text } = await binh.get(PAGE);
      expect(text).not.toContain(one.endpoint);
      const id = /name="browser" value="(\d+)"/.exec(text)?.[1] ?? '';
      expect(await binh.post('/tai-khoan/trinh-duyet/xoa', { browser: id })).toMatchObject({
        to: `${PAGE}?done=tat`,
      });
      expect(await subscriptions()).toEqual([]);
      expect((await binh.post('/tai-khoan/trinh-duyet/xoa', { browser: id })).status).toBe(404);
    });

    it('goes to whoever turned it on last at a shared computer', async () => {
      await createPerson(t, { login: 'an@camgiang.example', role: 'officer', area: '11737' });
      const an = await pageBrowser(t, 'an@camgiang.example');
      const shared = browser();
      await binh.post('/tai-khoan/trinh-duyet', shared);
      await an.post('/tai-khoan/trinh-duyet', shared);
      expect(await subscriptions()).toMatchObject([{ email: 'an@camgiang.example' }]);
      const id = /name="browser" value="(\d+)"/.exec((await an.get(PAGE)).text)?.[1] ?? '';
      expect((await binh.post('/tai-khoan/trinh-duyet/xoa', { browser: id })).status).toBe(404);
    });

    it('forgets the oldest of too many', async () => {
      for (let count = 0; count < 12; count++) {
        t.clock.set(`2025-10-23 09:${String(count).padStart(2, '0')}`);
        await binh.post('/tai-khoan/trinh-duyet', browser());
      }
      const rows = await t.db.sql`select min(created_at) as first, count(*)::int as n from push_subscription`;
      expect(rows[0]).toEqual({ first: new Date('2025-10-23T02:02:00Z'), n: 10 });
    });

    it.each([
      ['an address inside', { endpoint: 'https://10.0.0.1/x' }],
      ['the metadata of a cloud', { endpoint: 'https://169.254.169.254/latest/' }],
      ['no TLS', { endpoint: 'http://push.example.com/x' }],
      ['keys that are none', { p256dh: 'x', auth: 'y' }],
    ])('is refused with %s', async (_, change) => {
      const cookie = cookieOf(await signIn(t, MAIL));
      const page = await (await fetch(t.address + PAGE, { headers: { cookie, accept: 'text/html' } })).text();
      const csrf = /name="csrf" value="([\w-]+)"/.exec(page)?.[1] ?? '';
      const json = { accept: 'application/json', cookie };
      const answer = await postForm(t, '/tai-khoan/trinh-duyet', { csrf, ...browser(), ...change }, json);
      expect(answer.status).toBe(422);
      expect(JSON.stringify(await answer.json())).toContain('Tải lại trang rồi thử lại.');
      const forged = await postForm(t, '/tai-khoan/trinh-duyet', { ...browser() }, json);
      expect(forged.status).toBe(403);
      expect(await subscriptions()).toEqual([]);
    });

    it('is not for who came with a token', async () => {
      const officer = await t.caller('officer', '11737');
      expect((await officer.post('/tai-khoan/trinh-duyet', browser())).status).not.toBe(200);
      expect(await subscriptions()).toEqual([]);
    });
  });

  it('leaves nothing of people who are in no list any more', async () => {
    await binh.post(PAGE, form);
    await t.db.sql`insert into delivery_preference (recipient, area, language, channels, zalo_user,
      quiet_from, quiet_until, per_day, updated_at, updated_by) select 'gone@x.example', area, language, channels, zalo_user,
      quiet_from, quiet_until, per_day, updated_at, updated_by from delivery_preference`;
    const { prunePreferences } = await import('../src/outbox/preference-store.ts');
    expect(await prunePreferences(t.db.orm)).toBe(1);
    expect(await stored()).toBeDefined();
  });
});

describe('an app to install', () => {
  let t: TestService;
  beforeAll(async () => {
    t = await startTestService();
  });
  afterAll(() => t.stop());

  it('says what it is called, where it opens, and has its pictures', async () => {
    const answer = await fetch(`${t.address}/manifest.webmanifest`);
    expect(answer.headers.get('content-type')).toContain('application/manifest+json');
    const manifest = (await answer.json()) as { icons: { src: string; sizes: string }[] };
    expect(manifest).toMatchObject({ short_name: 'Phủ Xanh', start_url: '/bao-cao', display: 'standalone' });
    for (const { src, sizes } of manifest.icons) {
      const picture = Buffer.from(await (await fetch(t.address + src)).arrayBuffer());
      expect(picture.subarray(1, 4).toString()).toBe('PNG');
      expect(`${picture.readUInt32BE(16)}x${picture.readUInt32BE(20)}`).toBe(sizes);
    }
    const page = await (await fetch(`${t.address}/dang-nhap`, { headers: { accept: 'text/html' } })).text();
    expect(page).toContain('<link rel="manifest" href="/manifest.webmanifest"/>');
  });
});
