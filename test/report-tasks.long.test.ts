import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paragraphsOf } from './support/docx.ts';
import { greenValues } from './support/records.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

const DAY = '2025-12-15';

/** What reports that go up say of plans and of documents that went down. */
describe('tasks and documents in reports', { timeout: 240_000 }, () => {
  let t: TestService;
  let department: Caller;
  beforeAll(async () => {
    t = await startTestService({ now: `${DAY} 08:00` });
    department = await t.caller('department', '31');
    const green = greenValues(await t.service.registry.fresh(), DAY);
    const values = { ...green, 'certificate.personal': { have: 1, need: 5 } };
    expect((await department.post('/api/v1/records', { locality: '11737', day: DAY, values })).status).toBe(
      201,
    );
    await t.tick();
  });
  afterAll(() => t.stop());

  const half = { kind: 'half_yearly', province: '31', period: '2025-H2' };
  const textOf = async (id: number) => {
    const headers = { authorization: `Bearer ${department.token}` };
    const answer = await fetch(`${t.address}/api/v1/reports/${id}/file?format=docx`, { headers });
    expect(answer.status).toBe(200);
    return paragraphsOf(Buffer.from(await answer.arrayBuffer())).join('\n');
  };

  it('say nothing of tasks where there is no plan', async () => {
    const { status, body } = await department.post('/api/v1/reports', half);
    expect(status).toBe(201);
    const { figures } = (await department.get(`/api/v1/reports/${body.id}`)).body;
    expect(figures.tasks).toBeUndefined();
    expect(await textOf(body.id)).not.toContain('Nhiệm vụ được giao');
  });

  it('say how the tasks of the plans stand, and which are late', async () => {
    const plan = { code: 'kh-9', title: 'Kế hoạch mẫu', province: '31', standing: 'so-khcn' };
    expect(
      (await department.post('/api/v1/plans', { ...plan, number: '9/KH', day: '2025-09-20' })).status,
    ).toBe(201);
    const sheet = [
      'no,title,leads,coordinators,deadline,products',
      '1,Rà soát hạ tầng,so-khcn,,trước ngày 30/9/2025,Báo cáo',
      '2,Bố trí kinh phí,so-tai-chinh,,trước ngày 31/12/2025,',
      '3,Cập nhật số liệu,so-khcn,,hằng ngày,',
    ].join('\n');
    const stored = await department.post('/api/v1/plans/kh-9/import', sheet, { 'content-type': 'text/csv' });
    expect(stored.body.accepted).toBe(3);

    const [{ id }] = (await department.get('/api/v1/reports?kind=half_yearly')).body.items;
    const { tasks } = (await department.get(`/api/v1/reports/${id}`)).body.figures;
    expect(tasks.totals).toMatchObject({
      total: 3,
      doneOnTime: 0,
      doneLate: 0,
      inTime: 1,
      overdue: 1,
      ongoing: 1,
    });
    expect(tasks.overdue).toEqual([
      expect.objectContaining({
        no: '1',
        leads: ['Sở Khoa học và Công nghệ'],
        lastDay: '2025-09-29',
        daysLate: 77,
      }),
    ]);
    const text = await textOf(id);
    expect(text).toContain('Nhiệm vụ được giao: 3; đã hoàn thành 0');
    expect(text).toContain('quá hạn chưa hoàn thành 1; thường xuyên 1');
    expect(text).toContain('Rà soát hạ tầng');
  });

  it('name what was issued in their time, in a report of a deadline', async () => {
    const drafted = await department.post('/api/v1/documents', {
      ...{ kind: 'cong_van', addressees: ['all-localities'], subject: 'đôn đốc cấp chứng thư' },
      gaps: { province: '31', group: 'certificate' },
    });
    expect(drafted.status).toBe(201);
    const wanted = { kind: 'deadline', province: '31', deadline: '2025-12-20' };
    const report = await department.post('/api/v1/reports', wanted);
    expect(report.status).toBe(201);
    expect(await textOf(report.body.id)).not.toContain('77/SKHCN');

    const issue = { number: '77/SKHCN', day: DAY, signerTitle: 'Giám đốc' };
    expect((await department.post(`/api/v1/documents/${drafted.body.id}/issue`, issue)).status).toBeLessThan(
      300,
    );
    t.clock.set(`${DAY} 16:30`);
    expect(await textOf(report.body.id)).toContain('77/SKHCN');
  });
});
