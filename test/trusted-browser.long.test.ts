import { generate } from 'otplib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { admin } from './support/admin.ts';
import { cookieOf, createPerson, PASSWORD, planFactor, postForm, signIn } from './support/person.ts';
import { startTestService, type TestService } from './support/service.ts';

const STEP = '/dang-nhap/ma-xac-thuc';

/** A browser that its owner trusts stands for the second factor, for as long as the operator allows. */
describe('a trusted browser', () => {
  let t: TestService;
  /** Of an operator who allows none. */
  let strict: TestService;
  let secret: string;
  beforeAll(async () => {
    t = await startTestService({ now: '2025-09-26 09:12', config: { trustBrowserDays: 14 } });
    strict = await startTestService({ on: t });
    await createPerson(t, { login: 'an', role: 'department', area: '31' });
    await createPerson(t, { login: 'binh', role: 'department', area: '31' });
    secret = await turnOn('an');
    await turnOn('binh');
  });
  afterAll(async () => {
    await strict.stop();
    await t.stop();
  });
  // A code is good once.
  beforeEach(() => at(new Date(t.clock.now().getTime() + 120_000)));

  const at = (now: Date) => {
    t.clock.set(now);
    strict.clock.set(now);
  };
  const days = (count: number) => at(new Date(t.clock.now().getTime() + count * 86_400_000));
  const page = async (path: string, cookie: string, on = t) => {
    const answer = await fetch(on.address + path, {
      headers: { accept: 'text/html', cookie },
      redirect: 'manual',
    });
    return { status: answer.status, text: await answer.text() };
  };
  const csrfIn = (text: string) => /name="csrf" value="([\w-]+)"/.exec(text)?.[1] ?? '';
  const codeOf = (of: string, steps = 0) =>
    generate({ secret: of, epoch: Math.floor(t.clock.now().getTime() / 1000) + 30 * steps });
  const cookieNamed = (answer: Response, name: RegExp) =>
    answer.headers
      .getSetCookie()
      .find((one) => name.test(one))
      ?.split(';')[0];
  async function turnOn(login: string): Promise<string> {
    const cookie = cookieOf(await signIn(t, login));
    const planned = await planFactor(t, cookie);
    const fields = { csrf: planned.csrf, code: await codeOf(planned.secret, -1) };
    await postForm(t, '/tai-khoan/xac-thuc-hai-lop', fields, { cookie });
    return planned.secret;
  }
  /** Password and code; answers the session, and what the browser keeps where it was asked to be trusted. */
  const come = async (trust: Record<string, string>, on = t) => {
    const half = cookieOf(await signIn(on, 'an'));
    const csrf = csrfIn((await page(STEP, half, on)).text);
    const answer = await postForm(on, STEP, { csrf, code: await codeOf(secret), ...trust }, { cookie: half });
    expect(answer.status).toBe(303);
    return { session: cookieOf(answer), kept: cookieNamed(answer, /^phuxanh-trusted-\d+=/), answer };
  };
  /** Whether the password alone signs in. */
  const comesIn = async (kept: string | undefined, login = 'an', on = t) =>
    (await signIn(on, login, PASSWORD, kept === undefined ? {} : { cookie: kept })).headers.get(
      'location',
    ) === '/';

  it('is asked for no code again, until the days are over', async () => {
    const { kept, answer } = await come({ trust: 'yes' });
    expect(answer.headers.getSetCookie().find((one) => one.startsWith(kept ?? '-'))).toMatch(
      /Max-Age=1209600; Path=\/; HttpOnly; SameSite=Lax/,
    );
    expect(await comesIn(kept)).toBe(true);
    expect(await comesIn(undefined)).toBe(false);
    expect(await comesIn(`${kept}x`)).toBe(false);
    days(13.9);
    expect(await comesIn(kept)).toBe(true);
    days(0.2);
    // Its use has not made it last any longer.
    expect(await comesIn(kept)).toBe(false);
  });

  it('is trusted by nobody who did not say so, for nobody else, and stands for no password', async () => {
    expect((await come({})).kept).toBeUndefined();
    at(new Date(t.clock.now().getTime() + 60_000));
    const { kept = '' } = await come({ trust: 'yes' });
    const [name, value] = kept.split('=');
    expect(await comesIn(kept, 'binh')).toBe(false);
    expect(await comesIn(`${name?.replace(/\d+$/, '2')}=${value}`, 'binh')).toBe(false);
    expect((await signIn(t, 'an', 'không phải mật khẩu', { cookie: kept })).status).toBe(401);
    // Kept as a hash alone.
    const stored = await t.db.sql`select * from trusted_browser`;
    expect(JSON.stringify(stored)).not.toContain(value);
  });

  it('is none where the operator allows none, from the minute on', async () => {
    const half = cookieOf(await signIn(strict, 'an'));
    expect((await page(STEP, half, strict)).text).not.toContain('name="trust"');
    expect((await page(STEP, cookieOf(await signIn(t, 'an')))).text).toContain(
      'Tin cậy trình duyệt này trong 14 ngày',
    );
    expect((await come({ trust: 'yes' }, strict)).kept).toBeUndefined();
    at(new Date(t.clock.now().getTime() + 60_000));
    const { kept } = await come({ trust: 'yes' });
    expect(await comesIn(kept, 'an', strict)).toBe(false);
    expect(await comesIn(kept)).toBe(true);
  });

  it('is listed on the account page, and trusted no more by a click', async () => {
    const { kept, session } = await come({ trust: 'yes' });
    const { text } = await page('/tai-khoan', session);
    expect(text).toContain('Trình duyệt được tin cậy');
    const [id = ''] = await t.db.sql`select max(id)::text as id from trusted_browser`.then((rows) =>
      rows.map((row) => String(row.id)),
    );
    const end = (browser: string) =>
      postForm(t, '/tai-khoan/trinh-duyet/bo-tin-cay', { csrf: csrfIn(text), browser }, { cookie: session });
    expect((await end('999999')).status).toBe(404);
    expect((await end(id)).headers.get('location')).toBe('/tai-khoan?done=untrusted');
    expect(await comesIn(kept)).toBe(false);
    const log = await t.db
      .sql`select action from audit where action like 'account.trust%' order by id desc limit 2`;
    expect(log.map(({ action }) => action)).toEqual(['account.trust_end', 'account.trust']);
  });

  it.each([
    ['another role', ['user', 'set', 'an', '--role', 'viewer']],
    ['a reset', ['user', 'reset', 'an']],
  ])('is trusted no more after %s', async (_, command) => {
    const { kept } = await come({ trust: 'yes' });
    expect(await comesIn(kept)).toBe(true);
    await admin(t.db, t.clock.now(), ...command);
    expect(await t.db.sql`select id from trusted_browser where person = 1`).toHaveLength(0);
  });
});
