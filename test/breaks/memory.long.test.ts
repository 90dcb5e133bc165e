import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays, isoLocal } from '../../src/days.ts';
import { CSV, workbook, XLSX } from '../support/imports.ts';
import { type SmallProcess, startSmallProcess } from '../support/small-process.ts';

/**
 * The table of ARCHITECTURE.md, "What a request costs": the largest body of each kind, sent alone to a service in a
 * process of its own; what it answers, and the most memory that the process has had meanwhile, all told.
 */

const HEAP_MB = 192;
const MB = 1024 * 1024;
const TODAY = isoLocal(new Date()).slice(0, 10);

let service: SmallProcess;
let codes: string[];
beforeAll(async () => {
  service = await startSmallProcess(HEAP_MB);
  const { body } = await service.department.get('/api/v1/localities?limit=5000');
  codes = body.items.map(({ code }: { code: string }) => code);
});
afterAll(() => service.stop());

const values = { 'network.lan': true, 'certificate.personal': { have: 3, need: 9 } };
const records = (note: string) =>
  Array.from({ length: 5_000 }, (_, at) => ({
    locality: codes[at % codes.length],
    day: addDays(TODAY, -Math.floor(at / codes.length)),
    ...{ values, note },
  }));
const JSON_TYPE = 'application/json';
const HEADER = [
  'locality',
  'day',
  'network.lan',
  'certificate.personal.have',
  'certificate.personal.need',
  'note',
];
const rows = (note: string) => codes.map((code) => [code, TODAY, 'có', '3', '9', note]);
const sheet = (note: string) => [HEADER, ...rows(note)].map((cells) => cells.join(',')).join('\n');

/** Bounds in MB: of the body that is sent, of the answer, of all the memory of the process. */
interface Row {
  path: string;
  body?: () => string | Buffer | Promise<Buffer>;
  type?: string;
  bounds: { body: number; answer: number; peak: number };
}

const ROWS: Row[] = [
  {
    path: '/api/v1/records',
    body: () => `{"locality":"11737","day":"${TODAY}","values":{"x":"${'x'.repeat(MB - 100)}"}}`,
    type: JSON_TYPE,
    bounds: { body: 1, answer: 0.01, peak: 340 },
  },
  {
    path: '/api/v1/records/batch',
    body: () => JSON.stringify({ records: records('ế'.repeat(1_000)) }),
    type: JSON_TYPE,
    bounds: { body: 16, answer: 1, peak: 340 },
  },
  {
    path: '/api/v1/records/batch?dryRun=true',
    body: () =>
      `{"records":[${Array(5_000).fill(JSON.stringify({ locality: 1, values: { x: 1, y: {} } }))}]}`,
    type: JSON_TYPE,
    bounds: { body: 16, answer: 4, peak: 340 },
  },
  {
    path: '/api/v1/imports',
    body: () => sheet('ế'.repeat(800)),
    type: CSV,
    bounds: { body: 8, answer: 1, peak: 340 },
  },
  {
    path: '/api/v1/imports',
    body: () => workbook(HEADER, rows('ế'.repeat(1_000))),
    type: XLSX,
    bounds: { body: 8, answer: 1, peak: 340 },
  },
  {
    path: '/api/v1/certificates/imports',
    body: () =>
      `locality,kind,holder,issuer,serial,valid_from,valid_to\n${`99999,ghost,,${'x'.repeat(400)},1,a,b\n`.repeat(5_000)}`,
    type: CSV,
    bounds: { body: 8, answer: 4, peak: 340 },
  },
  {
    path: '/api/v1/certificates/files?locality=11737',
    body: () => Buffer.alloc(255 * 1024, 0x30),
    type: 'application/octet-stream',
    bounds: { body: 0.25, answer: 0.01, peak: 340 },
  },
  { path: '/api/v1/localities?limit=5000', bounds: { body: 0, answer: 2, peak: 340 } },
  { path: '/api/v1/records?locality=11737', bounds: { body: 0, answer: 1, peak: 340 } },
  { path: '/api/v1/status?limit=5000', bounds: { body: 0, answer: 8, peak: 340 } },
  { path: '/api/v1/gaps?limit=5000', bounds: { body: 0, answer: 4, peak: 340 } },
  { path: '/api/v1/gaps?format=xlsx', bounds: { body: 0, answer: 4, peak: 340 } },
  { path: '/api/v1/imports/template?prefill=true', bounds: { body: 0, answer: 1, peak: 340 } },
  { path: '/con-thieu', bounds: { body: 0, answer: 4, peak: 340 } },
];

it.each(ROWS)('$path of $type', { timeout: 300_000 }, async ({ path, body, type, bounds }) => {
  const sent = await body?.();
  service.resetPeak();
  const answer =
    sent === undefined
      ? await service.department.get(path)
      : await service.department.post(path, typeof sent === 'string' ? sent : new Uint8Array(sent), {
          'content-type': type as string,
        });
  const size = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
  const [bodyMb, answerMb] = [Buffer.byteLength(sent ?? '') / MB, Buffer.byteLength(size) / MB];
  const peak = service.peakMb();
  console.log(
    `${path} ${type ?? ''}: ${answer.status}, ${bodyMb.toFixed(2)} → ${answerMb.toFixed(3)} MB, peak ${peak?.toFixed(0)} MB`,
  );
  expect(answer.status).toBeLessThan(500);
  expect(bodyMb).toBeLessThanOrEqual(bounds.body);
  expect(answerMb).toBeLessThan(bounds.answer);
  expect(service.alive()).toBe(true);
  if (peak !== null) expect(peak).toBeLessThan(bounds.peak);
});
