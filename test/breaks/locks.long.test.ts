import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { greenValues } from '../support/records.ts';
import { type Caller, startTestService, type TestService } from '../support/service.ts';

/** What takes as long as the service is patient. */
const day = '2025-09-25';
let t: TestService;
let nation: Caller;
let codes: string[];
let values: Record<string, unknown>;
beforeAll(async () => {
  t = await startTestService({ now: '2025-09-25 08:00' });
  nation = await t.caller('admin', '*');
  const registry = await t.service.registry.fresh();
  codes = [...registry.localities.keys()];
  values = greenValues(registry, day);
});
afterAll(() => t.stop());

const post = (locality: string, note: string) =>
  nation.post('/api/v1/records', { locality, day, values, note });

it.each([
  ['its row', (code: string) => `select from current_values where locality = '${code}' for update`],
  ['the table of all', () => 'lock table current_values in access exclusive mode'],
])('a locality held for good, by %s, is refused as unavailable, with when to come again', async (_, lock) => {
  const other = postgres({ ...t.connection, max: 1, onnotice: () => {} });
  const [code = '', ...others] = codes;
  await other.unsafe(`begin; ${lock(code)}`);
  const start = performance.now();
  const answer = await post(code, 'chờ');
  expect([answer.status, answer.body.code]).toEqual([503, 'unavailable']);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(performance.now() - start).toBeLessThan(15_000);
  await other.unsafe('rollback');
  await other.end();
  expect((await post(others[0] ?? '', 'sau')).status).toBeLessThan(300);
});

it("a nation's batch does not stall the records of others", async () => {
  const [apart, rest] = [codes.slice(0, 40), codes.slice(40)];
  await Promise.all(apart.map((code) => post(code, 'trước')));
  const records = rest.map((locality) => ({ locality, day, values }));
  let done = false;
  const from = performance.now();
  const batch = nation.post('/api/v1/records/batch?atomic=true', { records }).finally(() => {
    done = true;
  });
  const took: number[] = [];
  for (let n = 0; !done; n++) {
    const start = performance.now();
    expect((await post(apart[n % apart.length] ?? '', `lần ${n}`)).status).toBe(201);
    took.push(performance.now() - start);
  }
  expect((await batch).body.accepted).toBe(rest.length);
  const whole = performance.now() - from;
  expect(took.length).toBeGreaterThan(5);
  expect(Math.max(...took)).toBeLessThan(whole / 2);
});
