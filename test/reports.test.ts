import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, startTestService, type TestService } from './support/service.ts';

const A = '11737';

describe('reports', () => {
  let t: TestService;
  let department: Caller;
  let leader: Caller;
  let officer: Caller;

  beforeAll(async () => {
    t = await startTestService({ now: '2025-09-30 09:00' });
    department = await t.caller('department', '31');
    leader = await t.caller('leader', '31');
    officer = await t.caller('officer', A);
  });
  afterAll(() => t.stop());

  it('are one a period, of a period that has begun, and of one’s own area', async () => {
    const post = (body: object) => department.post('/api/v1/reports', body);
    expect((await post({ kind: 'daily', province: '31', day: '2025-09-30' })).body).toMatchObject({
      state: 'draft',
      version: 1,
      figures: { day: '2025-09-30' },
    });
    expect((await post({ kind: 'daily', province: '31', day: '2025-09-30' })).body.code).toBe(
      'report_exists',
    );
    expect((await post({ kind: 'daily', province: '79', day: '2025-09-30' })).status).toBe(404);
    const wrong = await post({ kind: 'monthly', province: '31', day: '2025-09-23', deadline: '2025-09-30' });
    expect(wrong.status).toBe(422);
    expect(wrong.body.errors.map((one: { pointer: string }) => one.pointer)).toEqual([
      '/day',
      '/deadline',
      '/period',
    ]);
    for (const period of ['2026-13', '2026-H3', '2031-01'])
      expect((await post({ kind: 'monthly', province: '31', period })).status).toBe(422);
    expect((await post({ kind: 'daily', province: '31', day: '2031-01-01' })).status).toBe(422);
    const month = await post({ kind: 'monthly', province: '31', period: '2025-09' });
    expect(month.body).toMatchObject({ period: { from: '2025-09-01', to: '2025-09-30' }, state: 'draft' });
    expect(month.body.figures.trend.at(-1).day).toBe('2025-09-30');
    const half = await post({ kind: 'half_yearly', province: '31', period: '2025-H2' });
    expect(half.body.period).toEqual({ from: '2025-07-01', to: '2025-12-31' });
    const due = await post({ kind: 'deadline', province: '31', deadline: '2025-09-30' });
    expect(due.body).toMatchObject({ deadline: '2025-09-30', period: { to: '2025-09-30' } });
    const list = (await department.get('/api/v1/reports?kind=monthly')).body.items;
    expect(list.map((one: { id: number }) => one.id)).toEqual([month.body.id]);
    expect((await officer.get('/api/v1/reports')).body.items).toEqual([]);
  });

  it('go back to their author with a reason, and an edit takes a submission back', async () => {
    const { id } = (await department.get('/api/v1/reports?kind=monthly')).body.items[0];
    const path = `/api/v1/reports/${id}`;
    expect((await leader.post(`${path}/return`, { reason: 'Bổ sung nguyên nhân.' })).body.code).toBe(
      'not_submitted',
    );
    await department.post(`${path}/submission`, {});
    expect((await leader.post(`${path}/return`, { reason: ' ' })).status).toBe(422);
    const back = await leader.post(`${path}/return`, { reason: 'Bổ sung nguyên nhân.' });
    expect(back.body).toMatchObject({ state: 'draft', returned: { reason: 'Bổ sung nguyên nhân.' } });
    await department.post(`${path}/submission`, {});
    const { revision } = (await department.get(path)).body;
    const edited = await department.patch(path, { narrative: { shortcomings: 'Thiếu máy.' }, revision });
    expect(edited.body.state).toBe('draft');
  });
});
