import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Values } from '../src/intake/types.ts';
import { greenValues } from './support/records.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

const [A, B, C] = ['11737', '11755', '10507'];

describe('approved reports, and those of final days', { timeout: 240_000 }, () => {
  let t: TestService;
  let department: Caller;
  let leader: Caller;
  let officer: Caller;
  let green: Values;

  beforeAll(async () => {
    t = await startTestService({ now: '2025-09-22 08:00' });
    department = await t.caller('department', '31');
    leader = await t.caller('leader', '31');
    officer = await t.caller('officer', A);
    green = greenValues(await t.service.registry.fresh(), '2025-09-22');
  });
  afterAll(() => t.stop());

  const post = (locality: string, day: string, values = green) =>
    department.post('/api/v1/records', { locality, day, values });
  const draft = async (day: string) =>
    (await department.post('/api/v1/reports', { kind: 'daily', province: '31', day })).body;

  it('go from draft to approval, and are then the same bytes for good', async () => {
    await post(A, '2025-09-22');
    t.clock.set('2025-09-22 16:05');
    await t.tick();
    const made = await department.post('/api/v1/reports', {
      kind: 'daily',
      province: '31',
      day: '2025-09-22',
    });
    expect(made.status).toBe(201);
    const { id, revision, figures } = made.body;
    expect(made.body).toMatchObject({
      kind: 'daily',
      province: '31',
      programme: 'haiphong-daily',
      period: { from: '2025-09-22', to: '2025-09-22' },
      version: 1,
      state: 'draft',
      asOf: '2025-09-22T16:00:00.000+07:00',
    });
    expect(figures.summary).toMatchObject({ green: 1, expected: 114, received: 1, onTime: 1, missing: 113 });
    expect(figures.localities).toHaveLength(114);

    const path = `/api/v1/reports/${id}`;
    const edited = await department.patch(path, {
      narrative: { proposals: 'Đề nghị cấp bổ sung máy quét.' },
      revision,
    });
    expect(edited.body).toMatchObject({ revision: revision + 1, state: 'draft' });
    expect((await department.patch(path, { narrative: {}, revision })).body.code).toBe('revision_conflict');
    expect((await leader.post(`${path}/approval`, {})).body.code).toBe('not_submitted');
    expect((await department.post(`${path}/submission`, {})).body.state).toBe('submitted');
    expect((await department.post(`${path}/approval`, {})).status).toBe(403);
    // Nobody outside sees it before it is approved.
    expect((await officer.get(path)).status).toBe(404);
    const approved = await leader.post(`${path}/approval`, {});
    expect(approved.body).toMatchObject({ state: 'approved', changedSince: null });
    expect((await officer.get(path)).body.state).toBe('approved');
    expect((await department.patch(path, { narrative: {}, revision: 2 })).body.code).toBe('not_a_draft');
    expect((await leader.post(`${path}/approval`, {})).body.code).toBe('not_submitted');

    const fetched = async () => {
      const response = await fetch(`${t.address}${path}/file?format=docx`, {
        headers: { authorization: `Bearer ${department.token}` },
      });
      const bytes = Buffer.from(await response.arrayBuffer());
      return { etag: response.headers.get('etag'), sha256: createHash('sha256').update(bytes).digest('hex') };
    };
    const first = await fetched();
    expect(first).toEqual({ etag: `"${approved.body.sha256}"`, sha256: approved.body.sha256 });

    // A late record changes the day; what was approved does not move, and says what differs.
    await post(B, '2025-09-22');
    const later = await department.get(path);
    expect(later.body.figures.summary.green).toBe(1);
    const [only, ...others] = later.body.changedSince.localities;
    expect(others).toEqual([]);
    expect(only.locality).toMatchObject({ code: B, name: expect.any(String), province: '31' });
    expect(only.figures).toContainEqual({
      ...{ figure: 'colour', nameVi: 'tình trạng' },
      ...{ before: 'grey', after: 'green' },
    });
    expect(later.body.changedSince.figures).toContainEqual({
      ...{ figure: 'summary.green', nameVi: 'Số đơn vị phủ xanh' },
      ...{ before: 1, after: 2 },
    });
    expect((await department.get(`${path}/differences`)).body).toEqual(later.body.changedSince);
    expect(await fetched()).toEqual(first);

    const corrected = await department.post(`${path}/correction`, {});
    expect(corrected.status).toBe(201);
    expect(corrected.body).toMatchObject({
      version: 2,
      state: 'draft',
      narrative: { proposals: 'Đề nghị cấp bổ sung máy quét.' },
    });
    expect(corrected.body.figures.summary.green).toBe(2);
    expect((await department.post(`${path}/correction`, {})).body.code).toBe('report_exists');
    await expect(t.db.sql`update report set title = 'x' where id = ${id}`).rejects.toThrow();
    await expect(t.db.sql`update report set version = 9 where id = ${id}`).rejects.toThrow('never changed');
    await expect(t.db.sql`delete from report_file`).rejects.toThrow('never changed');
  });

  it('give the same figures and bytes of a final day whenever they are drafted', async () => {
    await post(A, '2025-09-23');
    await post(C, '2025-09-23', { ...green });
    t.clock.set('2025-09-30 09:00');
    await t.tick();
    const { id, figures } = await draft('2025-09-23');
    const file = async () => (await department.get(`/api/v1/reports/${id}/file?format=json`)).body;
    const before = await file();
    t.clock.set('2025-10-13 09:00');
    await t.tick();
    expect((await department.get(`/api/v1/reports/${id}`)).body.figures).toEqual(figures);
    expect(await file()).toEqual(before);
  });
});
