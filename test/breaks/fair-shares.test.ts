import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Shares } from '../../src/http/fair-shares.ts';
import { opener } from '../support/gap-pages.ts';
import { type Caller, startTestService, type TestService } from '../support/service.ts';

/** Sheets that are asked for in numbers leave room for others, and for records. */

describe('the shares of a process', () => {
  const asking = () => {
    const shares = new Shares();
    const begun: string[] = [];
    const ask = (who: string, at: number) => {
      const turn = { who, begin: () => void begun.push(`${who}${at}`) };
      shares.ask(turn);
      return turn;
    };
    return { shares, begun, ask };
  };

  it('let nobody take them all, and pass over whoever has his', () => {
    const { shares, begun, ask } = asking();
    const turns = [0, 1, 2, 3].map((at) => ask('a', at));
    expect(begun).toEqual(['a0', 'a1']);
    ask('b', 0);
    ask('c', 0);
    expect(begun).toEqual(['a0', 'a1', 'b0']);
    for (const turn of turns.slice(0, 1)) shares.end(turn);
    expect(begun).toEqual(['a0', 'a1', 'b0', 'a2']);
  });

  it('are given back once, and by those who waited in vain, too', () => {
    const { shares, begun, ask } = asking();
    const [first, second, third] = [0, 1, 2, 3].map((at) => ask('a', at));
    for (const turn of [third, first, first, second]) if (turn) shares.end(turn);
    expect(begun).toEqual(['a0', 'a1', 'a3']);
  });

  it('refuse a caller before they refuse all', () => {
    const { shares, ask } = asking();
    for (let at = 0; at < 8; at++) ask('a', at);
    expect(shares.refuses('a')).toBe('caller');
    expect(shares.refuses('b')).toBeUndefined();
    for (const who of ['b', 'c', 'd', 'e']) for (let at = 0; at < 8; at++) ask(who, at);
    expect(shares.refuses('f')).toBe('all');
  });
});

describe('twenty sheets at once', () => {
  let t: TestService;
  let one: Caller;
  let other: Caller;
  beforeAll(async () => {
    t = await startTestService();
    one = await t.caller('department', '*');
    other = await t.caller('department', '*');
  });
  afterAll(() => t.stop());

  it('of one caller are refused beyond his share, with when to come back; another has his', async () => {
    const sheet = '/api/v1/imports/template?format=csv';
    const asked = Array.from({ length: 20 }, () => one.get(sheet));
    const others = await other.get(sheet);
    expect(others.status).toBe(200);
    const answers = await Promise.all(asked);
    const refused = answers.filter(({ status }) => status !== 200);
    expect(answers.length - refused.length).toBeGreaterThanOrEqual(8);
    expect(refused.length).toBeGreaterThan(0);
    for (const { status, headers, body } of refused) {
      expect([status, body.code]).toEqual([429, 'rate_limited']);
      expect(headers.get('retry-after')).toBe('5');
    }
    expect((await one.get(sheet)).status).toBe(200);
  });

  it('that nobody waits for any more take no place', async () => {
    const gone = new AbortController();
    const headers = { authorization: `Bearer ${one.token}` };
    const asked = Array.from({ length: 8 }, () =>
      fetch(`${t.address}/api/v1/imports/template`, { headers, signal: gone.signal }),
    );
    gone.abort();
    for (const { status } of await Promise.allSettled(asked)) expect(status).toBe('rejected');
    const answers = await Promise.all(Array.from({ length: 8 }, () => one.get('/api/v1/gaps?format=csv')));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
  });

  it('by way of pages count with the others, and are refused in words', async () => {
    const open = await opener(t, one);
    const asked = Array.from({ length: 20 }, (_, at) => open(`/con-thieu/${at % 2 ? '' : 'don-doc/'}tep`));
    const refused = (await Promise.all(asked)).filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    for (const { text, headers } of refused) {
      expect(headers.get('retry-after')).toBe('5');
      expect(text).toContain('Gửi quá nhiều yêu cầu');
    }
  });
});
