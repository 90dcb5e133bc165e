import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isoLocal } from '../../src/days.ts';
import { CSV, workbook, XLSX } from '../support/imports.ts';
import { sessionOf } from '../support/person.ts';
import { type SmallProcess, startSmallProcess } from '../support/small-process.ts';

/**
 * No request holds the event loop, however much it asks for: everybody else's records wait for it. Measured in the
 * service's own process as what it worked without a pause, so that a busy machine does not count.
 */

/** Milliseconds, beside what an idle process is seen to be held. */
const MOST_MS = 50;
/** The workbook to fill in is written by its library in one go: 120 ms of a nation. */
const MOST_OF_TEMPLATE_MS = 200;

const TODAY = isoLocal(new Date()).slice(0, 10);

let service: SmallProcess;
let codes: string[];
let cookie: string;
/** What the probe sees of a process that has nothing to do. */
let idle: number;
beforeAll(async () => {
  service = await startSmallProcess(512);
  const { body } = await service.department.get('/api/v1/localities?limit=5000');
  codes = body.items.map(({ code }: { code: string }) => code);
  cookie = await sessionOf(service, service.department.token);
  await service.longestStall();
  await new Promise((resolve) => setTimeout(resolve, 500));
  idle = (await service.longestStall()).worked;
});
afterAll(async () => {
  await service.stop();
  console.table(measured);
});

const measured: Record<string, { held: number; worked: number; took: number; bytes: number }> = {};

/**
 * Asks until an answer kept within the bound, eight times at most: the first is compiled, and a pause of the collector
 * or a neighbour that cools the caches is no stall of the route. One that holds the loop does so each time.
 */
async function letsOthersIn(
  what: string,
  ask: () => Promise<{ status: number; bytes: number }>,
  most = MOST_MS,
) {
  let best: (typeof measured)[string] | undefined;
  for (let round = 0; round < 8 && !(round >= 2 && best && best.worked <= most + idle); round++) {
    await service.longestStall();
    const began = performance.now();
    const { status, bytes } = await ask();
    const took = performance.now() - began;
    expect(status).toBeLessThan(500);
    expect(status).not.toBe(404);
    const seen = { ...(await service.longestStall()), took, bytes };
    if (!best || seen.worked < best.worked) best = seen;
  }
  if (!best) throw new Error('Nothing was measured.');
  measured[what] = best;
  expect(best.worked, what).toBeLessThanOrEqual(most + idle);
}

async function send(path: string, init: RequestInit = {}): Promise<{ status: number; bytes: number }> {
  const answer = await fetch(service.address + path, init);
  return { status: answer.status, bytes: (await answer.arrayBuffer()).byteLength };
}
const post = (path: string, body: string | Buffer, type = 'application/json') =>
  send(path, {
    method: 'POST',
    body: body as BodyInit,
    headers: { authorization: `Bearer ${service.department.token}`, 'content-type': type },
  });
const get = (path: string) =>
  send(path, { headers: { authorization: `Bearer ${service.department.token}` } });
const open = (path: string) => send(path, { headers: { accept: 'text/html', cookie } });

let turn = 0;
/** Other figures each time, so that each is stored. */
const figures = () => ({
  'equipment.computer': { have: ++turn % 90, need: 100 },
  'network.lan': turn % 2 === 0,
});

describe('records', () => {
  it('a batch of the nation', () =>
    letsOthersIn('batch of the nation', () => {
      const values = figures();
      return post(
        '/api/v1/records/batch',
        JSON.stringify({ records: codes.map((locality) => ({ locality, day: TODAY, values })) }),
      );
    }));

  it('a batch of five thousand bad', () => {
    const values = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`x${at}`, 1]));
    const records = Array(5_000).fill({ locality: '11737', day: TODAY, values });
    return letsOthersIn('batch of 5,000 bad', () =>
      post('/api/v1/records/batch', JSON.stringify({ records })),
    );
  });

  it('one of nearly a megabyte', () =>
    letsOthersIn('record of 1 MB', () =>
      post(
        '/api/v1/records',
        JSON.stringify({ locality: '11737', day: TODAY, note: 'ế'.repeat(300_000), values: {} }),
      ),
    ));

  it.each(['csv', 'xlsx'] as const)('a sheet of the nation as %s', (type) =>
    letsOthersIn(`import of the nation, ${type}`, async () => {
      const header = ['locality', 'day', 'equipment.computer.have', 'equipment.computer.need'];
      const have = ++turn % 90;
      const rows = codes.map((code) => [code, TODAY, have, 100]);
      if (type === 'csv')
        return post('/api/v1/imports', [header, ...rows].map((row) => row.join(',')).join('\n'), CSV);
      return post('/api/v1/imports', await workbook(header, rows), XLSX);
    }),
  );
});

describe('answers of the nation', () => {
  it.each([
    '/api/v1/status?limit=5000',
    '/api/v1/gaps?limit=5000',
    '/api/v1/gaps?format=csv',
    '/api/v1/gaps?format=xlsx',
    '/api/v1/localities?limit=5000',
    '/api/v1/imports/template?format=csv',
  ])('%s', (path) => letsOthersIn(path, () => get(path)));

  it('the workbook to fill in', () => {
    const path = '/api/v1/imports/template?format=xlsx';
    return letsOthersIn(path, () => get(path), MOST_OF_TEMPLATE_MS);
  });

  it.each([
    '/',
    '/bang-theo-doi',
    '/lanh-dao',
    '/con-thieu',
    '/con-thieu?view=matrix',
    '/con-thieu/tep?format=xlsx',
  ])('the page %s', (path) => letsOthersIn(path, () => open(path)));
});
