import { afterAll, beforeAll, expect, it } from 'vitest';
import { own } from '../../src/own.ts';
import { routesOf } from '../support/routes.ts';
import { type Caller, startTestService, type TestService } from '../support/service.ts';

/** What every object answers to, though no table of ours holds it; all parameters of all routes: see the long form. */
const NAMES = ['constructor', '__proto__', 'toString'];

let t: TestService;
let admin: Caller;
beforeAll(async () => {
  t = await startTestService();
  admin = await t.caller('admin', '*');
});
afterAll(() => t.stop());

it('looks nothing up but what a table holds itself', () => {
  const table = { a: 1 };
  expect(own(table, 'a')).toBe(1);
  for (const name of NAMES) expect(own<unknown>(table, name)).toBeUndefined();
});

it('no page fails for a message that it does not know', async () => {
  const pages = routesOf(t)
    .filter(({ method, path }) => method === 'GET' && path.startsWith('/quan-tri/'))
    .map(({ path }) => path.replace(/:\w+/g, '11737'));
  expect(pages.length).toBeGreaterThan(10);
  const failed: string[] = [];
  for (const [at, page] of pages.entries()) {
    const address = `${page}?done=${NAMES[at % NAMES.length]}`;
    const { status } = await admin.get(address);
    if (status >= 500) failed.push(`${status} ${address}`);
  }
  expect(failed).toEqual([]);
});
