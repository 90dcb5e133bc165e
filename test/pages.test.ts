import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postAsGuest, sessionOf } from './support/person.ts';
import { greenValues } from './support/records.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

describe('the board', () => {
  let t: TestService;
  let department: Caller;
  beforeAll(async () => {
    t = await startTestService({ now: '2025-09-26 09:12' });
    department = await t.caller('department', '31');
    const registry = await t.service.registry.fresh();
    const values = greenValues(registry, '2025-09-26');
    const post = (locality: string, changed: object) =>
      department.post('/api/v1/records', { locality, day: '2025-09-26', values: { ...values, ...changed } });
    await post('11737', {});
    await post('10888', { 'certificate.personal': { have: 4, need: 14 } });
    t.clock.set('2025-09-26 14:05');
    await t.tick();
  });
  afterAll(() => t.stop());

  const page = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(t.address + path, { redirect: 'manual', ...init });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };
  const cookie = async (token: string) => ({ cookie: await sessionOf(t, token) });
  const board = async (path: string, who: Caller = department) =>
    page(path, { headers: { ...BROWSER, ...(await cookie(who.token)) } });
  const signIn = async (fields: Record<string, string>, headers: Record<string, string> = {}) => {
    const answer = await postAsGuest(t, '/dang-nhap/ma-truy-cap', fields, { ...BROWSER, ...headers });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };

  it('a failure keeps the menu and the name of who is signed in', async () => {
    for (const [path, status] of [
      ['/khong-co-trang-nay', 404],
      ['/don-vi/99999', 404],
      ['/quan-tri/nguoi-dung', 403],
      ['/con-thieu?minAgeDays=1.5', 422],
    ] as const) {
      const answer = await board(path);
      expect([path, answer.status]).toEqual([path, status]);
      expect([path, answer.text.includes('<nav'), answer.text.includes('department 31')]).toEqual([
        path,
        true,
        true,
      ]);
      expect(answer.text).toContain('Về bảng theo dõi');
    }
    const stranger = await page('/khong-co-trang-nay', { headers: BROWSER });
    expect([stranger.status, stranger.text.includes('<nav')]).toEqual([404, false]);
  });

  describe('signing in', () => {
    it('asks for a token and shows nothing else', async () => {
      const { status, text, headers } = await page('/bang-theo-doi?day=2025-09-25');
      expect(status).toBe(200);
      expect(text).toContain('Mã truy cập');
      expect(text).toContain('value="/bang-theo-doi?day=2025-09-25"');
      expect(text).not.toContain('<table');
      expect(headers.get('cache-control')).toBe('no-store');
    });

    it('keeps a session of a good token where no script can read it and goes on to the page asked for', async () => {
      const { status, headers } = await signIn({
        token: ` ${department.token} `,
        next: '/bang-theo-doi?day=2025-09-25',
      });
      expect(status).toBe(303);
      expect(headers.get('location')).toBe('/bang-theo-doi?day=2025-09-25');
      expect(headers.get('set-cookie')).toMatch(/^phuxanh=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    });

    it('is marked secure where people come by https', async () => {
      const secure = await startTestService({ config: { publicUrl: 'https://phuxanh.example' } });
      const who = await secure.caller('viewer', '31');
      const headers = { origin: 'https://phuxanh.example' };
      const answer = await postAsGuest(secure, '/dang-nhap/ma-truy-cap', { token: who.token }, headers);
      expect(answer.headers.get('set-cookie')).toMatch(/^__Host-phuxanh=.*; Secure/);
      await secure.stop();
    });

    it.each([
      '//evil.example/?x',
      '/\\\\evil.example/',
      '/.//evil.example/',
      'https://evil.example/',
      'javascript:alert(1)',
      '/\t/evil.example',
      '/?x\r\nset-cookie: a=b',
    ])('never sends anybody elsewhere: %j', async (next) => {
      const { headers } = await signIn({ token: department.token, next });
      const to = headers.get('location') ?? '';
      expect(new URL(to, t.address).origin).toBe(t.address);
      expect(to).toMatch(/^\/(?![/\\])[^\r\n]*$/);
      expect(headers.get('set-cookie')).toMatch(/^phuxanh=/);
    });

    it.each(['px_wrong', ''])('says so when the token is wrong: “%s”', async (token) => {
      const { status, text, headers } = await signIn({ token });
      expect(status).toBe(401);
      expect(text).toContain('Mã truy cập không đúng');
      expect(headers.get('set-cookie')).toBeNull();
    });

    it('asks again when the session has ended', async () => {
      const { status, text, headers } = await page('/', { headers: { cookie: 'phuxanh=gone' } });
      expect(status).toBe(401);
      expect(text).toContain('Phiên đăng nhập đã hết hạn');
      expect(headers.get('set-cookie')).toMatch(/^phuxanh=; .*Expires=Thu, 01 Jan 1970/);
    });

    it('forgets the session on the way out', async () => {
      const { status, headers } = await page('/dang-xuat', {
        method: 'POST',
        headers: await cookie(department.token),
      });
      expect(status).toBe(303);
      expect(headers.get('set-cookie')).toMatch(/^phuxanh=; .*Expires=Thu, 01 Jan 1970/);
    });

    it.each([
      ['another site says so', { 'sec-fetch-site': 'cross-site' }, 403],
      ['a sibling of the site', { 'sec-fetch-site': 'same-site' }, 403],
      ['another origin, by an old browser', { origin: 'https://evil.example' }, 403],
      ['an origin that is hidden', { origin: 'null' }, 403],
      ['our own page', { 'sec-fetch-site': 'same-origin', origin: 'null' }, 303],
    ])('takes forms of its own pages only: %s', async (_, headers, expected) => {
      expect((await signIn({ token: department.token }, headers)).status).toBe(expected);
    });

    it('takes a form of its own origin over plain HTTP', async () => {
      expect((await signIn({ token: department.token }, { origin: t.address })).status).toBe(303);
    });
  });

  describe('the cookie reads and never writes', () => {
    it('reads files', async () => {
      const { status, headers } = await board('/api/v1/gaps?format=csv');
      expect(status).toBe(200);
      expect(headers.get('content-type')).toContain('text/csv');
    });

    it('posts nothing', async () => {
      const { status } = await page('/api/v1/records', {
        method: 'POST',
        headers: { ...(await cookie(department.token)), 'content-type': 'application/json' },
        body: JSON.stringify({ locality: '11737', day: '2025-09-26', values: { 'network.lan': false } }),
      });
      expect(status).toBe(401);
    });
  });

  describe('what it shows', () => {
    it('the day, what is due and the counts', async () => {
      const { status, text } = await board('/bang-theo-doi');
      expect(status).toBe(200);
      expect(text).toContain('Thứ Sáu, ngày 26/9/2025');
      expect(text).toContain('Hạn gửi: 16:00 hôm nay, còn 1 giờ 55 phút. Còn 112 đơn vị chưa gửi báo cáo.');
      expect(text).toContain('<p class="big">0,9\u00a0%</p>');
      expect(text).toContain('<a href="/bang-theo-doi?show=green#don-vi">1</a> trên 114 đơn vị');
    });

    it('no rates before a day is closed: until then there is a progress', async () => {
      expect((await board('/bang-theo-doi')).text).toContain('Ba tỷ lệ được tính sau giờ chốt số liệu.');
    });

    it('a tile for each locality, with sign and name, where it lies, leading to its page', async () => {
      const { text } = await board('/bang-theo-doi');
      expect(text.match(/<a class="tile /g)).toHaveLength(114);
      expect(text).toMatch(
        /<a class="tile green" href="\/don-vi\/11737"><title>phường [^<]*: đạt 100\u00a0%<\/title>/,
      );
      expect(text).toMatch(/<title>xã Cẩm Giang: gần đạt 94,7\u00a0%<\/title>.*?◐/);
      expect(text.match(/<a class="tile grey"/g)).toHaveLength(112);
    });

    it('the same as a table by rank, and by name as Vietnamese sorts', async () => {
      const names = async (path: string) => {
        const { text } = await board(path);
        const rows = text.matchAll(/<tr><th scope="row"><a href="[^"]+">(?:xã|phường|đặc khu) ([^<]+)</g);
        return [...rows].map((match) => match[1] ?? '');
      };
      const byRank = await names('/bang-theo-doi');
      expect(byRank).toHaveLength(114);
      expect(byRank[1]).toBe('Cẩm Giang');
      const byName = await names('/bang-theo-doi?sort=name');
      expect(byName).toEqual(byName.toSorted(new Intl.Collator('vi').compare));
      expect(byName.indexOf('Đồ Sơn')).toBeGreaterThan(byName.indexOf('Dương Kinh'));
    });

    it('another day, before anybody was followed', async () => {
      const { status, text } = await board('/bang-theo-doi?day=2025-09-25');
      expect(status).toBe(200);
      expect(text).toContain('không có đơn vị nào phải báo cáo');
    });

    it('on a day without reports, those of the last reporting day', async () => {
      t.clock.set('2025-09-27 10:00');
      const { text } = await board('/bang-theo-doi');
      expect(text).toContain('Ngày báo cáo gần nhất, 26/9/2025');
      expect(text).toMatch(/2<\/a><span class="of">\s*\/ 114/);
      expect((await board('/bang-theo-doi?day=2025-09-26')).text).toContain('Báo cáo trong ngày');
      t.clock.set('2025-09-26 14:05');
    });

    it('only what lies in the area', async () => {
      const officer = await t.caller('officer', '10888');
      const { text } = await board('/bang-theo-doi', officer);
      expect(text).toContain('xã Cẩm Giang');
      expect(text).toContain('18 trên 19 chỉ tiêu bắt buộc đã đạt');
      expect(text).not.toContain('Bạch Long Vĩ');
      // A map of one tile says nothing.
      expect(text).not.toContain('<svg class="map"');
      const elsewhere = await t.caller('department', '79');
      expect((await board('/bang-theo-doi', elsewhere)).text).not.toContain('Cẩm Giang');
    });

    it('the province asked for', async () => {
      const all = await t.caller('leader', '*');
      expect((await board('/bang-theo-doi?province=31', all)).text.match(/<a class="tile /g)).toHaveLength(
        114,
      );
      expect((await board('/bang-theo-doi?province=79', all)).text).not.toContain('<a class="tile ');
    });

    it('what people wrote as text, never as markup', async () => {
      const { text } = await board('/bang-theo-doi?province=%22%3E%3Cscript%3E');
      expect(text).not.toContain('<script>');
    });
  });

  describe('failures', () => {
    it.each([
      ['a day that does not exist', '/bang-theo-doi?day=2025-02-30', 422, 'Ngày không có thật'],
      ['a day to come', '/bang-theo-doi?day=2025-09-27', 422, 'chưa đến'],
      ['an unknown filter', '/bang-theo-doi?dya=2025-09-25', 422, 'dya'],
      ['no such page', '/khong-co', 404, 'Về bảng theo dõi'],
    ])('%s is told as a page', async (_, path, expected, words) => {
      const { status, text, headers } = await board(path);
      expect(status).toBe(expected);
      expect(headers.get('content-type')).toContain('text/html');
      expect(text).toContain(words);
    });

    it('stay problem documents for programs', async () => {
      const { status, headers } = await page('/khong-co');
      expect(status).toBe(404);
      expect(headers.get('content-type')).toContain('application/problem+json');
    });
  });

  describe('an address of before', () => {
    it.each([
      ['/im-lang?area=11737', '/tam-ngung-nhac?area=11737'],
      ['/xem-xet', '/ra-soat'],
      ['/viec/abc-_?language=en', '/xu-ly/abc-_?language=en'],
      ['/chung-thu/11737', '/chung-thu-so/11737'],
      ['/account/thong-bao', '/tai-khoan/thong-bao'],
      ['/account/second-factor?next=%2F', '/tai-khoan/xac-thuc-hai-lop?next=%2F'],
      ['/password?link=k', '/mat-khau?link=k'],
      ['/sign-in?next=/bao-cao', '/dang-nhap?next=/bao-cao'],
      ['/quan-tri/bac-thang/regressed', '/quan-tri/quy-trinh-nhac/regressed'],
      ['/quan-tri/thu?state=failed', '/quan-tri/tin-gui-di?state=failed'],
      ['/con-thieu/nhac-viec/tep?gap=a&gap=b', '/con-thieu/don-doc/tep?gap=a&gap=b'],
    ])('%s leads to %s, a form too', async (before, now) => {
      for (const method of ['GET', 'POST']) {
        const answer = await fetch(t.address + before, { method, redirect: 'manual' });
        expect([answer.status, answer.headers.get('location')]).toEqual([308, now]);
      }
    });

    it('that only begins alike leads nowhere', async () => {
      for (const path of ['/accounts', '/viec-lam', '/xem-xet2', '/api/v1/account'])
        expect((await fetch(t.address + path, { redirect: 'manual' })).status).toBe(404);
      const answer = await fetch(`${t.address}/khong-co`, {
        method: 'POST',
        headers: { 'content-type': 'application/xml' },
        body: '<x/>',
      });
      expect(answer.status).toBe(404);
    });
  });

  describe('what it loads', () => {
    it('keeps the style sheet for ever under the hash of what it holds', async () => {
      const { text } = await board('/bang-theo-doi');
      const path = /href="(\/assets\/app\.css\?v=[^"]+)"/.exec(text)?.[1] ?? '';
      const styles = await page(path);
      expect(styles.headers.get('cache-control')).toContain('immutable');
      expect(styles.headers.get('content-type')).toContain('text/css');
      const fonts = [...styles.text.matchAll(/url\(([^)]+)\)/g)].map((match) => match[1] ?? '');
      expect(fonts).toHaveLength(5);
      for (const font of fonts) {
        const loaded = await page(font);
        expect(loaded.headers.get('content-type')).toBe('font/woff2');
        expect(loaded.headers.get('cache-control')).toContain('immutable');
      }
    });

    it('does not keep what another version may hold', async () => {
      expect((await page('/assets/app.css?v=old')).headers.get('cache-control')).toBe('no-cache');
      expect((await page('/assets/other.css')).status).toBe(404);
    });

    it('goes without inline styles and scripts, which the policy forbids', async () => {
      const { text, headers } = await board('/bang-theo-doi');
      expect(text).not.toMatch(/\sstyle=|<style|<script(?![^>]* src=)|\son\w+=/);
      expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    });
  });
});
