import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { admin } from './support/admin.ts';
import { opener } from './support/gap-pages.ts';
import { greenValues } from './support/records.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

const HCMC = { code: 'hcmc', nameVi: 'Báo cáo hằng ngày TP.HCM', provinces: ['79'], startsOn: '2025-09-25' };

describe('programmes', () => {
  let t: TestService;
  let admins: Caller;
  let hcmc: Caller;
  beforeAll(async () => {
    t = await startTestService({ now: '2025-09-25 08:00' });
    admins = await t.caller('admin', '*');
    hcmc = await t.caller('department', '79');
  });
  afterAll(() => t.stop());

  const patch = async (by: Caller, code: string, body: unknown) => {
    const response = await fetch(`${t.address}/api/v1/programmes/${code}`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${by.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: JSON.parse(await response.text()) };
  };
  const codes = ({ body }: { body: { items: { code: string }[] } }) => body.items.map((one) => one.code);

  it('are missed in words where an area has none, by machines and by people', async () => {
    for (const path of ['status', 'gaps', 'comparison?from=2026-01&to=2026-01']) {
      const { status, body } = await hcmc.get(`/api/v1/${path}`);
      expect([status, body.code, body.titleVi]).toEqual([
        404,
        'no_programme',
        'Chưa có đợt báo cáo nào cho địa bàn của anh/chị',
      ]);
    }
    for (const path of ['/bang-theo-doi', '/con-thieu', '/lanh-dao']) {
      const { status, text } = await (await opener(t, hcmc))(path);
      expect([status, text.includes('Chưa có đợt báo cáo nào')]).toEqual([404, true]);
    }
    expect(codes(await hcmc.get('/api/v1/programmes'))).toEqual([]);
    // Certificates and networks alert without a programme, too.
    expect(await hcmc.get('/api/v1/alerts')).toMatchObject({ status: 200, body: { items: [] } });
  });

  it('are made by who administers all that they ask, with every fault said at once', async () => {
    const make = (by: Caller, over: object = {}) => by.post('/api/v1/programmes', { ...HCMC, ...over });
    expect((await make(hcmc)).status).toBe(403);
    expect((await make(await t.caller('admin', '31'))).status).toBe(404);
    const { status, body } = await make(admins, {
      code: 'Xấu quá',
      provinces: ['79', '98', '79'],
      copyOf: 'none',
      settings: { cutoff: '25:00', freshness: -1, amber: 101 },
    });
    expect(status).toBe(422);
    expect(new Set(body.errors.map((one: { pointer: string }) => one.pointer))).toEqual(
      new Set([
        '/code',
        '/provinces',
        '/copyOf',
        '/settings/cutoff',
        '/settings/freshness',
        '/settings/amber',
      ]),
    );
    expect((await make(admins, { startsOn: '2020-01-01' })).body.errors[0].pointer).toBe('/startsOn');
    expect((await make(admins, { endsOn: '2025-09-24' })).body.errors[0].pointer).toBe('/endsOn');
    expect(codes(await admins.get('/api/v1/programmes'))).toEqual(['haiphong-daily']);

    const made = await make(admins, {
      copyOf: 'haiphong-daily',
      settings: { cutoff: '11:00', deadline: '2025-12-31' },
    });
    expect(made.status).toBe(201);
    const [seed] = (await admins.get('/api/v1/programmes')).body.items;
    expect(made.body).toMatchObject({ ...HCMC, nameEn: HCMC.nameVi, endsOn: null });
    expect(made.body.settings).toEqual({
      ...seed.settings,
      validFrom: '2025-09-25',
      cutoff: '11:00',
      deadline: '2025-12-31',
    });
    expect((await make(admins)).body.errors[0].pointer).toBe('/code');
    const [line] = await t.db.sql`select target, area, after from audit where action = 'programme.create'`;
    expect(line).toMatchObject({ target: 'hcmc', area: '79', after: { provinces: ['79'] } });
  });

  it('are what is meant in the area that they ask, on every route and page', async () => {
    const values = greenValues(await t.service.registry.fresh(), '2025-09-25');
    const { items } = (await hcmc.get('/api/v1/localities?limit=200')).body;
    expect(items).toHaveLength(168);
    const { body } = await hcmc.post('/api/v1/records', {
      locality: items[0].code,
      day: '2025-09-25',
      values,
    });
    expect(body).toMatchObject({ reporting: 'on_time', status: { colour: 'green' } });
    expect((await hcmc.get('/api/v1/status')).body.summary).toMatchObject({ green: 1, expected: 168 });
    expect((await hcmc.get(`/api/v1/localities/${items[0].code}/status`)).body.items).toHaveLength(1);
    const { text } = await (await opener(t, hcmc))('/bang-theo-doi');
    expect(text).toContain('Báo cáo hằng ngày TP.HCM');
    expect(text).toContain(`href="/don-vi/${items[0].code}"`);
    expect(text).not.toContain('Hải Phòng');
    expect(codes(await hcmc.get('/api/v1/programmes'))).toEqual(['hcmc']);
    // Whoever looks after the nation sees the first that runs, and any that he names.
    expect((await admins.get('/api/v1/status')).body.summary.expected).toBe(114);
    expect((await admins.get('/api/v1/status?programme=hcmc')).body.summary.expected).toBe(168);
    expect((await (await opener(t, admins))('/bang-theo-doi?programme=hcmc')).text).toContain(
      `href="/don-vi/${items[0].code}?programme=hcmc"`,
    );
  });

  it('are edited and ended; one that has ended gives way to one that runs', async () => {
    expect((await patch(hcmc, 'hcmc', { nameVi: 'Khác' })).status).toBe(403);
    expect((await patch(await t.caller('admin', '31'), 'hcmc', { nameVi: 'Khác' })).status).toBe(404);
    expect((await patch(admins, 'none', { nameVi: 'Khác' })).status).toBe(404);
    expect((await patch(admins, 'hcmc', {})).status).toBe(422);
    // It runs already: what it asks of whom stays.
    expect((await patch(admins, 'hcmc', { provinces: ['79', '80'] })).body.errors[0].pointer).toBe(
      '/provinces',
    );
    const changed = await patch(await t.caller('admin', '79'), 'hcmc', {
      nameVi: 'Đợt cao điểm',
      from: '2025-09-26',
      settings: { freshness: 5, indicators: ['network.lan'] },
    });
    expect([changed.status, changed.body.nameVi]).toEqual([200, 'Đợt cao điểm']);
    expect(changed.body.next).toMatchObject([
      { validFrom: '2025-09-26', freshness: 5, indicators: ['network.lan'], cutoff: '11:00' },
    ]);
    expect(
      (await patch(admins, 'hcmc', { settings: { indicators: ['no.such'] } })).body.errors[0].pointer,
    ).toBe('/settings/indicators');

    const own = await patch(admins, 'hcmc', {
      province: '79',
      from: '2025-09-26',
      settings: { cutoff: '10:00', amber: null },
    });
    expect(own.body.inProvinces).toEqual([{ province: '79', validFrom: '2025-09-26', cutoff: '10:00' }]);
    const common = { province: '79', nameVi: 'Khác', settings: { deadline: null } };
    expect(
      (await patch(admins, 'hcmc', common)).body.errors.map((one: { pointer: string }) => one.pointer),
    ).toEqual(['/nameVi', '/settings/deadline']);

    expect((await patch(admins, 'haiphong-daily', { endsOn: '2025-09-25' })).status).toBe(200);
    t.clock.set('2025-09-26 08:00');
    expect((await admins.get('/api/v1/status')).body.summary.expected).toBe(168);
    expect((await patch(admins, 'haiphong-daily', { endsOn: null })).body.endsOn).toBeNull();
    expect((await admins.get('/api/v1/status')).body.summary.expected).toBe(114);
  });

  it('are made at the shell, for several provinces, from a day on', async () => {
    const create = (...args: string[]) => admin(t.db, t.clock.now(), 'programme', 'create', ...args);
    await expect(
      create('south', '--name-vi', 'Miền Nam', '--provinces', '80,99', '--starts-on', 'nay'),
    ).rejects.toThrow(/--provinces: .*99[\s\S]*--starts-on: “nay”/);
    const options = ['--name-vi', 'Miền Nam', '--provinces', '80,86', '--starts-on', '2025-09-24'];
    expect(await create('south', ...options, '--copy', 'hcmc', '--deadline', '2026-06-30')).toContain(
      'south',
    );
    expect(await admin(t.db, t.clock.now(), 'programme', 'list')).toMatch(/south +80,86 +2025-09-24/);
    const south = await t.caller('department', '80');
    const { summary } = (await south.get('/api/v1/status?day=2025-09-24')).body;
    expect(summary.grey).toBe(summary.expected);
    expect(summary.expected).toBeGreaterThan(50);
    const set = (...args: string[]) => admin(t.db, t.clock.now(), 'programme', 'set', 'south', ...args);
    await set('--name-vi', 'Đồng bằng', '--ends-on', '2025-12-31');
    expect(await admin(t.db, t.clock.now(), 'programme', 'list')).toMatch(/2025-12-31.*Đồng bằng/);
  });
});
