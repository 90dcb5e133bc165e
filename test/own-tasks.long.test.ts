import { afterAll, beforeAll, expect, it } from 'vitest';
import { admin } from './support/admin.ts';
import { cookieOf, createPerson, postForm, sessionOf, signIn } from './support/person.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

const A = '11737';
let t: TestService;
let department: Caller;
let administrator: string;

beforeAll(async () => {
  t = await startTestService({ now: '2025-10-08 09:00' });
  await admin(t.db, '2025-09-27 17:00', 'plan', 'examples');
  department = await t.caller('department', '31');
  administrator = await sessionOf(t, (await t.caller('admin', '31')).token);
  await createPerson(t, { login: 'tc@so.example', role: 'department', area: '31' });
});
afterAll(() => t.stop());

const page = async (cookie: string, path: string) => {
  const answer = await fetch(t.address + path, { headers: { cookie, accept: 'text/html' } });
  return await answer.text();
};
/** The lines of the list of tasks, in plain words. */
const lines = (text: string) =>
  [...(/id="nhiem-vu"[\s\S]*?<\/section>/.exec(text)?.[0] ?? '').matchAll(/<li[\s\S]*?<\/li>/g)].map(([li]) =>
    li
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  );

it('somebody is put into an agency on his page, into one of his area alone', async () => {
  const [{ id } = { id: 0 }] = await t.db.sql<
    { id: number }[]
  >`select id from person where email = 'tc@so.example'`;
  const at = `/quan-tri/nguoi-dung/${id}`;
  const form = await page(administrator, at);
  expect(form).toContain('<option value="so-tai-chinh">Sở Tài chính</option>');
  const csrf = /name="csrf" value="([\w-]+)"/.exec(form)?.[1] ?? '';
  const fields = { csrf, name: 'Người tc', position: '', role: 'department', province: '31', area: '' };
  const send = (more: object) => postForm(t, at, { ...fields, ...more }, { cookie: administrator });
  const wrong = await send({ agency: 'so-nao-do' });
  expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('id="agency-error"')]);
  const elsewhere = await send({ agency: 'so-tai-chinh', area: A });
  expect(elsewhere.status).toBe(422);
  expect((await send({ agency: 'so-tai-chinh' })).status).toBe(303);
  expect(await page(administrator, at)).toContain('<option value="so-tai-chinh" selected>');
  // A form without the field leaves it.
  expect((await send({})).status).toBe(303);
  expect(await page(administrator, at)).toContain('<option value="so-tai-chinh" selected>');
});

it('the day of whoever belongs to an agency begins with its tasks', async () => {
  const cookie = cookieOf(await signIn(t, 'tc@so.example'));
  const home = await page(cookie, '/');
  expect(home).toContain('Việc của cơ quan tôi');
  // The second task of 9395/VP-VX: before 15 October, seven days ahead.
  expect(lines(home)).toEqual([expect.stringMatching(/^1 nhiệm vụ đến hạn trong 7 ngày tới 2\. /)]);
  const href = /href="(\/nhiem-vu\?agency=toi)"/.exec(home)?.[1] ?? '';
  expect(await page(cookie, href)).toContain('trước ngày 15/10/2025');
  t.clock.set('2025-10-20 09:00');
  expect(lines(await page(cookieOf(await signIn(t, 'tc@so.example')), '/'))[0]).toMatch(
    /^1 nhiệm vụ quá hạn/,
  );
});

it('whoever looks after plans sees what waits to be confirmed, whoever has no task nothing', async () => {
  const cookie = await sessionOf(t, department.token);
  const { items } = (await department.get('/api/v1/tasks?plan=hp-9395-vp-vx')).body;
  expect((await department.post(`/api/v1/tasks/${items[0].id}/claim`, { products: [] })).status).toBe(200);
  const all = await page(cookie, '/');
  expect(all).toContain('Nhiệm vụ các kế hoạch');
  expect(lines(all)[0]).toMatch(/^1 nhiệm vụ chờ xác nhận hoàn thành 1\. /);
  // What comes again every day is no next step of a commune.
  const officer = await sessionOf(t, (await t.caller('officer', A)).token);
  expect(await page(officer, '/')).not.toContain('id="nhiem-vu"');
  const plan = { code: 'kh-xa', title: 'Kế hoạch', province: '31', standing: 'so-khcn', number: '1/KH' };
  await department.post('/api/v1/plans', { ...plan, day: '2025-10-20' });
  const sheet = 'no,title,leads,deadline\n1,Lập danh sách máy,all-localities,2025-10-24';
  await department.post('/api/v1/plans/kh-xa/import', sheet, { 'content-type': 'text/csv' });
  const own = await page(officer, '/');
  expect(own).toContain('Việc của cơ quan tôi');
  expect(lines(own)[0]).toContain('1 nhiệm vụ đến hạn trong 7 ngày tới 1. Lập danh sách máy');
});
