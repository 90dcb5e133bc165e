import { afterAll, beforeAll, expect, it } from 'vitest';
import { authorOf } from '../src/admin/audit.ts';
import { seedTargets } from '../src/targets/seed.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

let t: TestService;
let admin: Caller;

beforeAll(async () => {
  t = await startTestService({ now: '2025-12-30 08:00' });
  admin = await t.caller('admin', '*');
});
afterAll(() => t.stop());

it('the targets of plan 233-KH/TU stand as they are written', async () => {
  const author = authorOf({ actor: 'shell:test', now: t.clock.now() } as never);
  expect(await seedTargets(t.db, author, [])).toBe(21);
  expect(await seedTargets(t.db, author, [])).toBe(0);
  const { items } = (await admin.get('/api/v1/targets?province=91')).body;
  const of = (state: string) => items.filter((one: { state: string }) => one.state === state);
  expect(of('qualitative')).toHaveLength(10);
  expect(of('no_data')).toHaveLength(11);
  expect(
    items.filter(
      (one: { year: number | null; path: unknown[] }) => one.year === null && one.path.length === 0,
    ),
  ).toHaveLength(2);
  expect(items[0]).toMatchObject({ comparator: '>', target: 80, asWritten: 'đạt trên 80%' });
  expect(items[1]).toMatchObject({ comparator: '≥', assumed: ['comparator'] });
  // A commune reports them with its record of the day that closes the year.
  t.clock.set('2025-12-31 09:00');
  const officer = await t.caller('officer', '30742');
  const values = { 'target.online_services': 80, 'target.smart_city': false, 'target.cashless': 80 };
  const sent = await officer.post('/api/v1/records', { locality: '30742', day: '2025-12-31', values });
  expect(sent.status).toBe(201);
  const now = (await officer.get('/api/v1/targets')).body.items;
  const state = (code: string) =>
    now.find((one: { indicator: string }) => one.indicator === `target.${code}`).state;
  expect([state('online_services'), state('cashless'), state('smart_city')]).toEqual([
    'not_met',
    'met',
    'not_met',
  ]);
});
