import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newToken } from '../../src/access/tokens.ts';
import { networkOf } from '../../src/lib/networks.ts';
import { createPerson, PASSWORD, signIn } from '../support/person.ts';
import { createCaller, startTestService, type TestService } from '../support/service.ts';

const LIMIT = 20;
const PATH = '/api/v1/indicators';

describe('the limit of requests', () => {
  let t: TestService;
  /** The service behind a proxy, so that tests can come from several addresses. */
  let behind: TestService;
  beforeAll(async () => {
    t = await startTestService();
    behind = await startTestService({ on: t, config: { trustProxy: true, rateLimit: LIMIT } });
  });
  afterAll(async () => {
    await behind.stop();
    await t.stop();
  });

  const ask = (token: string | undefined, from: string, path = PATH) =>
    fetch(behind.address + path, {
      headers: { 'x-forwarded-for': from, ...(token && { authorization: `Bearer ${token}` }) },
    });
  const nextMinute = () => behind.clock.set(new Date(behind.clock.now().getTime() + 60_000));
  /** How many answers of each status many requests have, so many at a time. */
  async function statusesOf(many: number, send: (i: number) => Promise<Response>, atATime = 50) {
    const counts: Record<number, number> = {};
    for (let done = 0; done < many; done += atATime) {
      const answers = await Promise.all(Array.from({ length: atATime }, (_, i) => send(done + i)));
      for (const answer of answers) {
        counts[answer.status] = (counts[answer.status] ?? 0) + 1;
        await answer.arrayBuffer();
      }
    }
    return counts;
  }

  it('refuses invented tokens after it, however many at once, and says when to come again', async () => {
    const counts = await statusesOf(400, () => ask(newToken(), '10.1.0.1'));
    expect(counts).toEqual({ 401: LIMIT, 429: 400 - LIMIT });
    const refused = await ask(newToken(), '10.1.0.1');
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    expect(await refused.json()).toMatchObject({ status: 429, code: 'rate_limited' });
    // Another address is not concerned, nor is the next minute.
    expect((await ask(newToken(), '10.1.0.2')).status).toBe(401);
    nextMinute();
    expect((await ask(newToken(), '10.1.0.1')).status).toBe(401);
  });

  it('counts without a token, with a cookie and for what there is not alike', async () => {
    const cookie = () => ({ 'x-forwarded-for': '10.2.0.1', cookie: `phuxanh=${newToken()}` });
    const kinds = [
      () => ask(undefined, '10.2.0.1'),
      () => ask(undefined, '10.2.0.1', '/api/v1/khong-co'),
      () => fetch(behind.address + PATH, { headers: cookie() }),
      () => ask(undefined, '10.2.0.1', '/dang-nhap'),
    ];
    await statusesOf(LIMIT, (i) => (kinds[i % kinds.length] as () => Promise<Response>)(), LIMIT);
    for (const kind of kinds) expect((await kind()).status).toBe(429);
    // What tells whether the service lives, and what pages are made of, is there for everybody.
    expect((await ask(undefined, '10.2.0.1', '/health/live')).status).toBe(200);
  });

  it('is not begun anew for a real token by invented ones', async () => {
    const { token } = await t.caller('viewer', '*');
    expect(await statusesOf(LIMIT, () => ask(token, '10.3.0.1'), LIMIT)).toEqual({ 200: LIMIT });
    await statusesOf(400, (i) => ask(newToken(), `10.3.1.${i % 200}`), 100);
    expect((await ask(token, '10.3.0.1')).status).toBe(429);
    expect((await ask(token, '10.3.0.2')).status).toBe(429);
  });

  it('lets 114 officers behind one address send, and beside somebody who invents tokens there, too', async () => {
    const officers = await Promise.all(Array.from({ length: 114 }, () => t.caller('officer', '11737')));
    const tokenOf = (i: number) => officers[i % officers.length]?.token ?? '';
    expect(await statusesOf(114 * 5, (i) => ask(tokenOf(i), '10.4.0.1'), 114)).toEqual({ 200: 114 * 5 });
    await statusesOf(100, () => ask(newToken(), '10.4.0.1'));
    expect((await ask(newToken(), '10.4.0.1')).status).toBe(429);
    expect(await statusesOf(114, (i) => ask(tokenOf(i), '10.4.0.1'), 114)).toEqual({ 200: 114 });
  });

  it('counts a person once, in however many browsers', async () => {
    await createPerson(t, { login: 'an', role: 'department', area: '31' });
    const enter = async () => {
      const answer = await signIn(behind, 'an', PASSWORD, { 'x-forwarded-for': '10.5.0.1' });
      expect(answer.status).toBe(303);
      const kept = answer.headers.getSetCookie().map((one) => one.split(';')[0] ?? '');
      return kept.find((one) => one.startsWith('phuxanh=')) ?? '';
    };
    const browsers = [await enter(), await enter()];
    const read = (i: number) =>
      fetch(behind.address + PATH, {
        headers: { 'x-forwarded-for': '10.5.0.1', cookie: browsers[i % 2] ?? '' },
      });
    const counts = await statusesOf(LIMIT + 6, read, LIMIT + 6);
    expect(counts).toEqual({ 200: LIMIT, 429: 6 });
  });

  it('forgets a token that is revoked', async () => {
    const { token } = await t.caller('finance', '31');
    expect((await ask(token, '10.6.0.1')).status).toBe(200);
    await t.db.sql`update token set revoked_at = now() where name = 'finance 31'`;
    const counts = await statusesOf(LIMIT * 3, () => ask(token, '10.6.0.1'), LIMIT);
    expect(counts).toEqual({ 401: LIMIT, 429: LIMIT * 2 });
  });

  it('is off at 0', async () => {
    const stranger = createCaller(t.address, newToken());
    for (let i = 0; i < 30; i++) expect((await stranger.get(PATH)).status).toBe(401);
  });
});

describe('the network of a subscriber', () => {
  it.each([
    ['10.0.0.1', '10.0.0.1'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2:ffff::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['unix', 'unix'],
  ])('of %s is %s', (ip, network) => expect(networkOf(ip)).toBe(network));
});
