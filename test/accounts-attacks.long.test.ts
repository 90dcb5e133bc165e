import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { admin } from './support/admin.ts';
import {
  cookieOf,
  createPerson,
  guestOf,
  PASSWORD,
  postAsGuest,
  postForm,
  signIn,
} from './support/person.ts';
import { startTestService, type TestService } from './support/service.ts';

const HTML = { accept: 'text/html' };
const START = '2025-09-26 09:12';
const MINUTE = 60_000;

/** What somebody would try who has no business here, or none any more. */
describe('attacks on accounts', () => {
  let t: TestService;
  beforeAll(async () => {
    t = await startTestService({ now: START });
    for (const login of ['an', 'binh', 'cuong', 'dung', 'em', 'giang'])
      await createPerson(t, { login, role: 'department', area: '31' });
  });
  afterAll(() => t.stop());

  const later = (ms: number) => t.clock.set(new Date(t.clock.now().getTime() + ms));
  const get = async (path: string, cookie: string, more: Record<string, string> = {}) => {
    const headers = { ...HTML, cookie, ...more };
    const answer = await fetch(t.address + path, { headers, redirect: 'manual' });
    return { status: answer.status, text: await answer.text() };
  };
  const enter = async (login: string) => cookieOf(await signIn(t, login));
  const formTokenOf = async (cookie: string) =>
    /name="csrf" value="([\w-]+)"/.exec((await get('/tai-khoan', cookie)).text)?.[1] ?? '';
  const run = (...args: string[]) => admin(t.db, t.clock.now(), ...args);
  const forget = () => t.db.sql`delete from sign_in_failure`;

  describe('asking who has an account', () => {
    it('answers the same for an unknown name, a wrong password, no password yet and a disabled account', async () => {
      await run('user', 'create', '--user-name', 'moi', '--name', 'M', '--role', 'viewer', '--area', '*');
      await run('user', 'disable', 'giang');
      const answers = [];
      for (const [login, password] of [
        ['nobody', PASSWORD],
        ['an', 'không phải mật khẩu'],
        ['moi', PASSWORD],
        ['giang', PASSWORD],
      ] as const) {
        const answer = await signIn(t, login, password);
        const text = (await answer.text()).replaceAll(`value="${login}"`, '');
        answers.push({ status: answer.status, cookie: answer.headers.get('set-cookie'), text });
      }
      expect(answers[0]).toMatchObject({ status: 401, cookie: null });
      for (const answer of answers) expect(answer).toEqual(answers[0]);
      await forget();
    });

    it('takes whatever is typed as a name', async () => {
      for (const login of ["' or true --", '%', 'ẫ'.repeat(200), '\ud800'])
        expect((await signIn(t, login)).status).toBe(401);
      for (const login of ['x'.repeat(201), 'a\0']) expect((await signIn(t, login)).status).toBe(422);
      await forget();
    });

    it('waits for an unknown name as for a known one', async () => {
      for (const login of ['nobody', 'an']) {
        const statuses = [];
        for (let i = 0; i < 6; i++) statuses.push((await signIn(t, login, 'không phải mật khẩu')).status);
        expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
      }
      await forget();
    });

    it('writes no name into the audit that is none of ours', async () => {
      await signIn(t, 'mật khẩu của tôi', 'an');
      await signIn(t, 'binh', 'không phải mật khẩu');
      const rows = await t.db.sql`
        select actor, source, target from audit where action = 'account.sign_in_failed' order by id desc limit 2`;
      expect(rows).toEqual([
        { actor: 'binh', source: '127.0.0.1', target: 'binh' },
        { actor: 'unknown', source: '127.0.0.1', target: 'unknown' },
      ]);
      await forget();
    });
  });

  describe('guessing', () => {
    it('makes who fails five times wait, the right password too, longer each time', async () => {
      for (let i = 0; i < 5; i++) await signIn(t, 'binh', `đoán lần thứ ${i}`);
      const refused = await signIn(t, 'binh');
      expect(refused.status).toBe(429);
      expect(await refused.text()).toContain('chờ 1 phút');
      later(MINUTE - 1);
      expect((await signIn(t, 'binh')).status).toBe(429);
      later(1);
      expect((await signIn(t, 'binh', 'đoán thêm một lần')).status).toBe(401);
      expect(await (await signIn(t, 'binh')).text()).toContain('chờ 2 phút');
      later(2 * MINUTE);
      expect((await signIn(t, 'binh')).status).toBe(303);
      expect((await signIn(t, 'binh', 'đoán sau khi vào')).status).toBe(401);
      expect((await signIn(t, 'binh')).status).toBe(303);
      await forget();
    });

    it('counts attempts that come all at once', async () => {
      const guesses = Array.from({ length: 12 }, (_, i) => signIn(t, 'cuong', `đoán lần thứ ${i}`));
      const statuses = (await Promise.all(guesses)).map((one) => one.status);
      expect(statuses.filter((status) => status === 401)).toHaveLength(5);
      expect(statuses.filter((status) => status === 429)).toHaveLength(7);
      await forget();
    });

    it('remembers it over a restart', async () => {
      for (let i = 0; i < 5; i++) await signIn(t, 'cuong', `đoán lần thứ ${i}`);
      const second = await startTestService({ on: t, now: START });
      second.clock.set(t.clock.now());
      expect((await signIn(second, 'cuong')).status).toBe(429);
      await second.stop();
      await forget();
    });

    it('makes an address wait that tries many names', async () => {
      const statuses = [];
      for (let i = 0; i < 101; i++) statuses.push((await signIn(t, `ai đó ${i}`, 'một mật khẩu')).status);
      expect(statuses).toEqual([...Array(100).fill(401), 429]);
      expect((await signIn(t, 'dung')).status).toBe(429);
      later(MINUTE);
      expect((await signIn(t, 'dung')).status).toBe(303);
      await forget();
    });

    it('knows an address by what the proxy in front says, not by what the caller wrote before it', async () => {
      const behind = await startTestService({ on: t, now: START, config: { trustProxy: true } });
      const statuses = [];
      for (let i = 0; i < 101; i++) {
        const headers = { 'x-forwarded-for': `10.0.0.${i}, 198.51.100.7` };
        statuses.push((await signIn(behind, `none ${i}`, 'không phải mật khẩu', headers)).status);
      }
      expect(statuses.slice(0, 100)).toEqual(Array.from({ length: 100 }, () => 401));
      expect(statuses[100]).toBe(429);
      await behind.stop();
      await forget();
    });

    it('counts the present password of the account page as well', async () => {
      const cookie = await enter('dung');
      const csrf = await formTokenOf(cookie);
      const statuses = [];
      for (let i = 0; i < 6; i++) {
        const fields = { csrf, present: `đoán lần thứ ${i}`, password: 'một mật khẩu mới hẳn' };
        statuses.push((await postForm(t, '/tai-khoan/mat-khau', fields, { cookie })).status);
      }
      expect(statuses).toEqual([422, 422, 422, 422, 422, 429]);
      await forget();
    });
  });

  describe('sessions of others', () => {
    it('gives another session to each sign-in, and takes none that is brought along', async () => {
      const planted = `phuxanh=${'a'.repeat(43)}`;
      const first = cookieOf(await signIn(t, 'dung', PASSWORD, { cookie: planted }));
      expect(first).not.toBe(planted);
      expect((await get('/', planted)).status).toBe(401);
      const second = cookieOf(await signIn(t, 'dung', PASSWORD, { cookie: first }));
      expect(second).not.toBe(first);
      expect([(await get('/', first)).status, (await get('/', second)).status]).toEqual([401, 200]);
    });

    it('opens nothing after the sign-out', async () => {
      const cookie = await enter('dung');
      expect((await get('/', cookie)).status).toBe(200);
      await postForm(t, '/dang-xuat', {}, { cookie });
      expect((await get('/', cookie)).status).toBe(401);
      expect((await get('/api/v1/status', cookie)).status).toBe(401);
    });

    it('is not revived by requests under way while it ends', async () => {
      const cookie = await enter('dung');
      later(2 * MINUTE);
      const asked = Array.from({ length: 5 }, () => get('/', cookie));
      await postForm(t, '/dang-xuat', {}, { cookie });
      await Promise.all(asked);
      expect((await get('/', cookie)).status).toBe(401);
    });

    it('is not kept open by a page that keeps itself fresh', async () => {
      const left = await enter('dung');
      for (let minutes = 10; minutes < 30; minutes += 10) {
        later(10 * MINUTE);
        expect((await get('/', left, { 'x-refresh': '1' })).status).toBe(200);
      }
      later(10 * MINUTE);
      expect((await get('/', left, { 'x-refresh': '1' })).status).toBe(401);
    });

    it('ends after half an hour without a request, and after twelve hours at the latest', async () => {
      const idle = await enter('dung');
      later(30 * MINUTE - 1);
      expect((await get('/', idle)).status).toBe(200);
      later(30 * MINUTE - 1);
      expect((await get('/', idle)).status).toBe(200);
      later(30 * MINUTE);
      expect((await get('/', idle)).status).toBe(401);
      const busy = await enter('dung');
      for (let i = 0; i < 35; i++) {
        later(20 * MINUTE);
        expect((await get('/', busy)).status).toBe(200);
      }
      later(20 * MINUTE);
      expect((await get('/', busy)).status).toBe(401);
      t.clock.set(START);
    });

    it('can be ended by its owner and by nobody else', async () => {
      const [own, other, stranger] = [await enter('dung'), await enter('dung'), await enter('em')];
      const ids = [...(await get('/tai-khoan', own)).text.matchAll(/name="session" value="(\d+)"/g)];
      const session = ids[0]?.[1] ?? '';
      const end = async (cookie: string) => {
        const csrf = await formTokenOf(cookie);
        return (await postForm(t, '/tai-khoan/phien/ket-thuc', { csrf, session }, { cookie })).status;
      };
      expect(await end(stranger)).toBe(404);
      expect((await get('/', other)).status).toBe(200);
      expect(await end(own)).toBe(303);
      expect(await end(own)).toBe(404);
      expect((await get('/', own)).status).toBe(200);
      for (const session of ['0', '-99999999999', '99999999999', 'x'])
        expect(
          (
            await postForm(
              t,
              '/tai-khoan/phien/ket-thuc',
              { csrf: await formTokenOf(own), session },
              { cookie: own },
            )
          ).status,
        ).toBe(422);
      for (const done of ['__proto__', 'constructor', 'x'])
        expect((await get(`/tai-khoan?done=${done}`, own)).status).toBe(200);
    });
  });

  describe('signing somebody in as somebody else', () => {
    const fields = { login: 'dung', password: PASSWORD };

    it('takes no form that does not come from our own page in this very browser', async () => {
      const { cookie, csrf } = await guestOf(t.address);
      for (const [given, headers] of [
        [fields, {}],
        [fields, { cookie }],
        [{ ...fields, csrf }, {}],
        [{ ...fields, csrf: 'x' }, { cookie }],
        [{ ...fields, csrf }, { cookie: `phuxanh-form=${'a'.repeat(43)}` }],
      ] as [Record<string, string>, Record<string, string>][]) {
        const answer = await postForm(t, '/dang-nhap', given, headers);
        expect(answer.status).toBe(403);
        expect(answer.headers.get('set-cookie') ?? '').not.toMatch(/phuxanh=/);
        expect(await answer.text()).toContain('value="dung"');
      }
      const token = await postForm(t, '/dang-nhap/ma-truy-cap', { token: 'px_x', csrf });
      expect(token.status).toBe(403);
    });

    it('keeps a page in another tab good', async () => {
      const { cookie, csrf } = await guestOf(t.address);
      const other = await fetch(`${t.address}/dang-nhap`, { headers: { ...HTML, cookie } });
      expect(other.headers.get('set-cookie')).toBeNull();
      expect(await other.text()).toContain(csrf);
      expect((await postForm(t, '/dang-nhap', { ...fields, csrf }, { cookie })).status).toBe(303);
    });
  });

  describe('forms of other sites', () => {
    const change = (cookie: string, csrf: string, headers: Record<string, string> = {}) =>
      postForm(
        t,
        '/tai-khoan/mat-khau',
        { csrf, present: PASSWORD, password: 'một mật khẩu mới hẳn' },
        { cookie, ...headers },
      );

    it('are refused without the token of this very session', async () => {
      const [cookie, other] = [await enter('em'), await enter('an')];
      for (const csrf of ['', 'x', await formTokenOf(other)])
        expect((await change(cookie, csrf)).status).toBe(403);
      expect((await signIn(t, 'em')).status).toBe(303);
    });

    it('are refused with it, when another site made the browser post them', async () => {
      const cookie = await enter('em');
      const csrf = await formTokenOf(cookie);
      for (const headers of [
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site' },
        { origin: 'https://evil.example' },
        { origin: 'null' },
      ])
        expect((await change(cookie, csrf, headers as Record<string, string>)).status).toBe(403);
      expect((await signIn(t, 'em')).status).toBe(303);
    });

    it('ask who is signed out to sign in, and go back to the page of the form', async () => {
      const referer = `${t.address}/tai-khoan?done=password`;
      const answer = await change('phuxanh=gone', 'x', { referer });
      expect(answer.status).toBe(401);
      expect(await answer.text()).toContain('name="next" value="/tai-khoan?done=password"');
    });
  });

  describe('what a person may no longer do', () => {
    it('ends at once when the account is disabled, and comes back when it is enabled', async () => {
      const cookie = await enter('em');
      await run('user', 'disable', 'em');
      expect((await get('/', cookie)).status).toBe(401);
      expect((await signIn(t, 'em')).status).toBe(401);
      await run('user', 'enable', 'em');
      expect((await get('/', cookie)).status).toBe(401);
      expect((await signIn(t, 'em')).status).toBe(303);
    });

    it('ends with the next request when role or area change', async () => {
      const cookie = await enter('em');
      const localities = async (by: string) =>
        JSON.parse((await get('/api/v1/localities?limit=5000', by)).text).items.length;
      expect(await localities(cookie)).toBe(114);
      expect((await get('/api/v1/audit', cookie)).status).toBe(403);
      await run('user', 'set', 'em', '--area', '11737');
      expect((await get('/api/v1/localities', cookie)).status).toBe(401);
      const again = await enter('em');
      expect(await localities(again)).toBe(1);
      await run('user', 'set', 'em', '--role', 'admin', '--area', '*');
      expect((await get('/api/v1/audit', again)).status).toBe(401);
      expect((await get('/api/v1/audit', await enter('em'))).status).toBe(200);
    });

    it('ends in the other browsers when the password changes', async () => {
      const [own, other] = [await enter('an'), await enter('an')];
      const fields = { csrf: await formTokenOf(own), present: PASSWORD, password: 'năm con chó sủa vang' };
      expect((await postForm(t, '/tai-khoan/mat-khau', fields, { cookie: own })).status).toBe(303);
      expect([(await get('/', own)).status, (await get('/', other)).status]).toEqual([200, 401]);
      expect((await signIn(t, 'an')).status).toBe(401);
      expect((await signIn(t, 'an', fields.password)).status).toBe(303);
    });

    it('ends when a reset takes the password away', async () => {
      const cookie = await enter('binh');
      await run('user', 'reset', 'binh');
      expect((await get('/', cookie)).status).toBe(401);
      expect((await signIn(t, 'binh')).status).toBe(401);
    });

    it('ends with the token by which a session was opened', async () => {
      const { token } = await t.caller('viewer', '31');
      const cookie = cookieOf(await postAsGuest(t, '/dang-nhap/ma-truy-cap', { token }));
      expect((await get('/', cookie)).status).toBe(200);
      expect((await get('/tai-khoan', cookie)).text).toContain('mã truy cập “viewer 31”');
      later(2 * MINUTE);
      expect((await get('/', cookie)).status).toBe(200);
      await t.db.sql`update token set revoked_at = now() where name = 'viewer 31'`;
      expect((await get('/', cookie)).status).toBe(401);
    });

    it('ends in the night after 45 days in which nobody came', async () => {
      t.clock.set('2025-10-01 09:00');
      expect((await signIn(t, 'cuong')).status).toBe(303);
      t.clock.set('2025-11-12 02:00');
      await t.tick();
      expect((await signIn(t, 'dung')).status).toBe(401);
      expect((await signIn(t, 'cuong')).status).toBe(303);
      expect(await run('user', 'list')).toMatch(/dung +department +31 +disabled/);
      const [entry] = await t.db
        .sql`select actor, after from audit where target = 'dung' and action = 'user.disable'`;
      expect(entry).toEqual({ actor: 'housekeeping', after: { idleDays: 45 } });
    });
  });
});
