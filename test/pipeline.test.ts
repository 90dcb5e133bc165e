import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { greenValues } from './support/records.ts';
import { startTestService, type TestService } from './support/service.ts';

/** The README's picture, running: two days of Hải Phòng from records in to gaps and messages out. */
describe('the way a record takes', () => {
  let t: TestService;
  beforeAll(async () => {
    t = await startTestService({ now: '2025-09-25 08:00' });
  });
  afterAll(() => t.stop());

  it('turns a record into status and gaps', async () => {
    const officer = await t.caller('officer', '11737');
    const department = await t.caller('department', '31');
    const registry = await t.service.registry.fresh();
    const values = greenValues(registry, '2025-09-25');

    const posted = await officer.post('/api/v1/records', { locality: '11737', day: '2025-09-25', values });
    expect(posted.body).toMatchObject({
      revision: 1,
      reporting: 'on_time',
      status: { colour: 'green', percent: 100 },
    });
    expect(posted.status).toBe(201);

    await t.tick();
    const { body: board } = await department.get('/api/v1/status?province=31&day=2025-09-25&limit=5000');
    expect(board.summary).toMatchObject({ green: 1, grey: 113, expected: 114, received: 1, onTime: 1 });
    expect(board.items).toHaveLength(114);

    const { body: gaps } = await department.get('/api/v1/gaps?province=31&limit=5000');
    const required = [...registry.indicatorsOn('2025-09-25').values()].filter((one) => one.required).length;
    expect(gaps.items).toHaveLength(113 * required);
    expect(gaps.items[0]).toMatchObject({ state: 'unknown', since: '2025-09-25', ageDays: 0, missing: null });
  });
});
