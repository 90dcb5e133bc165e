import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { admin } from '../support/admin.ts';
import { type PageBrowser, pageBrowser } from '../support/page-browser.ts';
import { cookieOf, createPerson, PASSWORD, postForm, signIn } from '../support/person.ts';
import { startTestService, type TestService } from '../support/service.ts';

const ANOTHER = 'năm con chó chạy';
const PEOPLE = '/quan-tri/nguoi-dung';

/** Who is given more, or another area, begins anew; and who gives has to have it still when it is stored. */
describe('rights that rise', () => {
  let t: TestService;
  let nation: PageBrowser;
  beforeAll(async () => {
    t = await startTestService({ now: '2025-10-23 09:00' });
    await createPerson(t, { login: 'nation', role: 'admin', area: '*' });
    nation = await pageBrowser(t, 'nation');
  });
  afterAll(() => t.stop());
  const shell = (...args: string[]) => admin(t.db, t.clock.now(), ...args);
  const idOf = async (login: string): Promise<number> =>
    (await t.db.sql<{ id: number }[]>`select id from person where user_name = ${login}`)[0]?.id ?? 0;
  const isIn = async (cookie: string) =>
    (await fetch(`${t.address}/tai-khoan`, { redirect: 'manual', headers: { cookie, accept: 'text/html' } }))
      .status === 200;
  const linkOf = async (login: string, area: string, role = 'admin') => {
    const who = ['--user-name', login, '--name', login, '--role', role, '--area', area];
    return new URL(await shell('user', 'create', ...who, '--invite')).searchParams.get('link') ?? '';
  };
  /** What happens while somebody's account is held, as by a change under way; then the change is stored. */
  const during = async <T>(id: number, change: string, act: () => Promise<T>): Promise<T> => {
    let acting: Promise<T> | undefined;
    await t.db.sql.begin(async (tx) => {
      await tx`select from person where id = ${id} for update`;
      acting = act();
      await waitsFor(tx);
      await tx.unsafe(change);
    });
    return await (acting as Promise<T>);
  };
  const waitsFor = async (tx: Pick<typeof t.db.sql, 'unsafe'>) => {
    for (let tries = 0; tries < 500; tries++) {
      const [row] = await tx.unsafe(`select count(*)::int as n from pg_stat_activity
        where datname = current_database() and pg_backend_pid() = any(pg_blocking_pids(pid))`);
      if (row?.n > 0) return;
      await new Promise((go) => setTimeout(go, 10));
    }
    throw new Error('Nobody waits for the account.');
  };
  const administrator = async (login: string, area: string) => {
    await createPerson(t, { login, role: 'admin', area });
    return { browser: await pageBrowser(t, login), id: await idOf(login) };
  };

  it.each([
    ['area', ['--area', '*']],
    ['role', ['--role', 'department']],
  ])('a change of %s voids the link and the sessions', async (what, change) => {
    const login = `len-${what}`;
    const link = await linkOf(login, '31');
    await shell('user', 'set', login, ...change);
    expect((await postForm(t, '/mat-khau', { link, password: ANOTHER })).status).toBe(404);
    await createPerson(t, { login: `${login}-vao`, role: 'admin', area: '31' });
    const cookie = cookieOf(await signIn(t, `${login}-vao`));
    expect(await isIn(cookie)).toBe(true);
    await shell('user', 'set', `${login}-vao`, '--name', 'Tên khác');
    expect(await isIn(cookie)).toBe(true);
    await shell('user', 'set', `${login}-vao`, ...change);
    expect(await isIn(cookie)).toBe(false);
    expect(await isIn(cookieOf(await signIn(t, `${login}-vao`)))).toBe(true);
  });

  it('a password link that is used while its account is promoted opens nothing', async () => {
    const link = await linkOf('cho', '11737');
    const id = await idOf('cho');
    const answer = await during(
      id,
      `delete from password_link where person = ${id}; update person set area = '*' where id = ${id}`,
      () => postForm(t, '/mat-khau', { link, password: ANOTHER }),
    );
    expect(answer.status).toBe(404);
    expect((await signIn(t, 'cho', ANOTHER)).status).toBe(401);
  });

  it.each([
    ['promoted', `area = '*'`],
    ['closed', 'disabled_at = now()'],
    ['given another password', 'password = null'],
  ])('who signs in while he is %s is not let in', async (what, set) => {
    const login = `vao-${what.replaceAll(' ', '-')}`;
    await createPerson(t, { login, role: 'officer', area: '11737' });
    const id = await idOf(login);
    // Whoever sets his password by the link is signed in by that.
    await t.db.sql`update session set revoked_at = now() where person = ${id}`;
    const answer = await during(id, `update person set ${set} where id = ${id}`, () => signIn(t, login));
    expect(answer.status).toBe(401);
    expect((await t.db.sql`select from session where person = ${id} and revoked_at is null`).count).toBe(0);
  });

  it('of two changes of a password at once one counts', async () => {
    await createPerson(t, { login: 'doi', role: 'officer', area: '11737' });
    const browsers = await Promise.all([pageBrowser(t, 'doi'), pageBrowser(t, 'doi')]);
    const wanted = ['một con mèo ngủ', 'hai con mèo ngủ'];
    const answers = await Promise.all(
      browsers.map((one, index) =>
        one.post('/tai-khoan/mat-khau', { present: PASSWORD, password: wanted[index] ?? '' }),
      ),
    );
    expect(answers.map(({ status }) => status).filter((one) => one === 303)).toHaveLength(1);
    const opened = await Promise.all(wanted.map(async (one) => (await signIn(t, 'doi', one)).status));
    expect(opened.sort()).toEqual([303, 401]);
    const [row] = await t.db.sql`select count(*)::int as n from audit
      where actor = 'doi' and action = 'account.password_set' and after ->> 'by' = 'owner'`;
    expect(row?.n).toBe(1);
  });

  it.each([
    ['his area is taken from him', `area = '11737'`],
    ['he is an administrator no more', `role = 'viewer'`],
    ['his account is closed', 'disabled_at = now()'],
  ])('an administrator changes nothing once %s', async (why, set) => {
    const login = `qt-${set.split(' ')[0]}`;
    const { browser, id } = await administrator(login, '31');
    await createPerson(t, { login: `${login}-kia`, role: 'officer', area: '31' });
    const kia = await idOf(`${login}-kia`);
    const change = { role: 'admin', name: why, position: '', province: '31', area: '' };
    const answer = await during(id, `update person set ${set} where id = ${id}`, () =>
      browser.post(`${PEOPLE}/${kia}`, change),
    );
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    const [row] = await t.db.sql`select role, area, name from person where id = ${kia}`;
    expect(row).toMatchObject({ role: 'officer', area: '31', name: `Người ${login}-kia` });
  });

  it.each(['', '/dat-lai', '/khoa', '/ket-thuc'])(
    'an administrator of a commune does nothing (%s) to whoever is given the nation meanwhile',
    async (verb) => {
      const login = `xa${verb.replace('/', '-')}`;
      const { browser } = await administrator(login, '11737');
      await createPerson(t, { login: `${login}-len`, role: 'officer', area: '11737' });
      const id = await idOf(`${login}-len`);
      const change = { role: 'admin', name: 'Kẻ khác', position: '', area: '11737', 'second-factor': 'yes' };
      const before = await t.db.sql`select password, name, role, disabled_at from person where id = ${id}`;
      const answer = await during(id, `update person set area = '*' where id = ${id}`, () =>
        browser.post(`${PEOPLE}/${id}${verb}`, change),
      );
      expect(answer.status).toBe(404);
      expect(answer.text).not.toContain(`Người ${login}-len`);
      expect(await t.db.sql`select password, name, role, disabled_at from person where id = ${id}`).toEqual(
        before,
      );
      // And afterwards he is not there for him at all.
      expect((await browser.post(`${PEOPLE}/${id}${verb}`, change)).status).toBe(404);
    },
  );

  it('nobody is invited or raised beyond the area of who does it', async () => {
    const { browser } = await administrator('trong-xa', '11737');
    for (const area of ['31', '*', '01', '10888']) {
      const given = {
        role: 'admin',
        name: 'Lên cao',
        position: '',
        'user-name': `cao-${area}`,
        email: '',
        area,
      };
      expect((await browser.post(PEOPLE, given)).status).toBe(422);
    }
    expect((await t.db.sql`select from person where name = 'Lên cao'`).count).toBe(0);
  });

  it('two administrators who change each other at once are both answered', async () => {
    const [one, two] = [await administrator('mot', '31'), await administrator('hai', '31')];
    const change = { role: 'viewer', name: 'Bị hạ', position: '', province: '31', area: '' };
    const answers = await Promise.all([
      one.browser.post(`${PEOPLE}/${two.id}`, change),
      two.browser.post(`${PEOPLE}/${one.id}`, change),
    ]);
    for (const { status } of answers) expect(status).toBeLessThan(500);
    const rows = await t.db.sql`select role from person where id in (${one.id}, ${two.id}) order by role`;
    expect(rows.map(({ role }) => role)).toContain('viewer');
    expect((await nation.get(PEOPLE)).status).toBe(200);
  });
});
