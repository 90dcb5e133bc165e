import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPerson, PASSWORD, signIn } from '../support/person.ts';
import { startTestService, type TestService } from '../support/service.ts';

const HOUR_MS = 3_600_000;

let t: TestService;
beforeAll(async () => {
  t = await startTestService({ now: '2025-09-26 09:12' });
  await createPerson(t, { login: 'an', role: 'viewer', area: '31' });
});
afterAll(() => t.stop());

const pass = (hours: number) => t.clock.set(new Date(t.clock.now().getTime() + hours * HOUR_MS));
const rows = async () =>
  (await t.db.sql<{ n: number }[]>`select count(*)::int as n from sign_in_failure`)[0]?.n ?? -1;

it('failures to sign in are forgotten when they count no more, and not before', async () => {
  for (const login of ['an', 'nobody', 'somebody@haiphong.gov.vn']) await signIn(t, login, 'đoán mật khẩu');
  for (let i = 0; i < 5; i++) await signIn(t, 'an', `đoán lần thứ ${i}`);
  const kept = await rows();
  expect(kept).toBeGreaterThanOrEqual(7);
  // He is kept waiting: the round of the night must not let him guess on.
  await t.service.scheduler.runByHand('housekeeping', t.clock.now());
  expect(await rows()).toBe(kept);
  expect((await signIn(t, 'an', PASSWORD)).status).toBe(429);
  pass(24);
  await signIn(t, 'late', 'đoán mật khẩu');
  const withLate = await rows();
  pass(25);
  await t.service.scheduler.runByHand('housekeeping', t.clock.now());
  // That of the address is one row, which the last failure has kept young.
  expect([withLate, await rows()]).toEqual([kept + 2, 3]);
  pass(48);
  await t.service.scheduler.runByHand('housekeeping', t.clock.now());
  expect(await rows()).toBe(0);
  expect((await signIn(t, 'an', PASSWORD)).status).toBe(303);
});
