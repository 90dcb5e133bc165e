import { generate } from 'otplib';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { cookieOf, createPerson, PASSWORD, postForm, signIn } from '../support/person.ts';
import { startTestService, type TestService } from '../support/service.ts';

const PATH = '/account/second-factor';

let t: TestService;
beforeAll(async () => {
  t = await startTestService({ now: '2025-09-26 09:12' });
  for (const login of ['an', 'binh', 'cuong'])
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
const secretIn = (text: string) => (/<code>([A-Z2-7 ]+)<\/code>/.exec(text)?.[1] ?? '').replaceAll(' ', '');
const codeOf = (secret: string) => generate({ secret, epoch: Math.floor(t.clock.now().getTime() / 1000) });
const isOn = async (login: string) =>
  (await t.db.sql`select 1 from person where user_name = ${login} and second_factor_since is not null`)
    .length === 1;

/** A browser signed in as `login`, and how it posts a form of the page. */
async function browserOf(login: string) {
  const cookie = cookieOf(await signIn(t, login));
  const text = await pageOf(cookie);
  const csrf = /name="csrf" value="([\w-]+)"/.exec(text)?.[1] ?? '';
  const post = async (path: string, fields: Record<string, string>) => {
    const answer = await postForm(t, path, { csrf, ...fields }, { cookie });
    return { status: answer.status, text: await answer.text() };
  };
  return { cookie, text, secret: secretIn(text), post };
}

it('is neither turned on nor off by a browser left open, without the password', async () => {
  const { secret, text, post } = await browserOf('an');
  expect(text).toContain('name="present"');
  for (const fields of [{}, { present: '' }, { present: 'không phải mật khẩu' }]) {
    const refused = await post(PATH, { ...fields, code: await codeOf(secret) });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Mật khẩu hiện nay không đúng.');
    expect(await isOn('an')).toBe(false);
  }
  expect((await post(PATH, { present: PASSWORD, code: await codeOf(secret) })).status).toBe(200);
  later(2);
  const without = await post(`${PATH}/off`, { code: await codeOf(secret) });
  expect([without.status, await isOn('an')]).toEqual([422, true]);
  // The code was not used up by whoever had no password.
  const off = await post(`${PATH}/off`, { present: PASSWORD, code: await codeOf(secret) });
  expect([off.status, await isOn('an')]).toEqual([303, false]);
});

it('counts guesses of the password there together with those of its change', async () => {
  const { secret, post } = await browserOf('binh');
  const guess = { present: 'đoán mật khẩu', password: 'một mật khẩu mới hẳn' };
  const statuses = [];
  for (let i = 0; i < 3; i++) statuses.push((await post('/account/password', guess)).status);
  for (let i = 0; i < 3; i++)
    statuses.push((await post(PATH, { ...guess, code: await codeOf(secret) })).status);
  expect(statuses).toEqual([422, 422, 422, 422, 422, 429]);
  const right = await post(PATH, { present: PASSWORD, code: await codeOf(secret) });
  expect([right.status, await isOn('binh')]).toEqual([429, false]);
});

it('asks who has no password for a sign-in of the last ten minutes', async () => {
  const { cookie, secret, post } = await browserOf('cuong');
  await t.db.sql`update person set password = null where user_name = 'cuong'`;
  expect(await pageOf(cookie)).not.toContain('name="present"');
  later(10);
  for (const [language, words] of [
    ['vi', 'anh/chị đăng nhập lại'],
    ['en', 'sign in again'],
  ] as const) {
    const stale = await pageOf(cookie, language);
    expect(stale).toContain(words);
    expect(secretIn(stale)).toBe('');
  }
  expect((await post(PATH, { code: await codeOf(secret) })).status).toBe(403);
  expect(await isOn('cuong')).toBe(false);
  await t.db.sql`update session set created_at = ${t.clock.now()}
    where person = (select id from person where user_name = 'cuong')`;
  expect((await post(PATH, { code: await codeOf(secret) })).status).toBe(200);
  expect(await isOn('cuong')).toBe(true);
});
