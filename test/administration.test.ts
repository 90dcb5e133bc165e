import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cookieOf, createPerson, PASSWORD, postForm, signIn } from './support/person.ts';
import { startTestService, type TestService } from './support/service.ts';

/** What an administrator does in a browser without JavaScript. */
describe('the administration', () => {
  let t: TestService;
  let nation: Browser;
  let province: Browser;
  beforeAll(async () => {
    t = await startTestService({ now: '2025-10-23 09:00' });
    await createPerson(t, { login: 'goc', role: 'admin', area: '*' });
    await createPerson(t, { login: 'haiphong', role: 'admin', area: '31' });
    nation = await browserOf(t, 'goc');
    province = await browserOf(t, 'haiphong');
  });
  afterAll(() => t.stop());

  it('leads to every part', async () => {
    for (const one of [nation, province]) {
      const { status, text } = await one.get('/quan-tri');
      expect(status).toBe(200);
      const parts = [...text.matchAll(/<li class="panel"><a href="([^"]+)"/g)].map(([, href]) => href ?? '');
      expect(parts).toHaveLength(10);
      for (const part of parts) expect([part, (await one.get(part)).status]).toEqual([part, 200]);
    }
  });

  describe('people', () => {
    const invitation = {
      name: 'Trần Thị Bình',
      email: 'binh@so.example',
      role: 'officer',
      province: '31',
      area: 'cam giang (10903)',
    };

    it('are invited by a link that is shown once and sets the password', async () => {
      const { status, text } = await province.post('/quan-tri/nguoi-dung', invitation);
      expect(status).toBe(200);
      const link = /value="[^"]*\/password\?link=([\w-]+)"/.exec(text)?.[1] ?? '';
      expect((await postForm(t, '/password', { link, password: PASSWORD })).status).toBe(200);
      expect((await signIn(t, 'binh@so.example')).status).toBe(303);
      const [row] = await t.db.sql`select role, area, name from person where email = 'binh@so.example'`;
      expect(row).toEqual({ role: 'officer', area: '10903', name: 'Trần Thị Bình' });
      const [entry] = await t.db
        .sql`select actor, source from audit where action = 'user.create' order by id desc limit 1`;
      expect(entry).toEqual({ actor: 'haiphong', source: '127.0.0.1' });
    });

    it('hears of everything that is wrong with an invitation, each at its field', async () => {
      const { status, text } = await province.post('/quan-tri/nguoi-dung', {
        name: '',
        email: 'không phải',
        role: 'boss',
        province: '31',
        area: 'nơi nào',
      });
      expect(status).toBe(422);
      for (const field of ['name', 'email', 'role', 'area']) {
        expect(text).toContain(`href="#${field}"`);
        expect(text).toContain(`id="${field}-error"`);
      }
      expect(text).toContain('value="không phải"');
    });
  });
});

interface Page {
  status: number;
  text: string;
  to: string | null;
}
interface Browser {
  get(path: string): Promise<Page>;
  post(path: string, fields?: Record<string, string>): Promise<Page>;
}

async function browserOf(t: TestService, login: string): Promise<Browser> {
  const cookie = cookieOf(await signIn(t, login));
  const read = async (answer: Response): Promise<Page> => ({
    status: answer.status,
    text: await answer.text(),
    to: answer.headers.get('location'),
  });
  const get = async (path: string) =>
    read(await fetch(t.address + path, { headers: { accept: 'text/html', cookie }, redirect: 'manual' }));
  const csrf = /name="csrf" value="([\w-]+)"/.exec((await get('/account')).text)?.[1] ?? '';
  const post = async (path: string, fields: Record<string, string> = {}) =>
    read(await postForm(t, path, { csrf, ...fields }, { cookie }));
  return { get, post };
}
