import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '../../src/log.ts';
import { admin } from '../support/admin.ts';
import { cookieOf, createPerson, PASSWORD, postForm, signIn } from '../support/person.ts';
import { startTestService, type TestService } from '../support/service.ts';

interface Line {
  msg: string;
  actor?: string;
  role?: string;
  req?: { method: string; url: string };
  res?: { statusCode: number };
}

const EMAIL = 'nguyen.thi.an@haiphong.gov.vn';

/** Who asked stands in the request log, and nothing by which a reader of the log could ask as him, or write to him. */
describe('the request log', () => {
  let t: TestService;
  let text = '';
  beforeAll(async () => {
    const log = createLog('info', {
      write: (chunk) => {
        text += chunk;
      },
    });
    t = await startTestService({ now: '2025-09-26 09:12', log });
  });
  afterAll(() => t.stop());
  const lines = (): Line[] =>
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  /** The lines of requests for an address, each written when its answer is out. */
  const of = async (method: string, url: string, count = 1): Promise<Line[]> =>
    await expect
      .poll(() => lines().filter(({ req }) => req?.method === method && req.url === url))
      .toHaveLength(count)
      .then(() => lines().filter(({ req }) => req?.method === method && req.url === url));

  it('names a token by its number, with its role', async () => {
    const caller = await t.caller('department', '31');
    await caller.get('/api/v1/status');
    await caller.post('/api/v1/records', { locality: '11737' });
    const [{ id } = { id: 0 }] = await t.db.sql<{ id: number }[]>`select max(id)::int as id from token`;
    const asker = { actor: `token:${id}`, role: 'department' };
    expect(await of('GET', '/api/v1/status')).toMatchObject([{ ...asker, res: { statusCode: 200 } }]);
    expect(await of('POST', '/api/v1/records')).toMatchObject([asker]);
    expect(text).not.toContain(caller.token);
    expect(text).not.toContain('department 31');
  });

  it('names a person by his number, with his role, and who is refused only as far as he is known', async () => {
    await createPerson(t, { login: EMAIL, role: 'viewer', area: '31' });
    const cookie = cookieOf(await signIn(t, EMAIL));
    const get = (path: string, headers: Record<string, string>) => fetch(t.address + path, { headers });
    await get('/tai-khoan', { accept: 'text/html', cookie });
    await get('/quan-tri/nhat-ky', { accept: 'text/html', cookie });
    const wrong = 'px_0123456789abcdefghijklmnopqrstuv';
    await get('/api/v1/gaps', { authorization: `Bearer ${wrong}`, cookie });
    const [{ id } = { id: 0 }] = await t.db.sql<
      { id: number }[]
    >`select id from person where email = ${EMAIL}`;
    const asker = { actor: `person:${id}`, role: 'viewer' };
    expect(await of('GET', '/tai-khoan')).toMatchObject([asker]);
    // Known, though his role may not do it: what was refused is of interest above all.
    const [refused] = await of('GET', '/quan-tri/nhat-ky');
    expect(refused).toMatchObject({ ...asker, res: { statusCode: 403 } });
    const [unknown] = await of('GET', '/api/v1/gaps');
    expect(unknown?.actor).toBeUndefined();
    expect(text).not.toContain(wrong);
  });

  it('holds no secret and no address of a person, whatever he does', async () => {
    const link = await admin(t.db, t.clock.now(), 'user', 'reset', EMAIL);
    const secret = new URL(link).searchParams.get('link') ?? '';
    await fetch(`${t.address}/mat-khau?link=${secret}`, { headers: { accept: 'text/html' } });
    const password = 'sáu con mèo thức';
    await postForm(t, '/mat-khau', { link: secret, password });
    await signIn(t, EMAIL, 'không phải mật khẩu');
    const answer = await signIn(t, EMAIL, password);
    const cookies = answer.headers.getSetCookie().map((one) => one.split(';')[0]?.split('=')[1] ?? '');
    const cookie = answer.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    const page = await fetch(`${t.address}/tai-khoan`, { headers: { accept: 'text/html', cookie } });
    const csrf = /name="csrf" value="([\w-]+)"/.exec(await page.text())?.[1] ?? '';
    const change = { csrf, present: password, password: 'bảy con mèo kêu vang' };
    expect((await postForm(t, '/tai-khoan/mat-khau', change, { cookie })).status).toBe(303);
    await of('POST', '/tai-khoan/mat-khau');
    const secrets = [PASSWORD, password, change.password, 'không phải mật khẩu', csrf, secret, ...cookies];
    expect(secrets.every((one) => one.length > 8)).toBe(true);
    for (const one of [...secrets, EMAIL, 'nguyen.thi.an', 'Người']) {
      expect(text).not.toContain(one);
      expect(text).not.toContain(encodeURIComponent(one));
    }
  });
});
