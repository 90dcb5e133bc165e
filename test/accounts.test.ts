import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { admin } from './support/admin.ts';
import { cookieOf, createPerson, PASSWORD, postAsGuest, postForm, signIn } from './support/person.ts';
import { startTestService, type TestService } from './support/service.ts';

const HTML = { accept: 'text/html' };

describe('accounts', () => {
  let t: TestService;
  beforeAll(async () => {
    t = await startTestService({ now: '2025-09-26 09:12' });
    await createPerson(t, { login: 'an@so.example', role: 'department', area: '31' });
  });
  afterAll(() => t.stop());

  const board = async (cookie: string) => {
    const answer = await fetch(`${t.address}/`, { headers: { ...HTML, cookie } });
    return { status: answer.status, text: await answer.text() };
  };

  describe('signing in with a password', () => {
    it('leads a person made by the shell to the board', async () => {
      const answer = await signIn(t, 'an@so.example');
      expect([answer.status, answer.headers.get('location')]).toEqual([303, '/']);
      expect(answer.headers.getSetCookie()[0]).toMatch(
        /^phuxanh=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/,
      );
      const { status, text } = await board(cookieOf(answer));
      expect(status).toBe(200);
      expect(text).toContain('Người an@so.example');
      expect(text).toContain('Thứ Sáu, ngày 26/9/2025');
    });

    it('takes the name however it is typed, and Vietnamese letters however the keyboard makes them', async () => {
      expect((await signIn(t, '  An@So.Example ', PASSWORD.normalize('NFD'))).status).toBe(303);
    });

    it('shows the page again on a reload, and goes where it was asked for', async () => {
      const text = await (await fetch(`${t.address}/dang-nhap?next=/tai-khoan`, { headers: HTML })).text();
      expect(text).toContain('name="next" value="/tai-khoan"');
      const answer = await postAsGuest(t, '/dang-nhap', {
        login: 'an@so.example',
        password: PASSWORD,
        next: '/tai-khoan',
      });
      expect(answer.headers.get('location')).toBe('/tai-khoan');
    });

    it('keeps neither password nor session, only their hashes', async () => {
      const secret = cookieOf(await signIn(t, 'an@so.example')).split('=')[1] ?? '';
      const rows = JSON.stringify([
        await t.db.sql`select * from person`,
        await t.db.sql`select * from session`,
      ]);
      expect(rows).toContain('$argon2id$');
      expect(rows).not.toContain(PASSWORD);
      expect(rows).not.toContain(secret);
    });
  });

  describe('the link that sets a password', () => {
    const invite = async (userName: string) => {
      const link = await admin(
        t.db,
        t.clock.now(),
        ...['user', 'create', '--user-name', userName, '--name', 'Trần Thị Bình'],
        ...['--role', 'officer', '--area', '11737', '--invite'],
      );
      return new URL(link).searchParams.get('link') ?? '';
    };
    const open = (link: string) => fetch(`${t.address}/mat-khau?link=${link}`, { headers: HTML });

    it('shows whose account it is, and is good once', async () => {
      const link = await invite('binh');
      const page = await open(link);
      expect(page.status).toBe(200);
      expect(await page.text()).toContain('Trần Thị Bình');
      expect((await postForm(t, '/mat-khau', { link, password: PASSWORD })).status).toBe(303);
      expect((await signIn(t, 'binh')).status).toBe(303);
      expect((await open(link)).status).toBe(404);
      const again = await postForm(t, '/mat-khau', { link, password: 'một mật khẩu khác hẳn' });
      expect(again.status).toBe(404);
      expect((await signIn(t, 'binh')).status).toBe(303);
    });

    it('is good for 72 hours', async () => {
      const link = await invite('cuong');
      const before = t.clock.now();
      t.clock.set(new Date(before.getTime() + 72 * 3_600_000 - 1));
      expect((await open(link)).status).toBe(200);
      t.clock.set(new Date(before.getTime() + 72 * 3_600_000));
      expect((await open(link)).status).toBe(404);
      expect((await postForm(t, '/mat-khau', { link, password: PASSWORD })).status).toBe(404);
      t.clock.set(before);
    });

    it.each([
      ['too short', 'mười ba chữ!!', 'ít nhất 14 ký tự'],
      ['too long', 'dài '.repeat(60), 'quá 200 ký tự'],
      ['the name, written otherwise', 'DUNG-Nguyen Van', 'trùng với tên'],
      ['common', 'Mật khẩu 123456', 'quá phổ biến'],
      ['common, twice', 'passwordPassword', 'quá phổ biến'],
      ['one letter', 'aaaaaaaaaaaaaaaaaaa', 'quá phổ biến'],
    ])('refuses a password that is %s', async (_, password, why) => {
      const userName = `dung-nguyenvan`;
      const [found] = await t.db.sql`select id from person where user_name = ${userName}`;
      const link = found ? await reset(userName) : await invite(userName);
      const answer = await postForm(t, '/mat-khau', { link, password });
      expect(answer.status).toBe(422);
      expect(await answer.text()).toContain(why);
      expect((await open(link)).status).toBe(200);
    });
    const reset = async (login: string) => {
      const link = await admin(t.db, t.clock.now(), 'user', 'reset', login);
      return new URL(link).searchParams.get('link') ?? '';
    };
  });
});
