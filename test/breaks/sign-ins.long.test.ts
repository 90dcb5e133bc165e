import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPerson, postAsGuest, signIn } from '../support/person.ts';
import { greenValues } from '../support/records.ts';
import { startTestService, type TestService } from '../support/service.ts';

/** However many sign in at once, each with a password to be hashed slowly: records are taken beside them. */
describe('many sign-ins at once', () => {
  const day = '2025-09-25';
  const MANY = 100;
  let t: TestService;
  beforeAll(async () => {
    t = await startTestService({ now: `${day} 08:00`, config: { trustProxy: true } });
    await createPerson(t, { login: 'nguoi', role: 'officer', area: '11737' });
  });
  afterAll(() => t.stop());
  const from = (place: number) => ({ 'x-forwarded-for': `10.1.${place >> 8}.${place & 255}` });
  const counted = async () =>
    (await t.db.sql`select from sign_in_failure where kind = 'address' and count > 0`).count;

  it('wait in a bounded queue, are told to come again, and hold up no record', async () => {
    const department = await t.caller('department', '31');
    const registry = await t.service.registry.fresh();
    const codes = [...registry.localities.values()]
      .filter((one) => one.province === '31')
      .map((one) => one.code);
    const values = greenValues(registry, day);
    const before = await counted();
    let flooding = true;
    const flood = Promise.all(
      Array.from({ length: MANY }, (_, place) =>
        postAsGuest(
          t,
          '/dang-nhap',
          { login: place % 2 ? 'nguoi' : `ai-${place}`, password: 'sai' },
          from(place),
        ),
      ),
    ).finally(() => {
      flooding = false;
    });
    let posted = 0;
    for (const locality of codes) {
      const { status } = await department.post('/api/v1/records', { locality, day, values });
      expect(status).toBe(201);
      if (!flooding) break;
      posted += 1;
    }
    const answers = await flood;
    const busy = answers.filter(({ status }) => status === 503);
    expect(posted).toBeGreaterThan(3);
    expect(busy.length).toBeGreaterThan(0);
    for (const { headers } of busy) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(answers.filter(({ status }) => ![401, 429, 503].includes(status))).toEqual([]);
    // Who was sent away has not failed.
    const failed = answers.filter(({ status }) => status === 401).length;
    expect((await counted()) - before).toBe(failed);
    t.clock.set(`${day} 10:00`);
    expect((await signIn(t, 'nguoi', undefined, from(9_999))).status).toBe(303);
  });
});
