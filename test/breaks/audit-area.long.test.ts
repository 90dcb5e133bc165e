import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { MIGRATIONS } from '../../src/db/migrate.ts';
import { admin } from '../support/admin.ts';
import { type PageBrowser, pageBrowser } from '../support/page-browser.ts';
import { createPerson, postForm, sessionOf, signIn } from '../support/person.ts';
import { createCaller, startTestService, type TestService } from '../support/service.ts';

/** An audit row is read by those in whose area it lies, whatever its target looks like. */
describe('the audit by area', () => {
  let t: TestService;
  let province: PageBrowser;
  beforeAll(async () => {
    t = await startTestService({ now: '2025-10-23 09:00' });
    // A person of the whole nation who is called as a province is.
    await createPerson(t, { login: '31', role: 'admin', area: '*' });
    await createPerson(t, { login: 'haiphong', role: 'admin', area: '31' });
    province = await pageBrowser(t, 'haiphong');
  });
  afterAll(() => t.stop());
  const shell = (...args: string[]) => admin(t.db, t.clock.now(), ...args);
  const seenBy = async (area: string): Promise<{ action: string; target: string; area: string }[]> =>
    (await (await t.caller('admin', area)).get('/api/v1/audit?limit=5000')).body.items;
  const targets = async (area: string) => (await seenBy(area)).map((one) => one.target);

  it('takes no name for a place: of a person, a token, a webhook', async () => {
    await signIn(t, '31');
    await shell('token', 'create', '--role', 'viewer', '--area', '*', '--name', '11737 đọc số liệu');
    const hook = ['--name', '31 điều hành', '--url', 'https://dieuhanh.example/x', '--area', '*'];
    await shell('webhook', 'create', ...hook);
    await shell('token', 'create', '--role', 'viewer', '--area', '01', '--name', '31 của Hà Nội');
    expect(await targets('31')).not.toEqual(expect.arrayContaining([expect.stringMatching(/^31/)]));
    expect(await targets('11737')).toEqual([]);
    expect(await targets('01')).toEqual(['31 của Hà Nội']);
    expect(await targets('*')).toEqual(expect.arrayContaining(['31', '31 điều hành', '11737 đọc số liệu']));
    const page = (await province.get('/quan-tri/nhat-ky')).text;
    expect(page).not.toContain('điều hành');
    expect(page).not.toContain('Webhook');
    expect(page).not.toContain('webhook');
  });

  it('is read from the commune up to the nation, and by nobody beside', async () => {
    await shell('locality', 'rename', '10888', '--type', 'xã', '--name', 'Tên Mới', '--from', '2025-10-23');
    await shell('calendar', 'set', '2025-12-30', 'holiday', '--name', 'Nghỉ', '--scope', '31');
    await shell('calendar', 'set', '2025-12-31', 'holiday', '--name', 'Nghỉ cả nước');
    expect(await targets('10888')).toEqual(['10888']);
    expect(await targets('11737')).toEqual([]);
    expect(await targets('31')).toEqual(expect.arrayContaining(['10888', '31 2025-12-30']));
    expect(await targets('31')).not.toContain('VN 2025-12-31');
    expect(await targets('01')).not.toContain('10888');
    expect(await targets('*')).toEqual(expect.arrayContaining(['10888', '31 2025-12-30', 'VN 2025-12-31']));
  });

  it('goes by where somebody belonged when it was done', async () => {
    await createPerson(t, { login: 'hang', role: 'officer', area: '11737' });
    await signIn(t, 'hang', 'sai');
    await shell('user', 'set', 'hang', '--area', '01');
    const done = (await seenBy('31')).filter(({ target }) => target === 'hang').map((one) => one.action);
    expect(done).toEqual([
      ...['user.set', 'account.sign_in_failed', 'account.sign_in'],
      ...['account.password_set', 'user.create'],
    ]);
    expect(await targets('01')).not.toContain('hang');
  });

  it('shows a token as one, however it is called', async () => {
    await createPerson(t, { login: 'an@so.example', role: 'admin', area: '31' });
    const token = await shell(
      'token',
      'create',
      '--role',
      'admin',
      '--area',
      '31',
      '--name',
      'an@so.example',
    );
    const [{ id } = { id: 0 }] = await t.db.sql`select id from token where name = 'an@so.example'`;
    const silence = { area: '11737', startsAt: '2025-10-23T10:00:00+07:00', reason: 'Chuyển trụ sở' };
    const made = await createCaller(t.address, token).post('/api/v1/silences', {
      ...silence,
      endsAt: '2025-10-24T10:00:00+07:00',
    });
    expect(made.status).toBe(201);
    const person = await pageBrowser(t, 'an@so.example');
    await person.post('/quan-tri/ma-truy-cap', {
      name: 'Cổng một cửa',
      role: 'viewer',
      province: '31',
      area: '',
      expires: '',
    });
    const rows = await t.db.sql`
      select actor_kind as kind, actor_id as id, actor from audit where action in ('silence.create', 'token.create')
      order by audit.id desc limit 2`;
    expect(rows).toEqual([
      { kind: 'person', id: expect.any(Number), actor: 'an@so.example' },
      { kind: 'token', id, actor: `token:${id} an@so.example` },
    ]);
    const [item] = (await createCaller(t.address, token).get('/api/v1/audit')).body.items.slice(-1);
    expect(item).toMatchObject({ actorKind: expect.any(String), area: '31' });
    const { text } = await province.get('/quan-tri/nhat-ky?action=silence.create');
    expect(text).toContain(`Mã truy cập số ${id}, “an@so.example”`);
    // A browser that the token has signed in is the token, too.
    const cookie = await sessionOf(t, token);
    const form = await fetch(`${t.address}/quan-tri/ma-truy-cap`, {
      headers: { cookie, accept: 'text/html' },
    });
    const csrf = /name="csrf" value="([\w-]+)"/.exec(await form.text())?.[1] ?? '';
    await postForm(
      t,
      '/quan-tri/ma-truy-cap',
      { csrf, name: 'Của mã', role: 'viewer', province: '31', area: '' },
      { cookie },
    );
    const [last] = await t.db.sql`select actor from audit order by id desc limit 1`;
    expect(last).toEqual({ actor: `token:${id} an@so.example` });
  });

  it('has no row without an area', async () => {
    const [{ n } = { n: 1 }] = await t.db.sql`
      select count(*)::int as n from audit where area <> '*' and area !~ '^([0-9]{2}|[0-9]{5})$'`;
    expect(n).toBe(0);
    await expect(
      t.db.sql`insert into audit (at, actor, source, action, target) values (now(), 'x', 'x', 'x', '31')`,
    ).rejects.toThrow('area');
  });
});

describe('rows from before', () => {
  it('are filled with an area where their action says it, else with the nation', async () => {
    const cluster = inject('cluster');
    const name = `test_${crypto.randomUUID().replaceAll('-', '')}`;
    const maintenance = postgres({ ...cluster, max: 1, onnotice: () => {} });
    await maintenance`create database ${maintenance(name)}`;
    const sql = postgres({ ...cluster, database: name, max: 1, onnotice: () => {} });
    try {
      const files = readdirSync(MIGRATIONS).filter((file) => file.endsWith('.sql'));
      const own = files.find((file) =>
        readFileSync(join(MIGRATIONS, file), 'utf8').includes('"refuse_change"'),
      );
      for (const file of files.sort()) {
        if (file === own)
          await sql`
            insert into audit (at, actor, source, action, target, before, after) values
            (now(), 'a', 'shell', 'locality.rename', '10888', null, null),
            (now(), 'a', '10.0.0.1', 'mark.verify', '11737 network.lan', null, null),
            (now(), 'a', '10.0.0.1', 'calendar.set', 'VN 2025-12-30', null, null),
            (now(), 'a', '10.0.0.1', 'calendar.set', '31 2025-12-30', null, null),
            (now(), 'a', '10.0.0.1', 'alert.acknowledge', '31 10888 record_missing', null, '{}'),
            (now(), 'a', '10.0.0.1', 'token.create', '31 x', null, '{"id": 1, "area": "*"}'),
            (now(), 'a', '10.0.0.1', 'token.create', '11737', null, '{"id": 2, "area": "01"}'),
            (now(), 'a', '10.0.0.1', 'user.set', 'hang', '{"area": "11737"}', '{"area": "01"}'),
            (now(), 'a', '10.0.0.1', 'user.disable', '31', null, null),
            (now(), '31', '10.0.0.1', 'account.sign_in', '31', null, null),
            (now(), 'a', '10.0.0.1', 'import.store', '31 của tôi.xlsx', null, null),
            (now(), 'housekeeping', 'service', 'user.disable', 'x', null, null)`;
        const text = readFileSync(join(MIGRATIONS, file), 'utf8');
        for (const statement of text.split('--> statement-breakpoint')) await sql.unsafe(statement);
        if (file === own) break;
      }
      const rows = await sql`select area, actor_kind as kind from audit order by id`;
      expect(rows.map((one) => one.area)).toEqual([
        '10888',
        '11737',
        '*',
        '31',
        '10888',
        '*',
        '01',
        '11737',
        '*',
        '*',
        '*',
        '*',
      ]);
      expect(rows.map((one) => one.kind)).toEqual(['shell', ...Array(10).fill(null), 'service']);
    } finally {
      await sql.end();
      await maintenance`drop database ${maintenance(name)} with (force)`;
      await maintenance.end();
    }
  });
});

describe('a token', () => {
  let t: TestService;
  beforeAll(async () => {
    t = await startTestService({ now: '2025-10-23 09:00' });
  });
  afterAll(() => t.stop());
  const create = (...more: string[]) =>
    admin(
      t.db,
      t.clock.now(),
      'token',
      'create',
      '--role',
      'admin',
      '--area',
      '31',
      '--name',
      'Cổng',
      ...more,
    );
  const row = async () =>
    (await t.db.sql`select created_by, expires_at, last_used_at from token order by id desc limit 1`)[0];

  it('is refused from its expiry on, and so is who has signed in with it', async () => {
    const token = await create('--expires', '2025-10-23');
    expect(await row()).toMatchObject({
      created_by: 'shell:test',
      expires_at: new Date('2025-10-23T17:00:00Z'),
    });
    const caller = createCaller(t.address, token);
    const cookie = await sessionOf(t, token);
    const page = () =>
      fetch(`${t.address}/quan-tri`, { headers: { cookie, accept: 'text/html' }, redirect: 'manual' });
    t.clock.set('2025-10-23 23:59');
    expect((await caller.get('/api/v1/localities?limit=1')).status).toBe(200);
    t.clock.set('2025-10-24 00:00');
    expect((await caller.get('/api/v1/localities?limit=1')).status).toBe(401);
    expect((await page()).status).not.toBe(200);
    expect(await sessionOf(t, token)).not.toContain('session');
    t.clock.set('2025-10-23 09:00');
    expect((await page()).status).toBe(200);
  });

  it('is not made with an expiry that has passed', async () => {
    await expect(create('--expires', '2025-10-22')).rejects.toThrow('expiry must lie ahead');
    await expect(create('--expires', 'mai')).rejects.toThrow('expires');
  });

  it('notes its use once an hour, not at every request', async () => {
    const caller = createCaller(t.address, await create());
    const ask = () => caller.get('/api/v1/localities?limit=1');
    expect(await row()).toMatchObject({ expires_at: null, last_used_at: null });
    await ask();
    const first = t.clock.now();
    expect((await row())?.last_used_at).toEqual(first);
    const version = async () =>
      (await t.db.sql`select xmin::text as x from token order by id desc limit 1`)[0]?.x;
    const before = await version();
    t.clock.set('2025-10-23 09:59');
    await Promise.all(Array.from({ length: 20 }, ask));
    expect(await version()).toBe(before);
    t.clock.set('2025-10-23 10:00');
    await Promise.all(Array.from({ length: 20 }, ask));
    expect((await row())?.last_used_at).toEqual(t.clock.now());
    t.clock.set('2025-10-23 09:00');
  });

  it('is made on the page for a year, and shown with who made it, until when and when it was used', async () => {
    await createPerson(t, { login: 'haiphong', role: 'admin', area: '31' });
    const browser = await pageBrowser(t, 'haiphong');
    const { text } = await browser.get('/quan-tri/ma-truy-cap');
    expect(text).toMatch(/name="expires"[^>]*value="2026-10-23"|value="2026-10-23"[^>]*name="expires"/);
    const fields = { name: 'Cổng dữ liệu', role: 'viewer', province: '31', area: '' };
    const past = await browser.post('/quan-tri/ma-truy-cap', { ...fields, expires: '2025-10-01' });
    expect([past.status, past.text.includes('Chọn một ngày từ hôm nay trở đi')]).toEqual([422, true]);
    await browser.post('/quan-tri/ma-truy-cap', { ...fields, expires: '2026-10-23' });
    expect(await row()).toMatchObject({
      created_by: 'haiphong',
      expires_at: new Date('2026-10-23T17:00:00Z'),
    });
    const shown = (await browser.get('/quan-tri/ma-truy-cap')).text;
    for (const words of ['Hết hạn', 'Dùng lần cuối', 'chưa dùng', 'haiphong', '24/10/2026'])
      expect(shown).toContain(words);
    const listed = await admin(t.db, t.clock.now(), 'token', 'list');
    expect(listed).toMatch(/2026-10-24T00:00:00\.000\+07:00 +- +- +Cổng dữ liệu/);
  });
});
