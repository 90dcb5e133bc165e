import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FAULTS_EACH } from '../../src/told.ts';
import { type Answer, type Caller, startTestService, type TestService } from '../support/service.ts';

/** Whatever one person sends, the answer is bounded; in a small process, and at full size, see the long form. */

/** Characters of the largest answer. */
const LARGEST_ANSWER = 4 * 1024 * 1024;

const TODAY = '2025-09-25';

let t: TestService;
let department: Caller;
beforeAll(async () => {
  t = await startTestService();
  department = await t.caller('department', '*');
});
afterAll(() => t.stop());

const keys = (count: number, value: unknown, lead = '') =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [lead + at.toString(36), value]));
const nest = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
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
  return given;
}

describe('a record alone', () => {
  const post = (body: unknown, most = 64 * 1024) => boundedly(department.post('/api/v1/records', body), most);
  const refused = async (body: unknown) => {
    const { status, body: problem } = await post(body);
    expect(status).toBe(422);
    return problem;
  };

  it('with more values than the catalogue has is refused with one fault', async () => {
    const { code, errors } = await refused(record({ values: keys(461, 1) }));
    expect(code).toBe('invalid_record');
    expect(errors).toMatchObject([{ pointer: '/values', code: 'too_many_values' }]);
    expect(errors[0].message).toContain('461');
    expect(errors[0].messageVi).toContain('461');
  });

  it('of nearly a megabyte is answered in a few lines', async () => {
    const { errors } = await refused(record({ values: keys(90_000, 1) }));
    expect(errors).toMatchObject([{ code: 'too_many_parts' }]);
  });

  it('whose ratio has thousands of keys', async () => {
    const { errors } = await refused(record({ values: { 'certificate.personal': keys(4_000, 1) } }));
    expect(errors).toHaveLength(3);
    expect(errors[0]).toMatchObject({ pointer: '/values/certificate.personal', code: 'too_many_keys' });
  });

  it('with thousands of keys beside the values', async () => {
    const { errors } = await refused({ ...record(), ...keys(4_000, 1) });
    expect(errors).toContainEqual(expect.objectContaining({ pointer: '', code: 'too_many_keys' }));
  });

  it('whose keys are as long as a book', async () => {
    const name = 'ế'.repeat(150_000);
    const { errors } = await refused({ ...record({ values: { [name]: 1 } }), [name]: 1 });
    expect(errors).toHaveLength(2);
    for (const { pointer, message } of errors) {
      expect(pointer.length).toBeLessThan(150);
      expect(message).toContain('…');
    }
  });

  it('whose texts are as long as a book', async () => {
    const text = 'x'.repeat(450_000);
    const { errors } = await refused(record({ note: text, values: { 'certificate.earliest_expiry': text } }));
    expect(errors.map(({ code }: { code: string }) => code).sort()).toEqual(['invalid_day', 'note_too_long']);
    await refused(record({ day: text }));
    expect((await post(record({ locality: text }))).status).toBe(404);
  });

  it('whose note is half a megabyte of marks on one letter', async () => {
    const { errors } = await refused(record({ note: `a${'\u0301\u0323'.repeat(200_000)}` }));
    expect(errors).toContainEqual(expect.objectContaining({ code: 'note_too_long' }));
  });

  it('that is nested without end', async () => {
    const { status, body } = await post(`{"values":${nest(200_000)}}`.replace('{', '{"locality":"11737",'));
    expect([status, body.code]).toEqual([415, 'unsupported_media_type']);
    const deep = await boundedly(
      department.post('/api/v1/records', `{"values":${nest(200_000)}}`, JSON_BODY),
    );
    expect(deep).toMatchObject({
      status: 400,
      body: { code: 'malformed_json', errors: [{ code: 'too_deep' }] },
    });
  });

  it('with thousands of query parameters', async () => {
    const query = Array.from({ length: 2_000 }, (_, at) => `q${at}=1`).join('&');
    const { body } = await boundedly(department.post(`/api/v1/records?${query}`, record()), 64 * 1024);
    expect(body.errors).toHaveLength(FAULTS_EACH);
    expect(body.moreErrors).toBe(2_000 - FAULTS_EACH);
  });
});

describe('a batch', () => {
  const post = (body: unknown) => boundedly(department.post('/api/v1/records/batch', body, JSON_BODY));

  it('says how many faults it does not tell', async () => {
    const wrong = { ...record({ values: { ...keys(15, 1), ...keys(5, {}, 'certificate.x') } }) };
    const { body } = await post(batch(1_000, wrong));
    const told = body.results.reduce((sum: number, { errors }: { errors: [] }) => sum + errors.length, 0);
    const more = body.results.reduce(
      (sum: number, one: { moreErrors?: number }) => sum + (one.moreErrors ?? 0),
      0,
    );
    expect(told).toBeLessThan(6_100);
    expect(more).toBe(body.moreErrors);
    // Each record but the first is a double of it, too.
    expect(told + more).toBe(1_000 * 21);
  });

  it.each([
    ['that is a million numbers', `{"records":[${'1,'.repeat(1_000_000)}1]}`, 422],
    ['that is nothing but lists', `{"records":[${'[],'.repeat(4_000)}[]]}`, 200],
    ['that is nested without end', `{"records":[${nest(1_000_000)}]}`, 400],
    ['that ends in the middle', `{"records":[${'{"a":1},'.repeat(4_000)}`, 400],
    ['with a hole in it', `{"records":[1,,2]}`, 400],
    ['with a comma too many', `{"records":[1,]}`, 400],
    ['that has two lists of records', `{"records":[1],"records":[2]}`, 400],
    ['whose list has another name', `{"other":[1,2],"records":[3]}`, 422],
    ['with a poisoned prototype', `{"records":[{"__proto__":{"x":1}}]}`, 400],
    ['closed by the wrong bracket', `{"records":[1}}`, 400],
  ])('%s', async (_, body, status) => {
    expect((await post(body)).status).toBe(status);
  });
});
