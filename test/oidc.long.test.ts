import { generate } from 'otplib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../src/config.ts';
import { admin } from './support/admin.ts';
import {
  CLIENT,
  cookieBrowser,
  type IdentityProvider,
  startIdentityProvider,
} from './support/identity-provider.ts';
import { createPerson, PASSWORD, secretIn } from './support/person.ts';
import { startTestService, type TestService } from './support/service.ts';

/** Signing in through the provider of the office, against a real one. */
describe('sign-in through a provider', () => {
  let plain: TestService;
  let t: TestService;
  let provider: IdentityProvider;
  beforeAll(async () => {
    plain = await startTestService({ now: '2025-09-26 09:12' });
    // The provider knows one address to send people back to, so the service's port is found out first.
    const port = Number(new URL(plain.address).port);
    await plain.stop();
    const publicUrl = `http://127.0.0.1:${port}`;
    provider = await startIdentityProvider(`${publicUrl}/sign-in/oidc/callback`);
    const oidc = { issuer: provider.issuer, ...CLIENT };
    t = await startTestService({ now: '2025-09-26 09:12', config: { publicUrl, oidc }, port });
    await createPerson(t, { login: 'an@so.example', role: 'department', area: '31' });
    provider.accounts.set('an-1', { email: 'An@So.example', email_verified: true });
  });
  afterAll(async () => {
    await t.stop();
    await provider.stop();
  });

  /** Goes to the provider and signs in there as the account of that name. */
  async function through(
    subject: string,
    browser = cookieBrowser(),
    from = `${t.address}/sign-in/oidc?next=/tai-khoan`,
  ) {
    let page = await browser.open(from);
    for (let step = 0; page.url.origin === provider.issuer && step < 4; step++) {
      const action = /<form[^>]* action="([^"]+)"/.exec(page.text)?.[1] ?? '';
      const prompt = /name="prompt" value="(\w+)"/.exec(page.text)?.[1] ?? '';
      page = await browser.post(new URL(action, page.url).href, { prompt, login: subject, password: 'x' });
    }
    return { ...page, browser };
  }
  const links = () => t.db.sql`select subject, person from identity order by subject`;

  it('is offered as a link, where the settings name one', async () => {
    const { text } = await cookieBrowser().open(t.address);
    expect(text).toMatch(
      /<a class="button quiet" href="\/sign-in\/oidc\?next=%2F">Đăng nhập bằng tài khoản cơ quan/,
    );
  });

  it('leads the person of the verified address in, and links him', async () => {
    const { status, url, text } = await through('an-1');
    expect([status, url.pathname]).toEqual([200, '/tai-khoan']);
    expect(text).toContain('an@so.example');
    expect(await links()).toEqual([{ subject: 'an-1', person: expect.any(Number) }]);
    const [entry] = await t.db.sql`select actor, action, after from audit order by id desc limit 1`;
    expect(entry).toEqual({ actor: 'an@so.example', action: 'account.sign_in', after: { by: 'provider' } });
  });

  it('knows him again when his address changes there', async () => {
    provider.accounts.set('an-1', { email: 'khac@so.example', email_verified: true });
    expect((await through('an-1')).url.pathname).toBe('/tai-khoan');
  });

  it('lets nobody in with an address that was another’s', async () => {
    provider.accounts.set('an-2', { email: 'an@so.example', email_verified: true });
    const { status, text } = await through('an-2');
    expect(status).toBe(403);
    expect(text).toContain('chưa liên kết với tài khoản nào');
    expect(await links()).toHaveLength(1);
  });

  it.each([
    ['an address that is not verified', 'binh-1', { email: 'kim@so.example', email_verified: false }],
    ['no address', 'binh-2', {}],
    ['an address of nobody here', 'binh-3', { email: 'ai@so.example', email_verified: true }],
    // U+212A, which becomes a k in small letters: another mailbox.
    ['an address with the kelvin sign', 'binh-4', { email: '\u212Aim@so.example', email_verified: true }],
  ])('makes no account for %s', async (_case, subject, said) => {
    await createPerson(t, { login: 'kim@so.example', role: 'viewer', area: '31' }).catch(() => {});
    provider.accounts.set(subject, said);
    const { status } = await through(subject);
    expect(status).toBe(403);
    expect(await links()).toHaveLength(1);
    const [{ n } = { n: 0 }] = await t.db.sql`select count(*)::int as n from person`;
    expect(n).toBe(2);
  });

  it('is no way around a disabled account', async () => {
    await createPerson(t, { login: 'cuong@so.example', role: 'viewer', area: '31' });
    provider.accounts.set('cuong', { email: 'cuong@so.example', email_verified: true });
    expect((await through('cuong')).status).toBe(200);
    await admin(t.db, t.clock.now(), 'user', 'disable', 'cuong@so.example');
    expect((await through('cuong')).status).toBe(403);
  });

  it('is no way around the second factor', async () => {
    provider.accounts.set('an-1', { email: 'an@so.example', email_verified: true });
    const { browser } = await through('an-1');
    const page = await browser.open(`${t.address}/tai-khoan/xac-thuc-hai-lop`);
    const csrf = /name="csrf" value="([\w-]+)"/.exec(page.text)?.[1] ?? '';
    const begin = { csrf, present: PASSWORD };
    const secret = secretIn(
      (await browser.post(`${t.address}/tai-khoan/xac-thuc-hai-lop/bat-dau`, begin)).text,
    );
    const code = await generate({ secret, epoch: Math.floor(t.clock.now().getTime() / 1000) });
    const on = await browser.post(`${t.address}/tai-khoan/xac-thuc-hai-lop`, { csrf, code });
    expect(on.text).toContain('Đã bật xác thực hai lớp');
    const again = await through('an-1');
    expect(again.url.pathname).toBe('/dang-nhap/ma-xac-thuc');
    expect((await again.browser.open(`${t.address}/tai-khoan`)).status).toBe(401);
  });

  describe('takes no answer that this browser did not ask for', () => {
    it.each([
      ['out of nowhere', ''],
      ['with a code', '?code=x&state=y'],
    ])('%s', async (_case, query) => {
      const { status, text } = await cookieBrowser().open(`${t.address}/sign-in/oidc/callback${query}`);
      expect(status).toBe(400);
      expect(text).toContain('đăng nhập lại');
    });

    it('with the state of another browser', async () => {
      const mine = cookieBrowser();
      await mine.open(`${t.address}/sign-in/oidc`);
      const answer = await mine.open(
        `${t.address}/sign-in/oidc/callback?code=x&state=of-another&iss=${provider.issuer}`,
      );
      expect(answer.status).toBe(400);
      expect(mine.cookies(t.address).has('phuxanh')).toBe(false);
    });

    it('after ten minutes', async () => {
      const browser = cookieBrowser();
      const page = await browser.open(`${t.address}/sign-in/oidc`);
      expect(page.url.origin).toBe(provider.issuer);
      const before = t.clock.now();
      t.clock.set(new Date(before.getTime() + 10 * 60_000));
      const action = /<form[^>]* action="([^"]+)"/.exec(page.text)?.[1] ?? '';
      const login = { prompt: 'login', login: 'an-1', password: 'x' };
      const consent = await browser.post(new URL(action, page.url).href, login);
      const next = /<form[^>]* action="([^"]+)"/.exec(consent.text)?.[1] ?? '';
      const { status } = await browser.post(new URL(next, consent.url).href, { prompt: 'consent' });
      t.clock.set(before);
      expect(status).toBe(400);
    });
  });

  it('says so when the provider cannot be reached', async () => {
    const config = { oidc: { issuer: 'http://127.0.0.1:9', ...CLIENT } };
    const alone = await startTestService({ config });
    const { status, text } = await cookieBrowser().open(`${alone.address}/sign-in/oidc`);
    expect(status).toBe(503);
    expect(text).toContain('Chưa kết nối được');
    await alone.stop();
  });

  it.each([
    ['half of the settings', { OIDC_ISSUER: 'https://id.example' }],
    [
      'a provider elsewhere without TLS',
      { OIDC_ISSUER: 'http://id.example', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' },
    ],
  ])('does not start with %s', (_case, env) => {
    expect(() => readConfig(env)).toThrow(ConfigError);
  });
});
