import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authorOf } from '../src/admin/audit.ts';
import { setCondition } from '../src/changes/conditions.ts';
import { setIndicator } from '../src/changes/indicators.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

const A = '11737';
const B = '11557';
const PLAN = 'plan-2030';

describe('targets', () => {
  let t: TestService;
  let admin: Caller;
  let department: Caller;
  let officer: Caller;

  beforeAll(async () => {
    t = await startTestService({ now: '2025-12-30 08:00' });
    admin = await t.caller('admin', '*');
    department = await t.caller('department', '31');
    officer = await t.caller('officer', A);
    const author = authorOf({ actor: 'shell:test', now: t.clock.now() } as never);
    await setCondition(t.db, author, 'target', { nameVi: 'Chỉ tiêu kế hoạch', nameEn: 'Targets' });
    const fields = { agency: 'UBND', basis: 'Kế hoạch', required: false, nameEn: 'Online services' };
    for (const [code, kind] of [
      ['target.online', 'ratio'],
      ['target.city', 'boolean'],
    ] as const)
      await setIndicator(t.db, author, {
        code,
        from: '2025-12-30',
        group: 'target',
        kind,
        period: 'half_year',
        fields: { ...fields, nameVi: 'Dịch vụ công trực tuyến', unit: '%', allowsZeroNeed: true },
      });
    const made = await admin.post('/api/v1/programmes', {
      code: PLAN,
      nameVi: 'Chỉ tiêu đến năm 2030',
      provinces: ['31'],
      period: 'half_year',
      startsOn: '2025-12-30',
    });
    expect(made.body).toMatchObject({ period: 'half_year', closesOn: ['06-30', '12-31'] });
  });
  afterAll(() => t.stop());

  const items = async (caller: Caller, query = '') =>
    (await caller.get(`/api/v1/targets?programme=${PLAN}${query}`)).body.items;
  const target = {
    programme: PLAN,
    indicator: 'target.online',
    locality: A,
    comparator: '>',
    target: 80,
    year: 2030,
    path: [{ year: 2025, value: 50 }],
    asWritten: 'đạt trên 80%',
  };

  it('are set by the department of all that is asked, and refused with each fault', async () => {
    expect((await officer.post('/api/v1/targets', target)).status).toBe(403);
    expect((await (await t.caller('department', '79')).post('/api/v1/targets', target)).status).toBe(404);
    const wrong = await department.post('/api/v1/targets', {
      ...target,
      indicator: 'network.lan',
      path: [
        { year: 2025, value: 50 },
        { year: 2027, value: 40 },
      ],
    });
    expect(wrong.status).toBe(422);
    expect(wrong.body.errors.map((one: { pointer: string }) => one.pointer)).toEqual([
      '/indicator',
      '/comparator',
      '/path/1',
    ]);
    expect(
      (await department.post('/api/v1/targets', { ...target, programme: 'haiphong-daily' })).status,
    ).toBe(422);
    expect((await department.post('/api/v1/targets', target)).status).toBe(201);
    const words = {
      programme: PLAN,
      indicator: 'plan.leading',
      comparator: null,
      asWritten: 'thuộc nhóm dẫn đầu',
    };
    expect((await department.post('/api/v1/targets', words)).status).toBe(201);
    expect(await items(department)).toMatchObject([
      { indicator: 'target.online', state: 'no_data', difference: null, locality: { code: A } },
      { indicator: 'plan.leading', state: 'qualitative', difference: null, path: [], locality: null },
    ]);
  });

  it('are reported by the same intake, on closing days alone, beside the day’s own figures', async () => {
    const send = (day: string, values: object) =>
      officer.post('/api/v1/records', { locality: A, day, values });
    const early = await send('2025-12-30', { 'target.online': { have: 1, need: 2 } });
    expect(early.body.errors[0]).toMatchObject({
      pointer: '/values/target.online',
      code: 'not_a_closing_day',
    });
    t.clock.set('2025-12-31 09:00');
    expect((await send('2025-12-31', { 'target.online': { have: 45, need: 100 } })).status).toBe(201);
    // What came of the half-year alone is no report of the day.
    const status = async () =>
      (await department.get('/api/v1/status?province=31&day=2025-12-31')).body.items.find(
        (one: { locality: { code: string } }) => one.locality.code === A,
      );
    expect((await status()).reporting).toBe('due');
    t.clock.set('2025-12-31 17:00');
    expect((await send('2025-12-31', { 'network.lan': true })).body.revision).toBe(2);
    expect((await status()).reporting).toBe('late');
    const day = (await department.get(`/api/v1/localities/${A}/records/2025-12-31`)).body;
    expect(day.revisions.at(-1).values).toEqual({
      'target.online': { have: 45, need: 100 },
      'network.lan': true,
    });
    expect(await items(officer)).toMatchObject([
      { actual: [{ period: '2025-H2', value: 45 }], state: 'behind', difference: -5 },
      {},
    ]);
  });

  it('are corrected as long as the period is open, whatever of the day has locked', async () => {
    t.clock.set('2026-01-12 09:00');
    const send = (values: object) =>
      officer.post('/api/v1/records', { locality: A, day: '2025-12-31', values });
    expect((await send({ 'network.lan': false })).body.code).toBe('day_locked');
    expect((await send({ 'target.online': { have: 50, need: 100 } })).status).toBe(201);
    expect((await items(officer))[0]).toMatchObject({ state: 'on_path', difference: 0 });
    t.clock.set('2026-02-02 09:00');
    expect((await send({ 'target.online': { have: 90, need: 100 } })).body.code).toBe('day_locked');
  });

  it('change from a day on; one of every locality stands once for each; whoever is outside sees none', async () => {
    const all = { ...target, locality: null, comparator: '≥', from: '2026-02-02' };
    expect((await department.post('/api/v1/targets', all)).status).toBe(201);
    expect(await items(department, '&limit=5000')).toHaveLength(114 + 2);
    expect(await items(officer)).toHaveLength(3);
    expect((await officer.get(`/api/v1/targets?locality=${B}`)).status).toBe(404);
    const page = (await department.get(`/api/v1/targets?programme=${PLAN}&limit=2`)).body;
    const next = await department.get(`/api/v1/targets?programme=${PLAN}&limit=2&cursor=${page.nextCursor}`);
    expect(next.body.items[0].locality.code).not.toBe(page.items[0].locality.code);
    const { id } = page.items[0];
    await department.post('/api/v1/targets', { ...target, target: 85, from: '2026-02-03' });
    expect((await items(officer))[0].target).toBe(80);
    t.clock.set('2026-02-03 09:00');
    expect((await items(officer))[0].target).toBe(85);
    expect((await department.post(`/api/v1/targets/${id}/end`, { lastDay: '2020-01-01' })).status).toBe(422);
  });
});
