import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isoLocal } from '../../src/days.ts';
import { CSV, workbook, XLSX } from '../support/imports.ts';
import type { Answer } from '../support/service.ts';
import { type SmallProcess, startSmallProcess } from '../support/small-process.ts';

/**
 * Whatever one person sends, the answer is bounded and the service lives: it runs in a process of its own with a heap
 * that the unbounded answers of before filled many times over.
 */

const HEAP_MB = 128;
/** Characters of the largest answer. */
const LARGEST_ANSWER = 4 * 1024 * 1024;

const TODAY = isoLocal(new Date()).slice(0, 10);

let service: SmallProcess;
beforeAll(async () => {
  service = await startSmallProcess(HEAP_MB);
});
afterAll(() => service.stop());

const keys = (count: number, value: unknown, lead = '') =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [lead + at.toString(36), value]));
const record = (more: object = {}) => ({ locality: '11737', day: TODAY, values: { x: 1 }, ...more });
/** The same record many times over, written once: what takes long here ought to be the service. */
const batch = (count: number, one: unknown) =>
  `{"records":[${Array(count).fill(JSON.stringify(one)).join(',')}]}`;
const JSON_BODY = { 'content-type': 'application/json' };

async function boundedly(answer: Promise<Answer>, most = LARGEST_ANSWER) {
  const given = await answer;
  const size = typeof given.body === 'string' ? given.body.length : JSON.stringify(given.body).length;
  expect(size).toBeLessThan(most);
  expect(given.status).toBeLessThan(500);
  expect(service.alive()).toBe(true);
  return given;
}

describe('a batch of five thousand', () => {
  const post = (body: unknown) =>
    boundedly(service.department.post('/api/v1/records/batch', body, JSON_BODY));

  it.each([
    ['with 461 unknown values each', record({ values: keys(461, 1) }), 'too_many_values'],
    ['that have 300 keys beside', { ...record(), ...keys(300, 1) }, 'too_many_keys'],
    [
      'with hundreds of keys deep in a value',
      record({ values: { 'certificate.personal': keys(300, 1) } }),
      'too_many_keys',
    ],
    ['with long keys', record({ values: { ['x'.repeat(3_000)]: 1 } }), 'unknown_indicator'],
    ['with long texts', record({ day: 'x'.repeat(3_000) }), 'invalid_day'],
    ['of nothing but numbers', 1, 'wrong_type'],
  ])('%s', async (_, one, code) => {
    const { status, body } = await post(batch(5_000, one));
    expect(status).toBe(200);
    expect(body).toMatchObject({ accepted: 0, rejected: 5_000 });
    expect(body.results.every(({ errors }: { errors: [] }) => errors.length > 0)).toBe(true);
    expect(body.results[0].errors.map((fault: { code: string }) => fault.code)).toContain(code);
  });

  it('one of whose records is a whole library', async () => {
    const huge = record({ values: keys(200_000, 1, randomUUID()) });
    const { body } = await post({ records: [record(), huge, record({ day: '2025-01-01' })] });
    expect(body.results[1].errors).toMatchObject([{ pointer: '/records/1', code: 'record_too_large' }]);
    expect(body.results[2].errors.length).toBeGreaterThan(0);
  });
});

describe('a sheet', () => {
  const HEADER = 'locality,day,network.lan,certificate.personal.have,certificate.personal.need,note';
  const wrong = ['x'.repeat(300), 'gestern', 'vielleicht', '1.234', '-5', ''];

  it.each([
    ['CSV', CSV, async (rows: number) => [HEADER, ...Array(rows).fill(wrong.join(','))].join('\n')],
    ['XLSX', XLSX, (rows: number) => workbook(HEADER.split(','), Array(rows).fill(wrong))],
  ] as const)('of five thousand faulty rows in %s', async (_, type, make) => {
    const sheet = await make(5_000);
    const { status, body } = await boundedly(
      service.department.post('/api/v1/imports', new Uint8Array(Buffer.from(sheet as string)), {
        'content-type': type,
      }),
    );
    expect([status, body.rejected]).toEqual([200, 5_000]);
    expect(body.results.every(({ errors }: { errors: [] }) => errors.length > 0)).toBe(true);
    expect(body.moreErrors).toBeGreaterThan(1_000);
  });

  it('with hundreds of unknown columns', async () => {
    const header = Array.from({ length: 290 }, (_, at) => `c${at}${'x'.repeat(200)}`).join(',');
    const { body } = await boundedly(
      service.department.post('/api/v1/imports', `${header}\n1`, { 'content-type': CSV }),
      64 * 1024,
    );
    // One fault, that there is no head: not one for each column.
    expect(body.errors).toHaveLength(1);
    expect(body.moreErrors).toBeUndefined();
  });

  it('of certificates', async () => {
    const header = 'locality,kind,holder,issuer,serial,valid_from,valid_to';
    const rows = Array(5_000).fill('99999,ghost,,,"1,2E+12",gestern,morgen');
    const { body } = await boundedly(
      service.department.post('/api/v1/certificates/imports', [header, ...rows].join('\n'), {
        'content-type': CSV,
      }),
    );
    expect(body.rejected).toBe(5_000);
    expect(body.moreErrors).toBeGreaterThan(10_000);
  });
});
