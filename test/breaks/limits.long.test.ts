import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newToken } from '../../src/access/tokens.ts';
import { startTestService, type TestService } from '../support/service.ts';

const AT_A_TIME = 50;

describe('the limit of requests, with as many as it was once walked around by', () => {
  let t: TestService;
  beforeAll(async () => {
    t = await startTestService({ config: { trustProxy: true, rateLimit: 600 } });
  });
  afterAll(() => t.stop());

  async function statusesOf(many: number, send: (i: number) => Promise<Response>) {
    const counts: Record<number, number> = {};
    for (let done = 0; done < many; done += AT_A_TIME) {
      const answers = await Promise.all(Array.from({ length: AT_A_TIME }, (_, i) => send(done + i)));
      for (const answer of answers) {
        counts[answer.status] = (counts[answer.status] ?? 0) + 1;
        await answer.arrayBuffer();
      }
    }
    return counts;
  }
  const ask = (token: string, from: string) =>
    fetch(`${t.address}/api/v1/indicators`, {
      headers: { authorization: `Bearer ${token}`, 'x-forwarded-for': from },
    });

  it('refuses 1,400 of 2,000 invented tokens', async () => {
    expect(await statusesOf(2_000, () => ask(newToken(), '10.1.0.1'))).toEqual({ 401: 600, 429: 1_400 });
  }, 120_000);

  it('goes on counting a real token through 5,200 invented ones of many addresses', async () => {
    const { token } = await t.caller('viewer', '*');
    expect(await statusesOf(600, () => ask(token, '10.2.0.1'))).toEqual({ 200: 600 });
    await statusesOf(5_200, (i) => ask(newToken(), `10.2.${1 + (i >> 8)}.${i & 255}`));
    expect((await ask(token, '10.2.0.1')).status).toBe(429);
  }, 120_000);
});
