import { generate } from 'otplib';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  cookieOf,
  createPerson,
  PASSWORD,
  planFactor,
  postForm,
  secretIn,
  signIn,
} from '../support/person.ts';
import { startTestService, type TestService } from '../support/service.ts';

const PATH = '/tai-khoan/xac-thuc-hai-lop';

let t: TestService;
beforeAll(async () => {
  t = await startTestService({ now: '2025-09-26 09:12' });
  for (const login of ['an', 'binh', 'cuong', 'dung', 'em'])
    await createPerson(t, { login, role: 'officer', area: '11737' });
});
afterAll(() => t.stop());
// A code is good once.
beforeEach(() => later(2));

const later = (minutes: number) => t.clock.set(new Date(t.clock.now().getTime() + minutes * 60_000));
const pageOf = async (cookie: string, language = 'vi') =>
  await (
    await fetch(t.address + PATH, {
      headers: { accept: 'text/html', cookie: `${cookie}; language=${language}` },
    })
  ).text();
const codeOf = (secret: string) => generate({ secret, epoch: Math.floor(t.clock.now().getTime() / 1000) });
const isOn = async (login: string) =>
  (await t.db.sql`select 1 from person where user_name = ${login} and second_factor_since is not null`)
    .length === 1;
/** Secrets that are stored anywhere for a person. */
const stored = async (login: string) => {
  const [row] = await t.db.sql<{ n: number }[]>`
    select (count(distinct p.totp_secret) + count(planned_totp))::int as n
    from person p left join session s on s.person = p.id where user_name = ${login}`;
  return row?.n;
};

/** A browser signed in as `login`, and how it posts a form of the page. */
async function browserOf(login: string) {
  const cookie = cookieOf(await signIn(t, login));
  const text = await pageOf(cookie);
  const csrf = /name="csrf" value="([\w-]+)"/.exec(text)?.[1] ?? '';
  const post = async (path: string, fields: Record<string, string>) => {
    const answer = await postForm(t, path, { csrf, ...fields }, { cookie });
    return { status: answer.status, text: await answer.text() };
  };
  const plan = (fields: Record<string, string> = {}) => planFactor(t, cookie, fields);
  return { cookie, text, post, plan };
}

it('no secret is shown, nor stored, before the password', async () => {
  const { text, plan, post } = await browserOf('an');
  expect(text).toContain('name="present"');
  expect([secretIn(text), text.includes('otpauth:')]).toEqual(['', false]);
  for (const present of ['', 'không phải mật khẩu']) {
    const refused = await plan({ present });
    expect([refused.status, refused.secret]).toEqual([422, '']);
    expect(refused.text).toContain('Mật khẩu hiện tại không đúng.');
  }
  expect(await stored('an')).toBe(0);
  // Not even its right code turns on what was not begun.
  const early = await post(PATH, { present: PASSWORD, code: '000000' });
  expect([early.status, secretIn(early.text), await stored('an')]).toEqual([422, '', 0]);
});

it('is neither turned on nor off by a browser left open, without the password', async () => {
  const [owner, other] = [await browserOf('dung'), await browserOf('dung')];
  const { secret, status } = await owner.plan();
  expect([status, secret.length]).toEqual([200, 32]);
  // It is shown once: neither the page opened again nor a wrong code brings it back.
  expect(secretIn(await pageOf(owner.cookie))).toBe('');
  const wrong = await owner.post(PATH, { code: '000000' });
  expect([wrong.status, secretIn(wrong.text), wrong.text.includes('otpauth:')]).toEqual([422, '', false]);
  // Another browser has a secret of its own, and the right code of this one is nothing there.
  expect((await other.post(PATH, { code: await codeOf(secret) })).status).toBe(422);
  expect((await other.plan()).secret).not.toBe(secret);
  expect(await isOn('dung')).toBe(false);
  expect((await owner.post(PATH, { code: await codeOf(secret) })).status).toBe(200);
  expect([await isOn('dung'), await stored('dung')]).toEqual([true, 1]);
  later(2);
  const without = await owner.post(`${PATH}/tat`, { code: await codeOf(secret) });
  expect([without.status, await isOn('dung')]).toEqual([422, true]);
  expect((await owner.plan()).status).toBe(303);
  // The code was not used up by whoever had no password.
  const off = await owner.post(`${PATH}/tat`, { present: PASSWORD, code: await codeOf(secret) });
  expect([off.status, await isOn('dung'), await stored('dung')]).toEqual([303, false, 0]);
});

it('what was planned ends after ten minutes, and with the password behind which it was shown', async () => {
  const { plan, post } = await browserOf('em');
  const { secret } = await plan();
  later(10);
  const late = await post(PATH, { code: await codeOf(secret) });
  expect(late.status).toBe(422);
  expect(late.text).toContain('Khóa đã hết hạn');
  const again = (await plan()).secret;
  expect(again).not.toBe(secret);
  const password = 'sáu con mèo thức';
  expect((await post('/tai-khoan/mat-khau', { present: PASSWORD, password })).status).toBe(303);
  expect((await post(PATH, { code: await codeOf(again) })).status).toBe(422);
  expect([await isOn('em'), await stored('em')]).toEqual([false, 0]);
});

it('counts guesses of the password there together with those of its change', async () => {
  const { post, plan } = await browserOf('binh');
  const guess = { present: 'đoán mật khẩu', password: 'một mật khẩu mới hẳn' };
  const statuses = [];
  for (let i = 0; i < 3; i++) statuses.push((await post('/tai-khoan/mat-khau', guess)).status);
  for (let i = 0; i < 3; i++) statuses.push((await plan(guess)).status);
  expect(statuses).toEqual([422, 422, 422, 422, 422, 429]);
  expect((await plan()).status).toBe(429);
  expect([await isOn('binh'), await stored('binh')]).toEqual([false, 0]);
});

it('asks who has no password for a sign-in of the last ten minutes', async () => {
  const { cookie, post, plan } = await browserOf('cuong');
  await t.db.sql`update person set password = null where user_name = 'cuong'`;
  expect(await pageOf(cookie)).not.toContain('name="present"');
  later(10);
  for (const [language, words] of [
    ['vi', 'anh/chị vui lòng đăng nhập lại'],
    ['en', 'sign in again'],
  ] as const)
    expect(await pageOf(cookie, language)).toContain(words);
  const stale = await plan({ present: '' });
  expect([stale.status, stale.secret, await stored('cuong')]).toEqual([403, '', 0]);
  await t.db.sql`update session set created_at = ${t.clock.now()}
    where person = (select id from person where user_name = 'cuong')`;
  const { secret } = await plan({ present: '' });
  expect((await post(PATH, { code: await codeOf(secret) })).status).toBe(200);
  expect(await isOn('cuong')).toBe(true);
});
