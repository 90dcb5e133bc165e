import { createHash } from 'node:crypto';
import { generate } from 'otplib';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { newRecoveryCodes } from '../../src/accounts/second-factor.ts';
import { cookieOf, createPerson, planFactor, postForm, signIn } from '../support/person.ts';
import { startTestService, type TestService } from '../support/service.ts';

/** Codes for who lost his phone: whoever reads the database cannot find them out. */

let t: TestService;
const codes: Record<string, string[]> = {};
beforeAll(async () => {
  t = await startTestService({ now: '2025-09-26 09:12' });
  for (const login of ['an', 'binh']) {
    await createPerson(t, { login, role: 'officer', area: '11737' });
    codes[login] = await turnOn(login);
  }
});
afterAll(() => t.stop());
// Failures count for a day.
beforeEach(() => t.clock.set(new Date(t.clock.now().getTime() + 25 * 3_600_000)));

async function turnOn(login: string): Promise<string[]> {
  const cookie = cookieOf(await signIn(t, login));
  const { secret, csrf } = await planFactor(t, cookie);
  const code = await generate({ secret, epoch: Math.floor(t.clock.now().getTime() / 1000) });
  const answer = await postForm(t, '/tai-khoan/xac-thuc-hai-lop', { csrf, code }, { cookie });
  return [...(await answer.text()).matchAll(/<code>([a-z0-9]{5}-[a-z0-9]{5})<\/code>/g)].map(
    (m) => m[1] ?? '',
  );
}

/** Shows the password; what comes of the code that is shown then: 303 for who is in. */
async function showPassword(login: string): Promise<(code: string) => Promise<number>> {
  const password = await signIn(t, login);
  expect(password.headers.get('location')).toBe('/dang-nhap/ma-xac-thuc?next=%2F');
  const cookie = cookieOf(password);
  const page = await fetch(`${t.address}/dang-nhap/ma-xac-thuc`, {
    headers: { accept: 'text/html', cookie },
  });
  const csrf = /name="csrf" value="([\w-]+)"/.exec(await page.text())?.[1] ?? '';
  return async (code) => (await postForm(t, '/dang-nhap/ma-xac-thuc', { csrf, code }, { cookie })).status;
}
const enter = async (login: string, code: string) => await (await showPassword(login))(code);
const rows = (login: string) =>
  t.db.sql<{ selector: string | null; hash: string }[]>`
    select selector, hash from recovery_code where person = (select id from person where user_name = ${login})`;

it('are stored by a slow hash each, found by their first letter', async () => {
  const stored = await rows('an');
  expect(stored.map(({ selector }) => selector).sort()).toEqual(codes.an?.map(([first]) => first).sort());
  expect(new Set(stored.map(({ selector }) => selector)).size).toBe(10);
  for (const { hash } of stored) expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  // No two alike: each has a salt of its own.
  expect(new Set(stored.map(({ hash }) => hash.split('$')[4])).size).toBe(10);
});

it('each is taken once, also when it is sent many times at once, and nobody else’s', async () => {
  const [first = '', second = ''] = codes.an ?? [];
  expect(await enter('binh', first)).toBe(401);
  const browsers = [await showPassword('an'), await showPassword('an'), await showPassword('an')];
  expect((await Promise.all(browsers.map((show) => show(first)))).sort()).toEqual([303, 401, 401]);
  expect(await enter('an', second.toUpperCase().replace('-', '  '))).toBe(303);
  expect(await rows('an')).toHaveLength(8);
});

it('a right first letter with another secret opens nothing, nor does the hash itself', async () => {
  const [code = ''] = codes.binh ?? [];
  const other = code.slice(0, -1) + (code.endsWith('a') ? 'b' : 'a');
  const [{ hash } = { hash: '' }] = await rows('binh');
  for (const wrong of [other, code.slice(0, -1), `${code}a`, code[0] ?? '', hash])
    expect(await enter('binh', wrong)).toBe(401);
  expect(await rows('binh')).toHaveLength(10);
});

it('those that an earlier version stored are taken until they are used, then never again', async () => {
  const old = 'wxyz2-34567';
  const hash = createHash('sha256').update(old.replace('-', '')).digest('base64url');
  await t.db.sql`insert into recovery_code (person, hash)
    select person, hash from (select id as person from person where user_name = 'binh') p,
      unnest(array[${hash}, 'another']) as hash`;
  expect(await enter('an', old)).toBe(401);
  expect(await enter('binh', old)).toBe(303);
  expect(await enter('binh', old)).toBe(401);
  expect(await rows('binh')).toHaveLength(11);
});

it('are random, in the form that people type', () => {
  const many = Array.from({ length: 200 }, newRecoveryCodes);
  for (const ten of many) {
    expect(ten).toHaveLength(10);
    expect(new Set(ten.map(([first]) => first)).size).toBe(10);
    for (const code of ten) expect(code).toMatch(/^[a-hj-km-np-z2-9]{5}-[a-hj-km-np-z2-9]{5}$/);
  }
  expect(new Set(many.flat()).size).toBe(2_000);
  expect(new Set(many.flat().map(([first]) => first)).size).toBe(31);
});
