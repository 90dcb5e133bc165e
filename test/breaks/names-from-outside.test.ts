import { afterAll, beforeAll, expect, it } from 'vitest';
import { own } from '../../src/lib/own.ts';
import { pageAddresses } from '../support/page-addresses.ts';
import { type Caller, startTestService, type TestService } from '../support/service.ts';

/** What every object answers to, though no table of ours holds it; all parameters of all routes: see the long form. */
const NAMES = ['constructor', '__proto__', 'toString', 'hasOwnProperty'];

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
  const pages = await pageAddresses(t);
  expect(pages.length).toBeGreaterThan(50);
  const answers = await Promise.all(
    pages.map(async (page, at) => {
      const url = `${page}?done=${NAMES[at % NAMES.length]}`;
      const headers = { authorization: `Bearer ${admin.token}`, accept: 'text/html' };
      return { url, status: (await t.service.server.inject({ url, headers })).statusCode };
    }),
  );
  expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
  // They came to it: most pages are neither missed nor refuse what they do not know.
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(30);
});
