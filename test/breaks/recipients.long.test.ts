import { createECDH, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDigestJob } from '../../src/digest/job.ts';
import { createLog } from '../../src/log.ts';
import { takeBack } from '../../src/outbox/dispatch-store.ts';
import { admin } from '../support/admin.ts';
import { addContact, openAndTell, recordMissing } from '../support/alerting.ts';
import { instant } from '../support/clock.ts';
import { type PageBrowser, pageBrowser } from '../support/page-browser.ts';
import { createPerson } from '../support/person.ts';
import { startTestService, type TestService } from '../support/service.ts';

const HERE = '11737';
const NEXT = '10507';
const HANOI = '01';
const NOW = instant('2026-11-19 16:02');
const OWN = '/tai-khoan/thong-bao';
const LIST = '/quan-tri/lien-he';
/** Whoever attacks has it. */
const ZALO = '2468458835296197922';
const VICTIM = 'nan.nhan@xa.example';

/** Anybody may write down anybody's address: what is said under it holds for the area of who said it, and no other. */
describe('who a message goes to', () => {
  let t: TestService;
  let foreign: string;
  let attacker: PageBrowser;
  beforeAll(async () => {
    t = await startTestService({ now: '2026-11-19 16:02' });
    const [row] = await t.db.sql<{ code: string }[]>`
      select code from locality where province <> '31' order by code limit 1`;
    foreign = row?.code ?? '';
    await createPerson(t, { login: 'quantri-xa', role: 'admin', area: HERE });
    attacker = await pageBrowser(t, 'quantri-xa');
  });
  afterAll(() => t.stop());
  beforeEach(async () => {
    for (const table of ['outbox', 'contact', 'delivery_preference', 'push_subscription', 'alert_notice'])
      await t.db.sql.unsafe(`delete from ${table}`);
    await t.db.sql`delete from alert`;
    await t.db.sql`delete from channel`;
    for (const name of ['web_push', 'zalo_oa', 'zalo_zns'])
      await t.db.sql`insert into channel (name, settings, updated_at) values (${name}, 'sealed', now())`;
    await t.db.sql`update person set email = null where user_name is not null`;
    await t.db.sql`delete from session where person in (select id from person where user_name is null)`;
    await t.db.sql`delete from password_link where person in (select id from person where user_name is null)`;
    await t.db.sql`delete from person where user_name is null`;
  });
  const tell = (...areas: string[]) =>
    openAndTell(
      t.db,
      t.service.registry,
      areas.map((area) => recordMissing(area)),
      NOW,
    );
  const messages = async () => t.db.sql`
    select o.channel, o.address, array_agg(a.area order by a.area) as areas from outbox o
      join outbox_alert m on m.message = o.id join alert a on a.id = m.alert
    group by o.id order by o.channel, o.address`;
  const browser = (): Record<string, string> => {
    const key = createECDH('prime256v1');
    return {
      endpoint: `https://push.example/${randomBytes(8).toString('hex')}`,
      p256dh: key.generateKeys('base64url'),
      auth: randomBytes(16).toString('base64url'),
    };
  };
  const form = { language: 'en', 'quiet-from': '21:00', 'quiet-until': '06:00', 'per-day': '1' };
  const toZalo = { ...form, 'channel-1': 'zalo_oa', 'zalo-user': ZALO };
  const places: [string, () => { locality?: string; province?: string; role?: 'department' }][] = [
    ['a commune of another province', () => ({ locality: foreign })],
    ['another commune of the province', () => ({ locality: NEXT })],
    ['the department above', () => ({ province: '31', role: 'department' })],
  ];
  const alertOf = (at: { locality?: string; province?: string }) =>
    at.locality ? recordMissing(at.locality) : { ...recordMissing(NEXT) };
  const tellOf = async (at: { locality?: string; province?: string }) => {
    await openAndTell(t.db, t.service.registry, [alertOf(at)], NOW);
    // The department hears by a later step: an alert that told nobody climbs on.
    if (at.province) await t.db.sql`update alert set next_step_at = ${NOW.toISOString()}`;
    if (at.province) await openAndTell(t.db, t.service.registry, [], NOW);
  };

  describe.each(places)('an address of %s', (_, where) => {
    it.each([VICTIM, 'Nan.Nhan@XA.example'])(
      'invited as an account (%s) brings nothing to its browser or Zalo',
      async (written) => {
        await addContact(t.db, { ...where(), name: 'Nạn nhân', email: written });
        await createPerson(t, { login: VICTIM, role: 'admin', area: HERE });
        const spy = await pageBrowser(t, VICTIM);
        expect((await spy.post('/tai-khoan/trinh-duyet', browser())).status).toBe(303);
        expect((await spy.post(OWN, toZalo)).status).toBe(303);
        await tellOf(where());
        const rows = await messages();
        if (!where().province) expect(rows).toMatchObject([{ channel: 'email', address: VICTIM }]);
        for (const row of rows) expect(row.channel).toBe('email');
        const api = await t.caller('admin', HERE);
        expect((await api.get('/api/v1/outbox')).body.items).toEqual([]);
        expect((await api.get('/api/v1/alerts')).body.items).toEqual([]);
        expect((await spy.get('/canh-bao')).text).toContain('Chưa có cảnh báo nào');
      },
    );

    it('added as a contact has nothing said of how it hears elsewhere, and is not tried', async () => {
      await createPerson(t, { login: VICTIM, role: 'officer', area: where().locality ?? '31' });
      const victim = await pageBrowser(t, VICTIM);
      await victim.post('/tai-khoan/trinh-duyet', browser());
      await addContact(t.db, { ...where(), name: 'Nạn nhân', email: VICTIM, phone: '0912 345 678' });
      const typed = {
        name: 'Nạn nhân',
        position: '',
        role: 'officer',
        province: '31',
        area: HERE,
        email: VICTIM,
        phone: '',
      };
      const { to } = await attacker.post(LIST, typed);
      const page = to?.split('?')[0] ?? '';
      // What he chose for himself stands, and is not shown.
      if (!where().province) {
        expect((await attacker.post(`${page}/cach-nhan`, toZalo)).status).toBe(303);
        for (const channel of ['web_push', 'zalo_zns'])
          expect((await attacker.post(`${page}/gui-thu-nghiem`, { channel })).status).toBe(409);
        expect((await attacker.get(page)).text).not.toContain('0912');
      }
      await tellOf(where());
      for (const row of await messages()) expect(row.address).not.toBe(ZALO);
      const kept = await t.db
        .sql`select area, channels from delivery_preference where recipient = ${VICTIM} order by area`;
      expect(kept.find((one) => one.area === (where().locality ?? '31'))).toMatchObject({
        channels: ['web_push', 'email'],
      });
    });
  });

  it('a telephone that stands in two places is heard of in each by what was said there', async () => {
    await addContact(t.db, { locality: NEXT, name: 'Chỉ có điện thoại', email: null, phone: '0912.345.678' });
    const typed = {
      name: 'Ai đó',
      position: '',
      role: 'officer',
      province: '31',
      area: HERE,
      email: '',
      phone: '0912 345 678',
    };
    const page = (await attacker.post(LIST, typed)).to?.split('?')[0] ?? '';
    expect((await attacker.post(`${page}/cach-nhan`, toZalo)).status).toBe(303);
    await tell(HERE, NEXT);
    expect(await messages()).toEqual([
      { channel: 'zalo_oa', address: ZALO, areas: [HERE] },
      { channel: 'zalo_zns', address: '84912345678', areas: [NEXT] },
    ]);
  });

  it('the id of somebody else at Zalo holds up nothing of his', async () => {
    await addContact(t.db, { locality: NEXT, name: 'Nạn nhân', email: VICTIM });
    await addContact(t.db, { locality: HERE, name: 'Kẻ khác', email: 'ke@xa.example' });
    for (const [who, area] of [
      [VICTIM, NEXT],
      ['ke@xa.example', HERE],
    ] as const)
      await t.db
        .sql`insert into delivery_preference (recipient, area, language, channels, zalo_user, quiet_from,
        quiet_until, per_day, updated_at, updated_by)
        values (${who}, ${area}, 'vi', array['zalo_oa'], ${ZALO}, '21:00', '06:00', 8, now(), 'x')`;
    await tell(HERE);
    await tell(NEXT);
    expect((await messages()).map(({ areas }) => areas)).toEqual(expect.arrayContaining([[HERE], [NEXT]]));
    const ids = (await t.db.sql`select id from outbox`).map(({ id }) => id as string);
    expect(await takeBack(t.db.sql, ids, NOW)).toBe(0);
  });

  it('a browser hears no more once its account is of another area', async () => {
    await addContact(t.db, { locality: NEXT, name: 'Cán bộ', email: VICTIM });
    await createPerson(t, { login: VICTIM, role: 'officer', area: NEXT });
    await (await pageBrowser(t, VICTIM)).post('/tai-khoan/trinh-duyet', browser());
    await tell(NEXT);
    expect(await messages()).toMatchObject([{ channel: 'web_push', areas: [NEXT] }]);
    await admin(t.db, t.clock.now(), 'user', 'set', VICTIM, '--area', HANOI);
    const ids = (await t.db.sql`select id from outbox`).map(({ id }) => id as string);
    expect(await takeBack(t.db.sql, ids, NOW)).toBe(1);
    await tell(NEXT);
    await t.db.sql`update alert set next_step_at = ${NOW.toISOString()}`;
    await openAndTell(t.db, t.service.registry, [], NOW);
    expect(await messages()).toMatchObject([{ channel: 'email', address: VICTIM, areas: [NEXT] }]);
  });

  it('who serves two communes of his account’s area has one message and one choice', async () => {
    for (const locality of [HERE, NEXT]) await addContact(t.db, { locality, name: 'An', email: VICTIM });
    await createPerson(t, { login: VICTIM, role: 'department', area: '31' });
    const own = await pageBrowser(t, VICTIM);
    expect((await own.post(OWN, toZalo)).status).toBe(303);
    await tell(HERE, NEXT);
    expect(await messages()).toEqual([{ channel: 'zalo_oa', address: ZALO, areas: [NEXT, HERE].sort() }]);
  });

  it('who has said nothing has one message, wherever he is written down', async () => {
    for (const locality of [HERE, NEXT, foreign])
      await addContact(t.db, { locality, name: 'An', email: VICTIM });
    await tell(HERE, NEXT);
    expect(await messages()).toEqual([{ channel: 'email', address: VICTIM, areas: [NEXT, HERE].sort() }]);
  });

  it('a summary goes to the addresses of its own province, and is read there alone', async () => {
    await addContact(t.db, { province: HANOI, role: 'department', name: 'Nạn nhân', email: VICTIM });
    await t.db
      .sql`insert into delivery_preference (recipient, area, language, channels, zalo_user, quiet_from,
      quiet_until, per_day, updated_at, updated_by)
      values (${VICTIM}, ${HANOI}, 'vi', array['zalo_oa'], ${ZALO}, '21:00', '06:00', 8, now(), 'x')`;
    const sum = async () => {
      await t.db.sql`delete from outbox`;
      const job = createDigestJob({ sql: t.db.sql, registry: t.service.registry });
      t.clock.set('2026-11-20 17:30');
      const { signal } = new AbortController();
      await job.run({ now: t.clock.now(), slot: 'manual:test', signal, log: createLog('silent') });
      const rows = await t.db.sql`select channel, address, content ->> 'province' as province from outbox`;
      return rows.map((row) => ({ ...row }));
    };
    // Written down in another province, nobody hears of this one.
    expect((await sum()).filter(({ province }) => province === '31')).toEqual([]);
    await addContact(t.db, { province: '31', role: 'department', name: 'An', email: VICTIM });
    // And who hears here does so as was said here.
    expect((await sum()).filter(({ province }) => province === '31')).toEqual([
      { channel: 'email', address: VICTIM, province: '31' },
    ]);
    await createPerson(t, { login: VICTIM, role: 'admin', area: HANOI });
    const spy = await t.caller('admin', HANOI);
    const foreignOnes = ({ body }: { body: { items: object[] } }) =>
      body.items.filter((one) => JSON.stringify(one).includes('"31"'));
    expect(foreignOnes(await spy.get('/api/v1/outbox'))).toEqual([]);
  });
});
