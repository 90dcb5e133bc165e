import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'otplib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadSecretKey } from '../src/secrets/secret-key.ts';
import { createVault } from '../src/secrets/vault.ts';
import { admin } from './support/admin.ts';
import {
  cookieOf,
  createPerson,
  PASSWORD,
  planFactor,
  postForm,
  secretIn,
  sessionOf,
  signIn,
} from './support/person.ts';
import { startTestService, type TestService } from './support/service.ts';

const HTML = { accept: 'text/html' };

describe('the second factor', () => {
  let t: TestService;
  let strict: TestService;
  beforeAll(async () => {
    t = await startTestService({ now: '2025-09-26 09:12' });
    strict = await startTestService({ on: t, config: { requireSecondFactor: true } });
    for (const login of ['an', 'binh', 'cuong', 'dung'])
      await createPerson(t, { login, role: 'department', area: '31' });
    await createPerson(t, { login: 'em', role: 'officer', area: '11737' });
  });
  afterAll(async () => {
    await strict.stop();
    await t.stop();
  });
  // Each test has half minutes of its own, since a code is good once.
  beforeEach(() => {
    t.clock.set(new Date(t.clock.now().getTime() + 120_000));
    strict.clock.set(t.clock.now());
  });

  const page = async (on: TestService, path: string, cookie: string) => {
    const answer = await fetch(on.address + path, { headers: { ...HTML, cookie }, redirect: 'manual' });
    return { status: answer.status, text: await answer.text(), to: answer.headers.get('location') };
  };
  const csrfIn = (text: string) => /name="csrf" value="([\w-]+)"/.exec(text)?.[1] ?? '';
  const codesIn = (text: string) =>
    [...text.matchAll(/<code>([a-z0-9]{5}-[a-z0-9]{5})<\/code>/g)].map((m) => m[1]);
  const codeOf = (secret: string, steps = 0) =>
    generate({ secret, epoch: Math.floor(t.clock.now().getTime() / 1000) + 30 * steps });
  const enterCode = async (on: TestService, cookie: string, code: string) => {
    const csrf = csrfIn((await page(on, '/dang-nhap/ma-xac-thuc', cookie)).text);
    return await postForm(on, '/dang-nhap/ma-xac-thuc', { csrf, code, next: '/?day=2025-09-25' }, { cookie });
  };
  /** Turns it on on the account page; answers secret and recovery codes. */
  const turnOn = async (login: string) => {
    const cookie = cookieOf(await signIn(t, login));
    const { secret, csrf } = await planFactor(t, cookie);
    const fields = { csrf, code: await codeOf(secret, -1) };
    const answer = await postForm(t, '/tai-khoan/xac-thuc-hai-lop', fields, { cookie });
    return { cookie, secret, status: answer.status, codes: codesIn(await answer.text()) as string[] };
  };

  it('is asked for after the password once it is on, and only then opens anything', async () => {
    const { secret, codes, status } = await turnOn('an');
    expect([status, codes.length, new Set(codes).size]).toEqual([200, 10, 10]);
    const password = await signIn(t, 'an');
    expect(password.headers.get('location')).toBe('/dang-nhap/ma-xac-thuc?next=%2F');
    const half = cookieOf(password);
    expect((await page(t, '/', half)).status).toBe(401);
    expect((await page(t, '/api/v1/status', half)).status).toBe(401);
    const wrong = await enterCode(t, half, '000000');
    expect(wrong.status).toBe(401);
    const answer = await enterCode(t, half, await codeOf(secret));
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/?day=2025-09-25']);
    expect(cookieOf(answer)).not.toBe(half);
    expect((await page(t, '/', cookieOf(answer))).status).toBe(200);
    expect((await page(t, '/', half)).status).toBe(401);
    // The page of the code is over as well.
    expect((await page(t, '/dang-nhap/ma-xac-thuc?next=/tai-khoan', half)).to).toBe('/tai-khoan');
  });

  it('takes each code once, and none that is older than the last', async () => {
    const { secret } = await turnOn('binh');
    const enter = async (code: string) =>
      (await enterCode(t, cookieOf(await signIn(t, 'binh')), code)).status;
    const code = await codeOf(secret);
    expect(await enter(code)).toBe(303);
    expect(await enter(code)).toBe(401);
    expect(await enter(await codeOf(secret, -1))).toBe(401);
    expect(await enter(await codeOf(secret, 2))).toBe(401);
    expect(await enter(await codeOf(secret, 1))).toBe(303);
  });

  it('takes each recovery code once, and keeps only hashes of them', async () => {
    const { codes } = await turnOn('cuong');
    const enter = async (code = '') => (await enterCode(t, cookieOf(await signIn(t, 'cuong')), code)).status;
    expect(await enter(codes[0]?.toUpperCase().replace('-', ' '))).toBe(303);
    expect(await enter(codes[0])).toBe(401);
    expect(await enter(codes[1])).toBe(303);
    const rows = JSON.stringify(await t.db.sql`select hash from recovery_code`);
    for (const code of codes) expect(rows).not.toContain(code.replace('-', ''));
  });

  it('makes who guesses codes wait, however often he shows the password in between', async () => {
    const { secret } = await turnOn('dung');
    const statuses = [];
    for (let i = 0; i < 6; i++) {
      const half = await signIn(t, 'dung');
      statuses.push(
        half.status === 303 ? (await enterCode(t, cookieOf(half), `00000${i}`)).status : half.status,
      );
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
    t.clock.set(new Date(t.clock.now().getTime() + 60_000));
    const half = cookieOf(await signIn(t, 'dung'));
    expect((await enterCode(t, half, await codeOf(secret))).status).toBe(303);
  });

  it('forgets the password after ten minutes', async () => {
    const half = cookieOf(await signIn(t, 'dung'));
    t.clock.set(new Date(t.clock.now().getTime() + 10 * 60_000));
    expect((await page(t, '/dang-nhap/ma-xac-thuc', half)).to).toBe('/');
  });

  it('takes no code that another site makes the browser post', async () => {
    const half = cookieOf(await signIn(t, 'dung'));
    const fields = { csrf: 'x', code: '123456' };
    expect((await postForm(t, '/dang-nhap/ma-xac-thuc', fields, { cookie: half })).status).toBe(403);
    const crossSite = { cookie: half, 'sec-fetch-site': 'cross-site' };
    expect((await postForm(t, '/dang-nhap/ma-xac-thuc', fields, crossSite)).status).toBe(403);
  });

  it('lets who has it choose a shorter password', async () => {
    const link = await admin(t.db, t.clock.now(), 'user', 'reset', 'binh');
    const fields = { link: new URL(link).searchParams.get('link') ?? '', password: 'chín chữ!' };
    expect((await postForm(t, '/mat-khau', fields)).headers.get('location')).toContain(
      '/dang-nhap/ma-xac-thuc',
    );
  });

  it('can be turned off with a code, by the shell for who lost it, and not where it has to be', async () => {
    const login = 'cuong';
    await admin(t.db, t.clock.now(), 'user', 'reset', login, '--second-factor').then((link) =>
      postForm(t, '/mat-khau', { link: new URL(link).searchParams.get('link') ?? '', password: PASSWORD }),
    );
    const { cookie, secret } = await turnOn(login);
    const off = async (on: TestService, code: string) => {
      const csrf = csrfIn((await page(on, '/tai-khoan', cookie)).text);
      return (
        await postForm(on, '/tai-khoan/xac-thuc-hai-lop/tat', { csrf, present: PASSWORD, code }, { cookie })
      ).status;
    };
    expect(await off(strict, await codeOf(secret))).toBe(403);
    expect(await off(t, '000000')).toBe(422);
    expect(await off(t, await codeOf(secret))).toBe(303);
    expect((await signIn(t, login)).headers.get('location')).toBe('/');
  });

  describe('where the setting asks for it', () => {
    it('has to be set up on the way in by who may do much', async () => {
      const half = cookieOf(await signIn(strict, 'cuong'));
      expect((await page(strict, '/', half)).status).toBe(401);
      const { text } = await page(strict, '/dang-nhap/ma-xac-thuc', half);
      const secret = secretIn(text);
      expect(secretIn((await page(strict, '/dang-nhap/ma-xac-thuc', half)).text)).toBe(secret);
      expect((await enterCode(strict, half, '000000')).status).toBe(401);
      const answer = await enterCode(strict, half, await codeOf(secret));
      expect(answer.status).toBe(200);
      expect(codesIn(await answer.text())).toHaveLength(10);
      expect((await page(strict, '/', cookieOf(answer))).status).toBe(200);
    });

    it('is shown no more to whoever saw the page of its set-up, once it is in use', async () => {
      await createPerson(t, { login: 'hung', role: 'department', area: '31' });
      const [thief, owner] = [cookieOf(await signIn(strict, 'hung')), cookieOf(await signIn(strict, 'hung'))];
      const secret = secretIn((await page(strict, '/dang-nhap/ma-xac-thuc', owner)).text);
      expect((await enterCode(strict, owner, await codeOf(secret))).status).toBe(200);
      const late = await page(strict, '/dang-nhap/ma-xac-thuc', thief);
      expect([late.status, secretIn(late.text)]).toEqual([303, '']);
    });

    it('has another secret once the password is another', async () => {
      await createPerson(t, { login: 'khoa', role: 'department', area: '31' });
      const seen = async (password?: string) =>
        secretIn(
          (await page(strict, '/dang-nhap/ma-xac-thuc', cookieOf(await signIn(strict, 'khoa', password))))
            .text,
        );
      const before = await seen();
      const link = await admin(t.db, t.clock.now(), 'user', 'reset', 'khoa');
      const password = 'năm con mèo thức';
      const fields = { link: new URL(link).searchParams.get('link') ?? '', password };
      expect((await postForm(t, '/mat-khau', fields)).status).toBe(303);
      const after = await seen(password);
      expect(after).toHaveLength(before.length);
      expect(after).not.toBe(before);
    });

    it('is not asked of an officer', async () => {
      expect((await signIn(strict, 'em')).headers.get('location')).toBe('/bao-cao');
    });

    it('is asked of whoever was signed in before the setting, at the next page, and then goes on', async () => {
      await createPerson(t, { login: 'giang', role: 'department', area: '31' });
      const cookie = cookieOf(await signIn(t, 'giang'));
      expect((await page(t, '/', cookie)).status).toBe(200);
      const { status, to } = await page(strict, '/con-thieu?q=a', cookie);
      expect([status, to]).toEqual([303, '/tai-khoan/xac-thuc-hai-lop?next=%2Fcon-thieu%3Fq%3Da']);
      const api = await fetch(`${strict.address}/api/v1/status`, { headers: { cookie } });
      expect([api.status, (await api.json()).code]).toEqual([403, 'second_factor_missing']);
      expect((await postForm(strict, '/tai-khoan/mat-khau', {}, { cookie })).status).toBe(303);

      const enrolment = await page(strict, to ?? '', cookie);
      expect(enrolment.text).toContain('cần thêm một lớp bảo vệ');
      expect(enrolment.text).toContain('name="next" value="/con-thieu?q=a"');
      const { csrf, secret } = await planFactor(strict, cookie, { next: '/con-thieu?q=a' });
      const fields = { csrf, next: '/con-thieu?q=a', code: await codeOf(secret) };
      const done = await postForm(strict, '/tai-khoan/xac-thuc-hai-lop', fields, { cookie });
      expect(await done.text()).toContain('href="/con-thieu?q=a"');
      expect((await page(strict, '/con-thieu?q=a', cookie)).status).toBe(200);
    });

    it('is not asked of a token, nor of the session that one opened', async () => {
      const { token } = await t.caller('department', '31');
      const cookie = await sessionOf(strict, token);
      expect((await page(strict, '/', cookie)).status).toBe(200);
    });
  });

  describe('the secret', () => {
    it('is stored sealed, and what an earlier version stored is sealed at the next start', async () => {
      await createPerson(t, { login: 'hoa', role: 'viewer', area: '31' });
      const { secret } = await turnOn('hoa');
      const stored = async () =>
        (await t.db.sql<{ s: string }[]>`select totp_secret as s from person where user_name = 'hoa'`)[0]?.s;
      expect(await stored()).toMatch(/^v1\.[\w-]+\.[\w-]+\.[\w-]+$/);
      expect(await stored()).not.toContain(secret);

      await t.db.sql`update person set totp_secret = ${secret} where user_name = 'hoa'`;
      const half = async () => cookieOf(await signIn(t, 'hoa'));
      t.clock.set(new Date(t.clock.now().getTime() + 60_000));
      expect((await enterCode(t, await half(), await codeOf(secret))).status).toBe(303);
      const restarted = await startTestService({ on: t });
      await restarted.stop();
      expect(await stored()).toMatch(/^v1\./);
      t.clock.set(new Date(t.clock.now().getTime() + 60_000));
      expect((await enterCode(t, await half(), await codeOf(secret))).status).toBe(303);
    });

    it('opens for nobody else and with no other key', () => {
      const vault = createVault('one key of thirty-two letters or so');
      const sealed = vault.seal('JBSWY3DPEHPK3PXP', 'totp of person 1');
      expect(vault.open(sealed, 'totp of person 1')).toBe('JBSWY3DPEHPK3PXP');
      expect(() => vault.open(sealed, 'totp of person 2')).toThrow();
      expect(() => createVault('another key').open(sealed, 'totp of person 1')).toThrow();
      // One letter in the middle: the last may hold bits that mean nothing.
      const middle = Math.floor(sealed.length / 2);
      const other = sealed[middle] === 'A' ? 'B' : 'A';
      const changed = sealed.slice(0, middle) + other + sealed.slice(middle + 1);
      expect(() => vault.open(changed, 'totp of person 1')).toThrow();
      expect(vault.seal('x', 'y')).not.toBe(vault.seal('x', 'y'));
    });

    it('is sealed with a key that the first start makes, for its user alone', async () => {
      const dataDir = await mkdtemp(join(tmpdir(), 'phuxanh-key-'));
      const keys = await Promise.all(
        Array.from({ length: 4 }, () => loadSecretKey({ secretKey: undefined, dataDir })),
      );
      expect(new Set(keys).size).toBe(1);
      expect(keys[0]).toMatch(/^[\w-]{43}$/);
      expect((await stat(join(dataDir, 'secret-key'))).mode & 0o777).toBe(0o600);
      expect(await loadSecretKey({ secretKey: 'of the setting', dataDir })).toBe('of the setting');
      await rm(dataDir, { recursive: true });
    });
  });
});
