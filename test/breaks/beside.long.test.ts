import { setTimeout as pass } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isoLocal } from '../../src/days.ts';
import { sessionOf } from '../support/person.ts';
import { type SmallProcess, startSmallProcess } from '../support/small-process.ts';

/**
 * Who posts records hardly notices what others take away or look at meanwhile. The clients are on the same machine,
 * which may be busy with more: what it takes without them is allowed for.
 */

/** Milliseconds, on a machine of its own. */
const MOST_MS = 500;
/** Times what 99 of 100 records take without anybody beside. */
const DILUTED = 10;
const ROUND_MS = 6_000;
const POSTERS = 4;
const TODAY = isoLocal(new Date()).slice(0, 10);

let service: SmallProcess;
let codes: string[];
let cookie: string;
const measured: Record<string, Record<string, number>> = {};
beforeAll(async () => {
  service = await startSmallProcess(512);
  const { body } = await service.department.get('/api/v1/localities?limit=5000');
  codes = body.items.map(({ code }: { code: string }) => code);
  cookie = await sessionOf(service, service.department.token);
  // Nothing is as it should be: long lists.
  const records = codes.map((locality) => ({ locality, day: TODAY, values: { 'network.lan': false } }));
  expect((await service.department.post('/api/v1/records/batch', { records })).body.accepted).toBe(
    codes.length,
  );
  await postFor('to warm up', 2_000);
});
afterAll(async () => {
  await service.stop();
  console.table(measured);
});

let sent = 0;
/** Posts for so long; answers what 99 of 100 records took at most, in milliseconds. */
async function postFor(what: string, ms: number): Promise<number> {
  const took: number[] = [];
  const end = performance.now() + ms;
  const post = async () => {
    while (performance.now() < end) {
      const from = performance.now();
      const locality = codes[sent++ % codes.length];
      const record = { locality, day: TODAY, values: { 'network.lan': true }, note: `lần ${sent}` };
      const { status } = await service.department.post('/api/v1/records', record);
      expect([200, 201]).toContain(status);
      took.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: POSTERS }, post));
  took.sort((a, b) => a - b);
  const at = (part: number) => Math.round(took[Math.floor((took.length - 1) * part)] ?? Number.NaN);
  measured[what] = { records: took.length, p50: at(0.5), p99: at(0.99), most: at(1) };
  return at(0.99);
}

/** Asks for it by so many at once and again and again while `work` goes on; answers how often it came. */
async function beside<T>(
  many: number,
  path: string,
  headers: Record<string, string>,
  work: () => Promise<T>,
) {
  let on = true;
  let came = 0;
  const ask = async () => {
    while (on) {
      const answer = await fetch(service.address + path, { headers });
      await answer.arrayBuffer();
      if (answer.status === 200) came += 1;
      else {
        expect(answer.status).toBe(429);
        await pass(100);
      }
    }
  };
  const asking = Array.from({ length: many }, ask);
  const found = await work().finally(() => {
    on = false;
  });
  await Promise.all(asking);
  return { found, came };
}

it.each([
  ['exports as a workbook', 20, '/api/v1/gaps?format=xlsx', 'token'],
  ['exports as CSV', 20, '/api/v1/gaps?format=csv', 'token'],
  ['templates', 20, '/api/v1/imports/template?format=xlsx', 'token'],
  ['pages, compressed', 12, '/con-thieu?view=matrix', 'cookie'],
] as const)('beside %s, %i at once', async (what, many, path, by) => {
  const before = await postFor(`${what}: before`, 2_000);
  const headers: Record<string, string> =
    by === 'token'
      ? { authorization: `Bearer ${service.department.token}` }
      : { cookie, accept: 'text/html', 'accept-encoding': 'br' };
  const { found, came } = await beside(many, path, headers, () => postFor(`${what}: beside`, ROUND_MS));
  measured[`${what}: beside`] = { ...measured[`${what}: beside`], came };
  expect(came).toBeGreaterThan(0);
  expect(found).toBeLessThanOrEqual(MOST_MS + DILUTED * before);
});
