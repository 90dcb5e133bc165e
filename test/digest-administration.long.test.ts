import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../src/db/connect.ts';
import { composeDigest, createDigestMaker } from '../src/digest/compose.ts';
import { createDigestJob } from '../src/digest/job.ts';
import { createRegistryCache } from '../src/registry/cache.ts';
import { admin } from './support/admin.ts';
import { addProvinceContact, reportDay } from './support/digests.ts';
import { cookieOf, createPerson, postForm, signIn } from './support/person.ts';
import { instance } from './support/scheduler.ts';
import { startTestService, type TestService } from './support/service.ts';

const PATH = '/quan-tri/ban-tong-hop';

/** When summaries go out, as it is set at the shell and on the page, and what comes of it. */
describe('setting the digests', () => {
  let t: TestService;
  const cookies = new Map<string, string>();
  beforeAll(async () => {
    t = await startTestService({ now: '2025-09-24 08:00' });
    await createPerson(t, { login: 'canuoc', role: 'admin', area: '*' });
    await createPerson(t, { login: 'haiphong', role: 'admin', area: '31' });
    await createPerson(t, { login: 'xa', role: 'admin', area: '11737' });
    for (let person = 1; person <= 20; person++)
      await addProvinceContact(t, {
        role: 'department',
        email: `cb${person}@hp.example`,
        name: `Cán bộ ${person}`,
      });
    await reportDay(t, '2025-09-24', { red: 4, yellow: 10, silent: 2 });
  });
  afterAll(() => t.stop());

  /** Signed in at the clock's time, since sessions end with idleness. */
  const cookieFor = async (who: string) => {
    const key = `${who} ${t.clock.now().toISOString()}`;
    const cookie = cookies.get(key) ?? cookieOf(await signIn(t, who));
    cookies.set(key, cookie);
    return cookie;
  };
  const get = async (who: string, path: string) => {
    const headers = { accept: 'text/html', cookie: await cookieFor(who) };
    const answer = await fetch(t.address + path, { headers, redirect: 'manual' });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };
  const post = async (who: string, fields: Record<string, string>) => {
    const csrf = /name="csrf" value="([\w-]+)"/.exec((await get(who, '/tai-khoan')).text)?.[1] ?? '';
    return await postForm(t, PATH, { csrf, ...fields }, { cookie: await cookieFor(who) });
  };
  const DAILY = {
    programme: '*',
    role: 'department',
    period: 'day',
    weekday: '1',
    at: '17:15',
    enabled: 'yes',
  };
  const digests = async () => await admin(t.db, t.clock.now(), 'digest', 'list');
  const lastAudit = async () =>
    (await t.db.sql`select actor, action, target, before, after from audit order by id desc limit 1`)[0];

  it('begins with one a day to departments and one a week to leaders', async () => {
    const list = await digests();
    expect(list).toMatch(/\* +\* +department +day +- +16:45 +yes/);
    expect(list).toMatch(/\* +\* +leader +week +Monday +08:00 +yes/);
  });

  it('at the shell changes what is given and leaves a line in the audit', async () => {
    await admin(t.db, t.clock.now(), 'digest', 'set', 'leader', 'week', '--weekday', '5', '--at', '15:30');
    expect(await digests()).toMatch(/leader +week +Friday +15:30 +yes/);
    expect(await lastAudit()).toMatchObject({
      actor: 'shell:test',
      action: 'digest.set',
      target: 'leader week * *',
      before: { weekday: 1, at: '08:00', enabled: true },
      after: { weekday: 5, at: '15:30', enabled: true },
    });
    for (const [options, said] of [
      [['--at', '25:00'], /not a time/],
      [['--weekday', '7'], /from 0 to 6/],
      [['--province', '99'], /no province/],
      [['--programme', 'none'], /no programme/],
      [['--enabled', 'maybe'], /not one of yes, no/],
    ] as const)
      await expect(admin(t.db, t.clock.now(), 'digest', 'set', 'leader', 'week', ...options)).rejects.toThrow(
        said,
      );
  });

  it('lets an administrator set his own province, and nobody else’s', async () => {
    expect((await post('haiphong', { ...DAILY, province: '*' })).status).toBe(404);
    expect((await post('haiphong', { ...DAILY, province: '01' })).status).toBe(404);
    expect((await post('xa', { ...DAILY, province: '31' })).status).toBe(404);
    expect((await post('haiphong', { ...DAILY, province: '31', at: 'soon' })).status).toBe(422);
    const saved = await post('haiphong', { ...DAILY, province: '31' });
    expect([saved.status, saved.headers.get('location')]).toEqual([303, `${PATH}?done=luu`]);
    expect(await digests()).toMatch(/\* +31 +department +day +- +17:15 +yes/);
    expect(await lastAudit()).toMatchObject({ actor: 'haiphong', target: 'department day * 31' });
    const page = (await get('haiphong', PATH)).text;
    expect(page).toContain('Mỗi ngày báo cáo 17:15');
    // What holds everywhere is shown to him, and not his to change.
    expect(page.match(/\?sua=\d+/g)).toHaveLength(1);
    expect((await get('canuoc', PATH)).text.match(/\?sua=\d+/g)).toHaveLength(3);
  });

  it('shows the letter in a frame that can do nothing', async () => {
    const [own] = await t.db.sql<{ id: number }[]>`select id from digest where province = '31'`;
    const page = (await get('haiphong', `${PATH}?xem=${own?.id}`)).text;
    expect(page).toContain('Hải Phòng 24/9/2025: ');
    expect(page).toContain(`<iframe src="${PATH}/${own?.id}/xem" sandbox`);
    expect(page).toContain('Kính gửi anh/chị Người haiphong,');
    const frame = await get('haiphong', `${PATH}/${own?.id}/xem`);
    expect(frame.status).toBe(200);
    expect(frame.headers.get('content-security-policy')).toBe(
      "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox",
    );
    expect(frame.text).toMatch(/<img src="data:image\/png;base64,iVBOR/);
    expect(frame.text).not.toContain('cid:');
    expect((await get('haiphong', `${PATH}/999/xem`)).status).toBe(404);
  });

  it('holds: at the old hour nothing, at the new one a letter to each, once by two instances', async () => {
    const count = async () =>
      (
        await t.db.sql<{ count: number }[]>`select count(*)::int as count from outbox where about = 'digest'`
      )[0]?.count;
    await t.db.sql`delete from outbox where about = 'digest'`;
    t.clock.set('2025-09-24 16:45');
    await t.tick();
    expect(await count()).toBe(0);
    t.clock.set('2025-09-24 17:15');
    const other = connect(t.connection);
    try {
      const second = createDigestJob({ sql: other.sql, registry: createRegistryCache(other.orm) });
      const scheduler = instance(other.sql, t.clock, [second]);
      await Promise.all([t.tick(), scheduler.tick(), t.service.scheduler.runByHand('digest', t.clock.now())]);
      await scheduler.tick();
    } finally {
      await other.close();
    }
    expect(await count()).toBe(20);
    const [row] = await t.db.sql`select state, channel, recipient, not_before, content, key from outbox
      where about = 'digest' and address = 'cb1@hp.example'`;
    expect(row).toMatchObject({
      state: 'waiting',
      channel: 'email',
      recipient: 'cb1@hp.example',
      content: { programme: 'haiphong-daily', province: '31', day: '2025-09-24', period: 'day' },
      key: 'digest:day:haiphong-daily:31:2025-09-24:cb1@hp.example',
    });
    expect(row?.not_before).toEqual(t.clock.now());
  });

  it('moved later on the same day after it went out sends no second one', async () => {
    t.clock.set('2025-09-24 17:20');
    await post('haiphong', { ...DAILY, province: '31', at: '17:30' });
    await t.db.sql`update outbox set state = 'sent' where about = 'digest'`;
    t.clock.set('2025-09-24 17:31');
    await t.tick();
    const [row] = await t.db.sql`select count(*)::int as count from outbox where about = 'digest'`;
    expect(row?.count).toBe(20);
  });

  it('is made once for all who get the same, and anew a minute later', async () => {
    const maker = createDigestMaker(t.db.sql);
    const registry = await t.service.registry.fresh();
    const content = { programme: 'haiphong-daily', province: '31', day: '2025-09-24', period: 'day' };
    const letter = async (recipientName: string, after = 0) => {
      const now = new Date(t.clock.now().getTime() + after);
      const message = { recipientName, content };
      const made = await composeDigest({ maker, publicUrl: 'https://x.example' }, message, {
        registry,
        language: 'vi',
        now,
      });
      if ('drop' in made) throw new Error(made.drop.code);
      return made;
    };
    const [one, two] = await Promise.all([letter('Cán bộ 1'), letter('Cán bộ 2')]);
    expect(one.attachments?.[0]?.body).toBe(two.attachments?.[0]?.body);
    expect([one.text.includes('Cán bộ 1'), two.text.includes('Cán bộ 2')]).toEqual([true, true]);
    const later = await letter('Cán bộ 1', 61_000);
    expect(later.attachments?.[0]?.body).not.toBe(one.attachments?.[0]?.body);
  });

  it.each([
    ['cannot be read', { day: 'yesterday' }, 'content_unreadable'],
    [
      'nobody is asked of any more',
      { programme: 'haiphong-daily', province: '01', day: '2025-09-24', period: 'day' },
      'nobody_asked',
    ],
  ])('drops one whose content %s', async (_, content, drop) => {
    const maker = createDigestMaker(t.db.sql);
    const registry = await t.service.registry.fresh();
    const message = { recipientName: 'An', content };
    const context = { registry, language: 'vi' as const, now: t.clock.now() };
    expect(await composeDigest({ maker, publicUrl: '' }, message, context)).toEqual({ drop: { code: drop } });
  });

  it('tells what the ladder has taken further', async () => {
    await t.db.sql`
      with told as (update alert set ladder = (select max(id) from ladder where kind = 'record_missing')
        where id = (select min(id) from alert where kind = 'record_missing' and state = 'open') returning id)
      insert into alert_notice (alert, step, turn, at, told) select id, 1, 1, now(), 1 from told`;
    const [own] = await t.db.sql<{ id: number }[]>`select id from digest where province = '31'`;
    const page = (await get('canuoc', `${PATH}?xem=${own?.id}`)).text;
    expect(page).toContain('Đã báo lên cấp trên: 1');
    expect(page).toContain('chưa gửi báo cáo – đã báo lãnh đạo đơn vị');
  });
});
