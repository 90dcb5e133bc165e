import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { admin } from '../support/admin.ts';
import {
  CLIENT,
  cookieBrowser,
  type IdentityProvider,
  startIdentityProvider,
} from '../support/identity-provider.ts';
import { startTestService, type TestService } from '../support/service.ts';

/** The office's provider is no way around a change of rights: who has others begins anew, and shows his address anew. */
describe('rights that rise, by the office’s provider', () => {
  let t: TestService;
  let provider: IdentityProvider;
  beforeAll(async () => {
    const plain = await startTestService();
    const port = Number(new URL(plain.address).port);
    await plain.stop();
    const publicUrl = `http://127.0.0.1:${port}`;
    provider = await startIdentityProvider(`${publicUrl}/sign-in/oidc/callback`);
    const oidc = { issuer: provider.issuer, ...CLIENT };
    t = await startTestService({ config: { publicUrl, oidc, requireSecondFactor: false }, port });
  });
  afterAll(async () => {
    await t.stop();
    await provider.stop();
  });

  const shell = (...args: string[]) => admin(t.db, t.clock.now(), ...args);
  const create = async (login: string) => {
    const who = ['--email', login, '--name', login, '--role', 'officer', '--area', '11737'];
    await shell('user', 'create', ...who);
    provider.accounts.set(login, { email: login, email_verified: true });
  };
  /** Goes to the provider; `finish` signs in there and comes back. */
  async function begin(subject: string) {
    const browser = cookieBrowser();
    let page = await browser.open(`${t.address}/sign-in/oidc?next=/tai-khoan`);
    const finish = async () => {
      for (let step = 0; page.url.origin === provider.issuer && step < 4; step++) {
        const action = /<form[^>]* action="([^"]+)"/.exec(page.text)?.[1] ?? '';
        const prompt = /name="prompt" value="(\w+)"/.exec(page.text)?.[1] ?? '';
        page = await browser.post(new URL(action, page.url).href, { prompt, login: subject, password: 'x' });
      }
      return page.status;
    };
    const isIn = async () => (await browser.open(`${t.address}/tai-khoan`)).text.includes(subject);
    return { finish, isIn };
  }
  const through = async (subject: string) => (await begin(subject)).finish();
  const linksOf = (login: string) =>
    t.db.sql`select i.subject from identity i join person p on p.id = i.person where p.email = ${login}`;

  it.each([
    ['area', ['--area', '*']],
    ['role', ['--role', 'admin']],
  ])('a sign-in begun before another %s opens nothing, first or not', async (what, change) => {
    for (const times of ['first', 'again']) {
      const login = `${what}-${times}@so.example`;
      await create(login);
      if (times === 'again') expect(await through(login)).toBe(200);
      const half = await begin(login);
      await shell('user', 'set', login, ...change);
      expect(await half.finish()).toBe(403);
      expect(await half.isIn()).toBe(false);
      expect(
        (
          await t.db.sql`select from session s join person p on p.id = s.person
        where p.email = ${login} and s.revoked_at is null`
        ).count,
      ).toBe(0);
      expect(await through(login)).toBe(200);
    }
  });

  it('what was open ends, and a name alone changes nothing', async () => {
    const login = 'mo@so.example';
    await create(login);
    const open = await begin(login);
    expect(await open.finish()).toBe(200);
    const half = await begin(login);
    await shell('user', 'set', login, '--name', 'Tên khác');
    expect([await half.finish(), await open.isIn()]).toEqual([200, true]);
    await shell('user', 'set', login, '--area', '31');
    expect(await open.isIn()).toBe(false);
  });

  it('a link counts again once the provider shows his address anew, and nobody takes it over', async () => {
    const login = 'gan@so.example';
    await create(login);
    expect(await through(login)).toBe(200);
    provider.accounts.set(login, { email: 'noi-khac@so.example', email_verified: true });
    expect(await through(login)).toBe(200);
    await shell('user', 'set', login, '--area', '*');
    expect(await through(login)).toBe(403);
    provider.accounts.set(login, { email: login, email_verified: false });
    expect(await through(login)).toBe(403);
    provider.accounts.set('ke-khac', { email: login, email_verified: true });
    expect(await through('ke-khac')).toBe(403);
    provider.accounts.set(login, { email: login, email_verified: true });
    expect(await through(login)).toBe(200);
    // Shown once for the rights that he has now, it need not be shown each time.
    provider.accounts.set(login, { email: 'noi-khac@so.example', email_verified: true });
    expect(await through(login)).toBe(200);
    expect(await linksOf(login)).toEqual([{ subject: login }]);
  });

  it('whoever changes the address, by whatever way, has it shown anew', async () => {
    const login = 'doi@so.example';
    await create(login);
    expect(await through(login)).toBe(200);
    await t.db.sql`update person set email = 'moi@so.example' where email = ${login}`;
    expect(await through(login)).toBe(403);
    provider.accounts.set(login, { email: 'moi@so.example', email_verified: true });
    expect(await through(login)).toBe(200);
  });
});
