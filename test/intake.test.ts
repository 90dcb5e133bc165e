import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Values } from '../src/intake/types.ts';
import { greenValues } from './support/records.ts';
import { insertException } from './support/registry-rows.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

const DAY = '2025-09-25';

describe('records over HTTP', () => {
  let t: TestService;
  let officer: Caller;
  let department: Caller;
  let values: Values;
  let next = 0;
  let codes: string[];
  /** A locality that no other test has touched. */
  let code: string;

  beforeAll(async () => {
    t = await startTestService({ now: `${DAY} 08:00` });
    const registry = await t.service.registry.fresh();
    values = greenValues(registry, DAY);
    codes = [...registry.localities.values()].filter((one) => one.province === '31').map((one) => one.code);
    department = await t.caller('department', '31');
  });
  beforeEach(async () => {
    t.clock.set(`${DAY} 08:00`);
    code = codes[next++] ?? '';
    officer = await t.caller('officer', code);
  });
  afterAll(() => t.stop());

  const post = (body: object, by = officer) =>
    by.post('/api/v1/records', { locality: code, day: DAY, values, ...body });
  const revisions = async (day = DAY) =>
    (await department.get(`/api/v1/localities/${code}/records/${day}`)).body.revisions;

  describe('the same record twice', () => {
    it('is a revision only when something changed', async () => {
      expect(await post({})).toMatchObject({ status: 201, body: { revision: 1 } });
      const again = await post({ values: Object.fromEntries(Object.entries(values).reverse()) });
      expect(again).toMatchObject({
        status: 200,
        body: { revision: 1, unchanged: true, reporting: 'on_time' },
      });
      expect(again.body.status.colour).toBe('green');
      expect(await post({ note: 'Đã kiểm tra' })).toMatchObject({ status: 201, body: { revision: 2 } });
      expect(await revisions()).toMatchObject([
        { revision: 1, by: `officer ${code}`, channel: 'api', note: null, values },
        { revision: 2, note: 'Đã kiểm tra' },
      ]);
    });

    it('keeps what replaces an older revision from overwriting a newer one', async () => {
      await post({});
      await post({ note: 'một' });
      const stale = await post({ note: 'hai', replaces: 1 });
      expect(stale).toMatchObject({ status: 409, body: { code: 'revision_conflict' } });
      expect(stale.body.errors[0]).toMatchObject({ pointer: '/replaces', code: 'revision_conflict' });
      expect(await post({ note: 'hai', replaces: 2 })).toMatchObject({ status: 201, body: { revision: 3 } });
    });

    it('gives two revisions sent at once two numbers, and both are kept', async () => {
      const answers = await Promise.all(Array.from({ length: 12 }, (_, i) => post({ note: `lần ${i}` })));
      expect(answers.map((one) => one.body.revision).sort((a, b) => a - b)).toEqual([
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
      ]);
      expect(new Set((await revisions()).map((one: { note: string }) => one.note)).size).toBe(12);
    });

    it('lets one of two that replace the same revision win', async () => {
      await post({});
      const answers = await Promise.all(['a', 'b', 'c'].map((note) => post({ note, replaces: 1 })));
      expect(answers.map((one) => one.status).sort()).toEqual([201, 409, 409]);
    });
  });

  describe('time', () => {
    it.each([
      ['15:59', 'on_time'],
      ['16:00', 'late'],
    ])('received at %s is %s', async (time, reporting) => {
      t.clock.set(`${DAY} ${time}`);
      expect((await post({})).body.reporting).toBe(reporting);
    });

    it('is fixed by the first revision', async () => {
      await post({});
      t.clock.set(`${DAY} 18:00`);
      expect((await post({ note: 'sửa buổi chiều' })).body).toMatchObject({
        revision: 2,
        reporting: 'on_time',
      });
    });

    it('takes a late record until the lock and then answers day_locked, but still knows the same record', async () => {
      // The clock only goes on: collect, run at later times by other tests, must not make days final here.
      t.clock.set('2025-09-30 23:59');
      expect((await post({})).body).toMatchObject({ revision: 1, reporting: 'late' });
      t.clock.set('2025-10-01 00:00');
      const locked = await post({ note: 'muộn' });
      expect(locked).toMatchObject({ status: 409, body: { code: 'day_locked' } });
      expect(locked.body.errors[0].messageVi).toContain('khóa');
      expect(await post({})).toMatchObject({ status: 200, body: { unchanged: true } });
    });

    it('opens a locked day for one locality while an exception lasts', async () => {
      t.clock.set('2025-10-02 09:00');
      expect((await post({})).status).toBe(409);
      await insertException(t.db.orm, {
        locality: code,
        day: DAY,
        until: new Date('2025-10-02T03:00:00Z'),
        reason: 'mất mạng',
      });
      expect((await post({})).status).toBe(201);
      t.clock.set('2025-10-02 10:00');
      expect((await post({ note: 'nữa' })).status).toBe(409);
    });

    it('refuses a day that has not begun', async () => {
      const answer = await post({ day: '2025-09-26' });
      expect(answer).toMatchObject({ status: 422, body: { code: 'invalid_record' } });
      expect(answer.body.errors).toMatchObject([{ pointer: '/day', code: 'future_day' }]);
    });

    it('takes a record of a day that is not due; its values count', async () => {
      t.clock.set('2025-09-27 09:00');
      const saturday = await post({ day: '2025-09-27' });
      expect(saturday.body).toMatchObject({ reporting: 'not_due', status: { colour: 'green' } });
    });
  });

  it('names every fault at once, with pointer, code and both languages, and stores nothing', async () => {
    const answer = await post({
      values: {
        'certificate.personal': { have: 7, need: 5 },
        'signature.personal': { have: 1.5, need: -1, extra: 1 },
        'network.lan': 'yes',
        'certificate.earliest_expiry': '2027-02-30',
        'no.such': true,
      },
      note: 'x'.repeat(2001),
      hello: 1,
      replaces: -1,
    });
    expect(answer.status).toBe(422);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    const found = answer.body.errors
      .map((one: { pointer: string; code: string }) => `${one.pointer} ${one.code}`)
      .sort();
    expect(found).toEqual(
      [
        '/hello unknown_key',
        '/note note_too_long',
        '/replaces invalid_value',
        '/values/certificate.earliest_expiry invalid_day',
        '/values/certificate.personal have_exceeds_need',
        '/values/network.lan wrong_kind',
        '/values/no.such unknown_indicator',
        '/values/signature.personal/extra unknown_key',
        '/values/signature.personal/have not_a_count',
        '/values/signature.personal/need not_a_count',
      ].sort(),
    );
    for (const one of answer.body.errors)
      expect(one).toMatchObject({ message: expect.any(String), messageVi: expect.any(String) });
    expect(await revisions()).toEqual([]);
  });

  it.each([
    ['no values', { values: {} }, '/values no_values'],
    ['no day', { day: undefined }, '/day required'],
    ['a day that does not exist', { day: '2025-02-30' }, '/day invalid_day'],
    [
      'need 0 where all need some',
      { values: { 'certificate.personal': { have: 0, need: 0 } } },
      '/values/certificate.personal/need need_zero',
    ],
    [
      'half a ratio',
      { values: { 'certificate.personal': { have: 1 } } },
      '/values/certificate.personal/need required',
    ],
    [
      'an overlong count',
      { values: { 'certificate.personal': { have: 1, need: 1_000_000_000 } } },
      '/values/certificate.personal/need not_a_count',
    ],
    ['control characters', { note: 'a\u0000b' }, '/note malformed_text'],
    ['half a surrogate pair', { note: 'a\ud800b' }, '/note malformed_text'],
    ['values as a list', { values: [1] }, '/values wrong_type'],
    ['a locality as a number', { locality: 11737 }, '/locality wrong_type'],
  ])('refuses %s', async (_, body, expected) => {
    const answer = await post(body);
    expect(answer.status).toBe(422);
    expect(
      answer.body.errors.map((one: { pointer: string; code: string }) => `${one.pointer} ${one.code}`),
    ).toContain(expected);
  });

  it.each([
    ['broken JSON', '{"a":', 'application/json', 400, 'malformed_json'],
    ['an empty body', '', 'application/json', 400, 'malformed_json'],
    ['another type', '<a/>', 'application/xml', 415, 'unsupported_media_type'],
    ['too much', `{"note":"${'x'.repeat(1_100_000)}"}`, 'application/json', 413, 'too_large'],
    ['a list', '[]', 'application/json', 422, 'invalid_record'],
    ['a poisoned prototype', '{"__proto__":{"x":1}}', 'application/json', 400, 'malformed_json'],
  ])('answers %s as a problem', async (_, body, type, status, problem) => {
    const answer = await officer.post('/api/v1/records', body, { 'content-type': type });
    expect(answer).toMatchObject({ status, body: { status, code: problem } });
  });

  it('refuses query parameters it does not know', async () => {
    const answer = await officer.post('/api/v1/records?dryrun=true', { locality: code, day: DAY, values });
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'invalid_query', errors: [{ pointer: '?dryrun' }] },
    });
  });

  describe('access', () => {
    it('answers an unknown locality and one of another area alike', async () => {
      const other = await post({ locality: '00004' });
      const none = await post({ locality: '99999' });
      expect(other).toMatchObject({ status: 404, body: { code: 'not_found' } });
      expect(none.body).toEqual(other.body);
      expect((await officer.get(`/api/v1/localities/00004/records/${DAY}`)).status).toBe(404);
    });

    it('lets only writers write', async () => {
      for (const role of ['viewer', 'leader', 'finance'] as const)
        expect((await post({}, await t.caller(role, '31'))).status).toBe(403);
      expect((await post({}, department)).status).toBe(201);
      const stranger = await fetch(`${t.address}/api/v1/records`, { method: 'POST' });
      expect(stranger.status).toBe(401);
      expect(stranger.headers.get('www-authenticate')).toBe('Bearer');
    });
  });

  describe('a batch', () => {
    const row = (locality: string, more: object = {}) => ({ locality, day: DAY, values, ...more });

    it('stores the valid rows and says of each what became of it', async () => {
      const [a, b, c] = [codes[next++] ?? '', codes[next++] ?? '', codes[next++] ?? ''];
      await department.post('/api/v1/records', row(b));
      const answer = await department.post('/api/v1/records/batch', {
        records: [
          row(a),
          row(b),
          row('00004'),
          row(c),
          row(c),
          row(a, { day: '2025-09-24' }),
          5,
          row('1', { values: { x: 1 } }),
        ],
      });
      expect(answer.status).toBe(200);
      expect(answer.body).toMatchObject({ accepted: 2, unchanged: 1, rejected: 5 });
      expect(answer.body.results.map((one: { outcome: string }) => one.outcome)).toEqual([
        'accepted',
        'unchanged',
        'rejected',
        'rejected',
        'rejected',
        'accepted',
        'rejected',
        'rejected',
      ]);
      expect(answer.body.results[2].errors).toMatchObject([
        { pointer: '/records/2/locality', code: 'not_found' },
      ]);
      expect(answer.body.results[3].errors).toMatchObject([
        { pointer: '/records/3', code: 'duplicate_in_batch' },
      ]);
      expect(answer.body.results[7].errors).toHaveLength(2);
    });

    it('stores nothing when atomic and anything is wrong', async () => {
      const [a] = [codes[next++] ?? ''];
      const records = [row(a), row('99999')];
      const refused = await department.post('/api/v1/records/batch?atomic=true', { records });
      expect(refused).toMatchObject({ status: 422, body: { rejected: 1 } });
      expect(refused.body.results[1]).toMatchObject({ index: 1, outcome: 'rejected' });
      code = a;
      expect(await revisions()).toEqual([]);
      expect(await department.post('/api/v1/records/batch?atomic=true', { records: [row(a)] })).toMatchObject(
        { status: 200, body: { accepted: 1 } },
      );
    });

    it('stores nothing in a dry run, and says what it would have done', async () => {
      const [a] = [codes[next++] ?? ''];
      code = a;
      const dry = await department.post('/api/v1/records/batch?dryRun=true', { records: [row(a)] });
      expect(dry).toMatchObject({ status: 200, body: { accepted: 1, results: [{ revision: 1 }] } });
      expect(await revisions()).toEqual([]);
    });

    it('names in a dry run the values that would change, and what becomes of the colour of the day', async () => {
      const [a = ''] = [codes[next++]];
      await department.post('/api/v1/records/batch', { records: [row(a)] });
      const changed = { ...values, 'network.lan': false };
      const dry = async (records: object[], query = '?dryRun=true') =>
        (await department.post(`/api/v1/records/batch${query}`, { records })).body.results;
      const [one] = await dry([row(a, { values: changed })]);
      expect(one.changes).toEqual([{ indicator: 'network.lan', from: true, to: false }]);
      expect(one.colour).toEqual({ from: 'green', to: 'yellow' });
      const [same] = await dry([row(a)]);
      expect([same.outcome, same.changes, same.colour]).toEqual(['unchanged', undefined, undefined]);
      const [fresh] = await dry([row(codes[next++] ?? '')]);
      expect(fresh.changes[0]).not.toHaveProperty('from');
      expect(fresh.colour.to).toBe('green');
      const [stored] = await dry([row(a, { values: changed })], '');
      expect(stored).toEqual({ index: 0, outcome: 'accepted', revision: 2 });
    });

    it.each([
      ['no records', { records: [] }, 'invalid_body'],
      ['no list', {}, 'invalid_body'],
      ['too many', { records: Array.from({ length: 5001 }, () => 1) }, 'invalid_body'],
    ])('refuses %s', async (_, body, problem) => {
      expect(await department.post('/api/v1/records/batch', body)).toMatchObject({
        status: 422,
        body: { code: problem },
      });
    });

    it('takes atomic and dryRun as true or false only', async () => {
      const answer = await department.post('/api/v1/records/batch?atomic=yes&x=1', { records: [row(code)] });
      expect(answer).toMatchObject({ status: 422, body: { code: 'invalid_query' } });
      expect(answer.body.errors.map((one: { pointer: string }) => one.pointer).sort()).toEqual([
        '?atomic',
        '?x',
      ]);
    });
  });

  it('pages through records with a cursor', async () => {
    const seen: string[] = [];
    let cursor: string | null = '';
    do {
      const { body } = await department.get(
        `/api/v1/records?from=${DAY}&to=${DAY}&limit=3${cursor && `&cursor=${cursor}`}`,
      );
      seen.push(...body.items.map((one: { locality: { code: string } }) => one.locality.code));
      cursor = body.nextCursor;
    } while (cursor);
    const { body } = await department.get(`/api/v1/records?from=${DAY}&to=${DAY}&limit=5000`);
    expect(seen).toEqual(body.items.map((one: { locality: { code: string } }) => one.locality.code));
    expect(seen.length).toBeGreaterThan(10);
    expect((await department.get('/api/v1/records?limit=5001')).body.code).toBe('invalid_query');
    expect((await department.get('/api/v1/records?cursor=xyz')).body.code).toBe('invalid_query');
  });
});
