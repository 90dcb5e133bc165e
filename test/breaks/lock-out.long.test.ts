import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPerson, PASSWORD, signIn } from '../support/person.ts';
import { startTestService, type TestService } from '../support/service.ts';

const START = '2025-09-26 09:12';

describe('who keeps whom out', () => {
  let t: TestService;
  /** The service as callers of several addresses reach it. */
  let behind: TestService;
  beforeAll(async () => {
    t = await startTestService({ now: START });
    behind = await startTestService({ on: t, now: START, config: { trustProxy: true } });
    for (const login of ['an', 'binh']) await createPerson(t, { login, role: 'department', area: '31' });
  });
  afterAll(async () => {
    await behind.stop();
    await t.stop();
  });

  const enter = (login: string, password: string, from: string, cookie = '') =>
    signIn(behind, login, password, { 'x-forwarded-for': from, ...(cookie === '' ? {} : { cookie }) });
  /** What the browser keeps of a sign-in, beside the session. */
  const markOf = (answer: Response) =>
    answer.headers
      .getSetCookie()
      .map((one) => one.split(';')[0] ?? '')
      .find((one) => one.startsWith('phuxanh-known-')) ?? '';
  const forget = () => t.db.sql`truncate sign_in_failure`;

  it('thirteen wrong passwords keep out neither another address nor a browser known at the same one', async () => {
    const mark = markOf(await enter('an', PASSWORD, '10.0.0.1'));
    for (let i = 0; i < 13; i++) await enter('an', `đoán lần thứ ${i}`, '10.0.0.1');
    expect((await enter('an', PASSWORD, '10.0.0.1')).status).toBe(429);
    expect((await enter('an', PASSWORD, '10.0.0.2')).status).toBe(303);
    expect((await enter('an', PASSWORD, '10.0.0.1', mark)).status).toBe(303);
    expect((await enter('binh', PASSWORD, '10.0.0.1')).status).toBe(303);
    await forget();
  });

  it('guesses of many addresses together come to an end, and not for a known browser', async () => {
    const mark = markOf(await enter('an', PASSWORD, '10.0.0.1'));
    const statuses = [];
    for (let i = 0; i < 51; i++) statuses.push((await enter('an', 'đoán mật khẩu', `10.0.1.${i}`)).status);
    expect(statuses).toEqual([...Array(50).fill(401), 429]);
    expect((await enter('an', PASSWORD, '10.0.0.1', mark)).status).toBe(303);
    await forget();
  });

  it('a known browser waits for its own failures, and is no other person’s', async () => {
    const mark = markOf(await enter('an', PASSWORD, '10.0.0.1'));
    for (let i = 0; i < 5; i++) await enter('an', `đoán lần thứ ${i}`, '10.0.0.1', mark);
    expect((await enter('an', PASSWORD, '10.0.0.1', mark)).status).toBe(429);
    for (let i = 0; i < 5; i++) await enter('binh', `đoán lần thứ ${i}`, '10.0.0.1', mark);
    expect((await enter('binh', PASSWORD, '10.0.0.1', mark)).status).toBe(429);
    await forget();
  });

  it('a new password voids what browsers keep', async () => {
    const mark = markOf(await enter('an', PASSWORD, '10.0.0.1'));
    await t.db.sql`update person set password = (select password from person where user_name = 'binh')
      where user_name = 'an'`;
    for (let i = 0; i < 5; i++) await enter('an', `đoán lần thứ ${i}`, '10.0.0.1');
    expect((await enter('an', PASSWORD, '10.0.0.1', mark)).status).toBe(429);
    await forget();
  });
});
