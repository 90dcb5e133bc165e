import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Value } from '../src/intake/types.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

const CODE = 'certificate.personal';

describe('flags', () => {
  let t: TestService;
  let department: Caller;
  beforeAll(async () => {
    t = await startTestService({ now: '2025-09-24 09:00' });
    department = await t.caller('department', '31');
  });
  afterAll(() => t.stop());

  const says = async (locality: string, now: string, value: Value, indicator = CODE) => {
    t.clock.set(now);
    const day = now.slice(0, 10);
    const sent = await department.post('/api/v1/records', { locality, day, values: { [indicator]: value } });
    expect(sent.status).toBe(201);
  };
  const ratio = (have: number, need = 16) => ({ have, need });
  const flags = async (locality: string) =>
    (
      await t.db.sql`select kind, day, value, facts, state from flag where locality = ${locality} order by id`
    ).map((row) => ({ ...row }));
  const round = async (now: string) => {
    t.clock.set(now);
    await t.tick();
    const [run] = await t.db.sql`select counts from job_run where job = 'review' order by slot desc limit 1`;
    return run?.counts;
  };

  it('are raised by what comes in, once', async () => {
    await says('10507', '2025-09-24 09:00', ratio(14));
    await says('10507', '2025-09-25 09:00', ratio(4));
    expect(await round('2025-09-25 09:01')).toMatchObject({ raised: 1 });
    const raised = [
      {
        kind: 'sharp_fall',
        day: '2025-09-25',
        value: ratio(4),
        facts: { before: { day: '2025-09-24', value: ratio(14) } },
        state: 'open',
      },
    ];
    expect(await flags('10507')).toEqual(raised);
    expect(await round('2025-09-25 09:02')).toEqual({ localities: 0, raised: 0, gone: 0, corrected: 0 });
    // Whatever was seen is forgotten: from the records alone it comes to the same.
    await t.db.sql`truncate review_seen`;
    expect(await round('2025-09-25 09:03')).toMatchObject({ raised: 0, gone: 0 });
    expect(await flags('10507')).toEqual(raised);
  });

  it('change with the record, and go when it no longer shows them', async () => {
    await says('10525', '2025-09-24 10:00', ratio(14));
    await says('10525', '2025-09-25 10:00', ratio(4));
    await round('2025-09-25 10:01');
    await says('10525', '2025-09-25 10:02', ratio(5));
    await round('2025-09-25 10:03');
    expect(await flags('10525')).toMatchObject([{ value: ratio(5), state: 'open' }]);
    await says('10525', '2025-09-25 10:04', ratio(14));
    expect(await round('2025-09-25 10:05')).toMatchObject({ localities: 1, gone: 1 });
    expect(await flags('10525')).toEqual([]);
  });

  it('are looked for in localities that something came in from, and in no other', async () => {
    await says('10532', '2025-09-25 11:00', ratio(3));
    expect(await round('2025-09-25 11:01')).toMatchObject({ localities: 1 });
    expect(await round('2025-09-25 11:02')).toMatchObject({ localities: 0 });
  });
});
