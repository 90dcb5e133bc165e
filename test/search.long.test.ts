import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayWithin, spanOf } from '../src/figures/period.ts';
import { admin } from './support/admin.ts';
import { sessionOf } from './support/person.ts';
import { greenValues } from './support/records.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

let t: TestService;
let department: Caller;
beforeAll(async () => {
  t = await startTestService({ now: '2025-09-22 08:00' });
  department = await t.caller('department', '31');
  await t.db.sql`insert into contact (locality, name, position, role)
    values ('10903', 'Nguyễn Thị Hoà', 'Văn thư', 'officer'), ('11737', 'Hoàng Đức', 'Chủ tịch', 'leader')`;
});
afterAll(() => t.stop());

const search = async (by: Caller, q: string) =>
  (await by.get(`/api/v1/search?q=${encodeURIComponent(q)}`)).body.items as {
    kind: string;
    code: string;
    title: string;
    href: string;
  }[];
const of = (items: { kind: string; code: string }[], kind: string) =>
  items.filter((one) => one.kind === kind).map((one) => one.code);

describe('the search of pages', () => {
  const page = async (by: Caller, path: string) => {
    const cookie = await sessionOf(t, by.token);
    return await (await fetch(t.address + path, { headers: { accept: 'text/html', cookie } })).text();
  };

  it('stands in the head of each page and leads to what is found, without scripts', async () => {
    expect(await page(department, '/con-thieu')).toContain(
      '<form class="find" method="get" action="/tim-kiem">',
    );
    const text = await page(department, '/tim-kiem?q=hong+bang');
    expect(text).toMatch(/<h2[^>]*>Đơn vị<\/h2><ul><li><a href="\/don-vi\/\d{5}">phường Hồng Bàng, /);
    expect(await page(department, '/tim-kiem?q=sai+gon')).toContain('Không tìm thấy “sai gon”');
    expect(await page(department, '/tim-kiem?q=chung+thu')).toContain(
      'href="/con-thieu?indicator=certificate.personal"',
    );
  });
});

describe('one search over all', () => {
  it('finds units without accents, by code, by former names and within one’s area', async () => {
    expect((await search(department, 'cam giang'))[0]).toEqual({
      kind: 'locality',
      code: expect.stringMatching(/^10(888|903)$/),
      title: expect.stringMatching(/^(xã|phường) Cẩm Gi[aà]ng, .*Hải Phòng$/),
      href: expect.stringMatching(/^\/don-vi\/10(888|903)$/),
    });
    expect(of(await search(department, '10903'), 'locality')).toEqual(['10903']);
    const nation = await t.caller('leader', '*');
    expect(of(await search(nation, 'Sài Gòn'), 'locality').length).toBeGreaterThan(0);
    expect(of(await search(department, 'Sài Gòn'), 'locality')).toEqual([]);
    await admin(
      t.db,
      t.clock.now(),
      'locality',
      'rename',
      '10903',
      '--name',
      'Cẩm Mới',
      '--from',
      '2025-09-23',
    );
    t.clock.set('2025-09-23 08:00');
    expect(of(await search(department, 'cẩm giàng'), 'locality')).toContain('10903');
    expect(of(await search(department, 'cam moi'), 'locality')).toEqual(['10903']);
  });

  it('finds indicators and people, whose names only some may read', async () => {
    expect(of(await search(department, 'chung thu'), 'indicator')).toContain('certificate.personal');
    const [person] = (await search(department, 'hòa')).filter((one) => one.kind === 'person');
    expect(person).toMatchObject({
      title: expect.stringMatching(/^Nguyễn Thị Hoà, Văn thư, /),
      href: '/don-vi/10903',
    });
    for (const [role, area] of [
      ['viewer', '31'],
      ['finance', '31'],
      ['officer', '11737'],
    ] as const)
      expect(of(await search(await t.caller(role, area), 'nguyen thi'), 'person')).toEqual([]);
    expect(of(await search(await t.caller('officer', '10903'), 'nguyen thi'), 'person')).toHaveLength(1);
  });

  it('finds live alerts by their number and their unit, and refuses no text', async () => {
    const [row] = await t.db.sql`insert into alert (programme, area, kind, subject, state, opened_at, facts)
      values ('haiphong-daily', '10888', 'record_missing', '2025-09-22', 'open', now(), ${t.db.sql.json({ day: '2025-09-22', cutoff: '16:00', openThrough: '2025-09-25' })}) returning id`;
    expect(of(await search(department, '10888'), 'alert')).toEqual([String(row?.id)]);
    expect(of(await search(department, String(row?.id)), 'alert')).toContain(String(row?.id));
    expect(of(await search(await t.caller('department', '79'), String(row?.id)), 'alert')).toEqual([]);
    for (const q of ["''", '\\', '́', '😀', '%%']) expect(await search(department, q)).toEqual([]);
    for (const q of ['', ' ', 'x'.repeat(101)])
      expect((await department.get(`/api/v1/search?q=${q}`)).status).toBe(422);
  });
});

describe('periods', () => {
  it.each([
    ['2025-09-22', '2025-09-22', '2025-09-22'],
    ['2026-W01', '2025-12-29', '2026-01-04'],
    ['2026-W53', '2026-12-28', '2027-01-03'],
    ['2025-W39', '2025-09-22', '2025-09-28'],
    ['2028-02', '2028-02-01', '2028-02-29'],
    ['2026-12', '2026-12-01', '2026-12-31'],
  ])('%s is %s to %s', (text, first, last) => expect(spanOf(text)).toEqual({ first, last }));
  it.each(['2025-W53', '2025-W00', '2025-13', '2025-02-30', '2025', '', 'x'])('%s is none', (text) =>
    expect(spanOf(text)).toBeNull(),
  );
  it('are judged by their last reporting day that has begun', async () => {
    const registry = await t.service.registry.fresh();
    const programme = registry.programmes.get('haiphong-daily');
    if (!programme) throw new Error('no programme');
    const calendar = registry.calendar(programme);
    const on = (text: string, today: string) =>
      dayWithin(spanOf(text) ?? { first: '', last: '' }, calendar, today);
    expect(on('2025-W39', '2025-10-20')).toBe('2025-09-26');
    expect(on('2025-W39', '2025-09-24')).toBe('2025-09-24');
    expect(on('2025-W40', '2025-09-24')).toBeNull();
    expect(on('2025-09-27', '2025-10-20')).toBe('2025-09-27');
  });
});

describe('two days side by side', () => {
  it('say what changed and why', async () => {
    const admins = await t.caller('admin', '31');
    const green = greenValues(await t.service.registry.fresh(), '2025-09-23');
    const post = async (locality: string, day: string, values: object = {}) => {
      const { status } = await department.post('/api/v1/records', {
        locality,
        day,
        values: { ...green, ...values },
      });
      expect(status).toBe(201);
    };
    await post('11737', '2025-09-23');
    await post('11557', '2025-09-23', { 'network.lan': false });
    await post('10888', '2025-09-23');
    await t.tick();
    t.clock.set('2025-09-29 08:00');
    await post('11737', '2025-09-29', { 'network.lan': false });
    await post('11557', '2025-09-29');
    await t.tick();
    const { status, body } = await department.get(
      '/api/v1/comparison?province=31&from=2025-09-23&to=2025-W40',
    );
    expect(status).toBe(200);
    expect([body.from.day, body.to.day]).toEqual(['2025-09-23', '2025-09-29']);
    expect([body.from.summary.green, body.to.summary.green]).toEqual([2, 1]);
    const of = (code: string) =>
      body.changes.find((one: { locality: { code: string } }) => one.locality.code === code);
    expect(of('11737')).toMatchObject({
      from: 'green',
      to: 'yellow',
      opened: ['network.lan'],
      closed: [],
      causes: ['report'],
    });
    expect(of('11557')).toMatchObject({
      from: 'yellow',
      to: 'green',
      opened: [],
      closed: ['network.lan'],
      causes: ['report'],
    });
    expect(of('10888')).toMatchObject({ from: 'green', to: 'grey', causes: ['freshness', 'not_reported'] });
    expect(of('10888').opened).toHaveLength(19);
    expect(body.changes).toHaveLength(3);
    expect([of('11737').by, of('10888').by]).toEqual([['department 31'], []]);
    const page = async (query: string) => {
      const cookie = await sessionOf(t, department.token);
      return await (
        await fetch(`${t.address}/so-sanh?${query}`, { headers: { accept: 'text/html', cookie } })
      ).text();
    };
    const text = await page('from=2025-09-23&to=2025-09-29');
    expect(text).toMatch(/● đạt<\/th><td[^>]*>2<\/td><td[^>]*>1<\/td><td[^>]*>-1<\/td>/);
    expect(text.match(/<a href="\/don-vi\/(11737|11557|10888)">/g)).toHaveLength(3);
    const sheet = await page('from=2025-09-23&to=2025-09-29&format=csv&table=thay-doi');
    expect(sheet).toMatch(
      /,11737,23\/9\/2025,29\/9\/2025,đạt,gần đạt,[^\r]*LAN[^\r]*,báo cáo mới,department 31\r\n/,
    );
    expect(await page('period=week&from=2025-09-24&to=2025-09-30')).toContain(
      '22/9/2025–28/9/2025 (26/9/2025)',
    );
    expect(await page('from=2025-09-29&to=2025-09-23')).toContain('Chọn lại hai ngày.');
    const { body: same } = await admins.get('/api/v1/comparison?from=2025-W40&to=2025-09');
    expect([same.from.day, same.changes]).toEqual(['2025-09-29', []]);
    for (const query of [
      'from=2025-09-30&to=2025-09-30',
      'from=x&to=2025-09-23',
      'from=2025-09-29&to=2025-09-23',
      'from=2025-09-23',
    ])
      expect((await department.get(`/api/v1/comparison?${query}`)).status).toBe(422);
  });
});
