import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registryOf } from './support/admin.ts';
import { greenValues } from './support/records.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

/** A DHIS2 client posts to us and reads from us unchanged. */

const NOW = '2025-10-15 09:00';
const TODAY = '20251015';
const UNIT = '11737';
const OTHER = '10507';
const HOME = '01';

let t: TestService;
let department: Caller;
let officer: Caller;
let admin: Caller;

beforeAll(async () => {
  t = await startTestService({ now: NOW });
  department = await t.caller('department', '31');
  officer = await t.caller('officer', UNIT);
  admin = await t.caller('admin', '*');
});
afterAll(() => t.stop());

const post = (caller: Caller, body: unknown, query = '', path = '/api/dataValueSets') =>
  caller.post(`${path}${query}`, body);
const value = (dataElement: string, value: unknown, more: object = {}) => ({
  dataElement,
  period: TODAY,
  orgUnit: UNIT,
  value,
  ...more,
});
const latest = async (unit: string, day = '2025-10-15') => {
  const { body } = await department.get(`/api/v1/localities/${unit}/records/${day}`);
  return body.revisions.at(-1);
};

describe('in', () => {
  it('takes a set with its unit and period outside, and says what it did', async () => {
    const answer = await post(officer, {
      dataSet: 'haiphong-daily',
      completeDate: '2025-10-15',
      period: TODAY,
      orgUnit: UNIT,
      dataValues: [
        { dataElement: 'certificate.personal.have', value: '14', comment: 'Đang chờ 2 chứng thư' },
        { dataElement: 'certificate.personal.need', value: '16' },
        { dataElement: 'network.specialised', value: 'True' },
        { dataElement: 'certificate.earliest_expiry', value: '2027-03-01' },
      ],
    });
    expect(answer).toMatchObject({
      status: 200,
      body: {
        httpStatus: 'OK',
        httpStatusCode: 200,
        status: 'OK',
        message: 'Import was successful.',
        response: {
          responseType: 'ImportSummary',
          status: 'SUCCESS',
          importCount: { imported: 4, updated: 0, ignored: 0, deleted: 0 },
          conflicts: [],
          rejectedIndexes: [],
          dataSetComplete: 'false',
        },
      },
    });
    expect(await latest(UNIT)).toMatchObject({
      revision: 1,
      channel: 'dhis2',
      note: 'Đang chờ 2 chứng thư',
      values: {
        'certificate.personal': { have: 14, need: 16 },
        'network.specialised': true,
        'certificate.earliest_expiry': '2027-03-01',
      },
    });
  });

  it('lays single values over what the day has, and is harmless when sent again', async () => {
    const set = { dataValues: [value('certificate.personal.have', 15), value('network.specialised', '1')] };
    expect((await post(officer, set)).body.response.importCount).toEqual({
      imported: 0,
      updated: 1,
      ignored: 1,
      deleted: 0,
    });
    const { revision, values, note } = await latest(UNIT);
    expect([revision, note]).toEqual([2, 'Đang chờ 2 chứng thư']);
    expect(values['certificate.personal']).toEqual({ have: 15, need: 16 });
    expect(values['certificate.earliest_expiry']).toBe('2027-03-01');
    const again = await post(officer, set);
    expect(again.status).toBe(200);
    expect(again.body.response.importCount).toMatchObject({ imported: 0, updated: 0, ignored: 2 });
    expect((await latest(UNIT)).revision).toBe(2);
  });

  it('tells each value that it does not take, and takes the others', async () => {
    const answer = await post(officer, {
      dataValues: [
        value('pBOMPrpg1QX', '12'),
        value('network.specialised', 'false', { period: '202510' }),
        value('network.specialised', 'false', { period: '20250231' }),
        value('network.specialised', 'false', { orgUnit: OTHER }),
        value('network.specialised', 'false', { orgUnit: 'DiszpKrYNg8' }),
        value('network.specialised', 'maybe'),
        value('certificate.personal.have', '15', { categoryOptionCombo: 'bRowv6yZOF2' }),
        value('certificate.personal.have', '15', { attributeOptionCombo: 'bRowv6yZOF2' }),
        value('equipment.computer.have', ''),
        value('network.specialised', 'true', { period: '20251016' }),
        value('network.specialised', 'true', { period: '20250905' }),
        value('certificate.personal.need', '17', { categoryOptionCombo: 'HllvX50cXC0' }),
      ],
    });
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({
      httpStatus: 'Conflict',
      httpStatusCode: 409,
      status: 'WARNING',
      message: 'One more conflicts encountered, please check import summary.',
      response: { status: 'WARNING', importCount: { imported: 0, updated: 1, ignored: 11, deleted: 0 } },
    });
    const { conflicts, rejectedIndexes } = answer.body.response;
    expect(rejectedIndexes).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    const told = conflicts.flatMap((one: { indexes: number[]; errorCode: string; property?: string }) =>
      one.indexes.map((index) => [index, one.errorCode, one.property]),
    );
    expect(told.sort((a: number[], b: number[]) => (a[0] ?? 0) - (b[0] ?? 0))).toEqual([
      [0, 'E7610', 'dataElement'],
      [1, 'E7632', undefined],
      [2, 'E7611', 'period'],
      [3, 'E7612', 'orgUnit'],
      [4, 'E7612', 'orgUnit'],
      [5, 'E7619', 'value'],
      [6, 'E7613', 'categoryOptionCombo'],
      [7, 'E7615', 'attributeOptionCombo'],
      [8, 'E7618', 'value'],
      [9, 'E7641', 'period'],
      [10, 'E7640', 'period'],
    ]);
    expect(conflicts.find((one: { errorCode: string }) => one.errorCode === 'E7610')).toEqual({
      object: 'pBOMPrpg1QX',
      objects: { dataElement: 'pBOMPrpg1QX' },
      value: 'Data element not found or not accessible: `pBOMPrpg1QX`',
      errorCode: 'E7610',
      property: 'dataElement',
      indexes: [0],
    });
  });

  it.each([
    ['half a ratio', [value('equipment.computer.have', 3)], 'E7619'],
    ['more than is needed', [value('certificate.personal.have', 99)], 'E7619'],
    ['a fraction of a certificate', [value('certificate.personal.have', '1.5')], 'E7619'],
    ['a negative count', [value('certificate.personal.have', '-1')], 'E7619'],
    ['a huge count', [value('certificate.personal.need', '99999999999999')], 'E7619'],
    ['a day that is none', [value('certificate.earliest_expiry', '2027-02-30')], 'E7619'],
    [
      'the same twice, otherwise',
      [value('network.specialised', 'true'), value('network.specialised', 'false')],
      'E7619',
    ],
    [
      'a comment that is too long',
      [value('certificate.personal.have', 14, { comment: 'a'.repeat(2_001) })],
      'E7620',
    ],
    ['no value object', [null], 'E7610'],
  ])('refuses %s, and stores nothing of it', async (_, dataValues, errorCode) => {
    const { revision } = await latest(UNIT);
    const answer = await post(officer, { dataValues });
    expect(answer.status).toBe(409);
    expect(answer.body.response.conflicts.map((one: { errorCode: string }) => one.errorCode)).toContain(
      errorCode,
    );
    expect(answer.body.response.importCount).toMatchObject({ imported: 0, updated: 0 });
    expect((await latest(UNIT)).revision).toBe(revision);
  });

  it('names each place once, and the half of a ratio that is missing', async () => {
    const answer = await post(officer, {
      dataValues: [
        value('network.specialised', 'true'),
        value('network.specialised', 'false'),
        value('network.specialised', 'maybe'),
        value('equipment.copier.have', '1'),
        value('equipment.printer.have', '1'),
      ],
    });
    const { conflicts } = answer.body.response;
    expect(conflicts[0].indexes).toEqual([0, 1, 2]);
    expect(conflicts.map((one: { value: string }) => one.value).join()).toContain(
      'equipment.printer.need is not known of that day and was not sent',
    );
  });

  it('aborts for a set that is not there, or not the caller’s', async () => {
    for (const [head, errorCode] of [
      [{ dataSet: 'pBOMPrpg1QX' }, 'E7600'],
      [{ orgUnit: OTHER }, 'E7603'],
      [{ attributeOptionCombo: 'abc' }, 'E7604'],
    ] as const) {
      const { status, body } = await post(officer, {
        ...head,
        dataValues: [value('network.specialised', 'false')],
      });
      expect(status).toBe(409);
      expect(body).toMatchObject({
        status: 'ERROR',
        response: {
          status: 'ERROR',
          importCount: { ignored: 1 },
          conflicts: [{ errorCode }],
          rejectedIndexes: [0],
        },
      });
    }
  });

  it('does what the strategy says, and nothing in a trial', async () => {
    const [changed, added] = [value('certificate.personal.have', 13), value('network.backup', 'true')];
    const both = { dataValues: [changed, added] };
    const count = async (query: string, body: unknown = both) =>
      (await post(officer, body, query)).body.response.importCount;
    const { revision } = await latest(UNIT);
    expect(await count('?dryRun=true')).toEqual({ imported: 1, updated: 1, ignored: 0, deleted: 0 });
    expect((await latest(UNIT)).revision).toBe(revision);
    expect(await count('?dryRun=true&importStrategy=CREATE')).toEqual({
      imported: 1,
      updated: 0,
      ignored: 1,
      deleted: 0,
    });
    expect(await count('?importStrategy=update')).toEqual({
      imported: 0,
      updated: 1,
      ignored: 1,
      deleted: 0,
    });
    // What the body says stands before the query.
    expect(await count('', { ...both, dryRun: true, importStrategy: 'DELETE' })).toMatchObject({
      deleted: 1,
      ignored: 1,
    });
    expect(
      await count('?importStrategy=DELETE', { dataValues: [value('network.specialised', '')] }),
    ).toMatchObject({ deleted: 1 });
    expect((await latest(UNIT)).values['network.specialised']).toBeNull();
  });

  it('answers what it cannot do, and what cannot be read, in a DHIS2’s words', async () => {
    const set = { dataValues: [value('network.specialised', 'true')] };
    for (const [query, body, status] of [
      ['?importStrategy=SYNC', set, 400],
      ['?dryRun=yes', set, 400],
      ['?async=true', set, 400],
      ['?dataElementIdScheme=NAME', set, 400],
      ['', '{"dataValues": [', 400],
      ['', '[]', 400],
      ['', '{"dataValues": "12"}', 400],
    ] as const) {
      const answer = await officer.post(
        `/api/dataValueSets${query}`,
        typeof body === 'string' ? body : JSON.stringify(body),
        {
          'content-type': 'application/json',
        },
      );
      expect([query, answer.status]).toEqual([query, status]);
      expect(answer.body).toMatchObject({
        httpStatusCode: status,
        status: 'ERROR',
        message: expect.any(String),
      });
    }
    const xml = await officer.post('/api/dataValueSets', '<dataValueSet/>', {
      'content-type': 'application/xml',
    });
    expect([xml.status, xml.body.httpStatus]).toEqual([415, 'Unsupported Media Type']);
    expect((await post(officer, {})).body.response.importCount.ignored).toBe(0);
  });

  it('takes the ways in which a DHIS2 client shows who it is, with our tokens alone', async () => {
    const send = async (authorization: string, path = '/api/40/dataValueSets') => {
      const body = JSON.stringify({ dataValues: [] });
      const headers = { 'content-type': 'application/json', authorization };
      return await fetch(t.address + path, { method: 'POST', headers, body });
    };
    const basic = (user: string, password: string) =>
      `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
    expect((await send(`ApiToken ${officer.token}`)).status).toBe(200);
    expect((await send(basic('admin', officer.token))).status).toBe(200);
    expect((await send(`Bearer ${officer.token}`)).status).toBe(200);
    for (const wrong of [
      basic('admin', 'district'),
      'ApiToken d2pat_x',
      'Basic !!',
      basic(officer.token, ''),
    ]) {
      const refused = await send(wrong);
      expect([refused.status, await refused.json()]).toMatchObject([
        401,
        { httpStatusCode: 401, status: 'ERROR' },
      ]);
    }
    // Nowhere else.
    const headers = { authorization: basic('admin', officer.token) };
    expect((await fetch(`${t.address}/api/v1/records`, { headers })).status).toBe(401);
    const viewer = await t.caller('viewer', '31');
    expect((await post(viewer, { dataValues: [] })).status).toBe(403);
    // Before 2.38 the summary stood alone, with 200 whatever it said.
    const old = await post(officer, { dataValues: [value('x', '1')] }, '', '/api/37/dataValueSets');
    expect([old.status, old.body.responseType, old.body.status]).toEqual([200, 'ImportSummary', 'WARNING']);
  });
});

describe('names', () => {
  const set = (caller: Caller, ...items: object[]) => caller.post('/api/v1/exchange/codes', { items });

  it('stand for ours, by scheme, in both directions', async () => {
    const done = await set(
      admin,
      { kind: 'data_element', ours: 'network.specialised', uid: 'f7n9E0hX8qk', code: 'NET_TSL' },
      { kind: 'org_unit', ours: UNIT, uid: 'DiszpKrYNg8', code: 'HP_A' },
      { kind: 'data_set', ours: 'haiphong-daily', uid: 'pBOMPrpg1QX', code: 'DAILY' },
    );
    expect(done).toMatchObject({ status: 200, body: { set: 3, removed: 0 } });
    const byUid = { dataSet: 'pBOMPrpg1QX', period: TODAY, orgUnit: 'DiszpKrYNg8' };
    const sent = await post(officer, {
      ...byUid,
      dataValues: [{ dataElement: 'f7n9E0hX8qk', value: 'true' }],
    });
    expect(sent.body.response).toMatchObject({ status: 'SUCCESS', importCount: { imported: 1 } });
    const byCode = { dataSet: 'DAILY', period: TODAY, orgUnit: 'HP_A' };
    const coded = await post(
      officer,
      { ...byCode, dataValues: [{ dataElement: 'NET_TSL', value: 'false' }] },
      '?idScheme=CODE',
    );
    expect(coded.body.response.importCount.updated).toBe(1);
    const read = await officer.get(
      `/api/dataValueSets?dataSet=DAILY&period=${TODAY}&orgUnit=HP_A&idScheme=code`,
    );
    expect(read.body).toMatchObject(byCode);
    expect(
      read.body.dataValues.find((one: { dataElement: string }) => one.dataElement === 'NET_TSL'),
    ).toMatchObject({
      period: TODAY,
      orgUnit: 'HP_A',
      value: 'false',
      categoryOptionCombo: 'HllvX50cXC0',
      attributeOptionCombo: 'HllvX50cXC0',
    });
    const { body: audit } = await admin.get('/api/v1/audit?limit=3');
    expect(audit.items.map((one: { action: string }) => one.action)).toEqual(
      Array(3).fill('exchange_code.set'),
    );
  });

  it('are refused where they are none, taken, or another area’s', async () => {
    for (const [caller, item] of [
      [admin, { kind: 'data_element', ours: 'certificate.personal', uid: 'a1234567890' }],
      [admin, { kind: 'data_element', ours: 'certificate.personal.have', uid: 'short' }],
      [admin, { kind: 'data_element', ours: 'certificate.personal.have', uid: 'f7n9E0hX8qk' }],
      [await t.caller('admin', '31'), { kind: 'data_element', ours: 'certificate.personal.have', code: 'X' }],
      [await t.caller('admin', HOME), { kind: 'org_unit', ours: UNIT, code: 'X' }],
    ] as const)
      expect([item.ours, (await set(caller, item)).status]).toEqual([item.ours, 422]);
    expect((await set(department, { kind: 'org_unit', ours: UNIT, code: 'X' })).status).toBe(403);
    expect(
      (await set(await t.caller('admin', '31'), { kind: 'org_unit', ours: OTHER, code: 'B' })).status,
    ).toBe(200);
    expect((await set(admin, { kind: 'org_unit', ours: OTHER })).body).toEqual({ set: 0, removed: 1 });
    expect((await department.get('/api/v1/exchange/codes')).body.items).toHaveLength(3);
  });
});

describe('out', () => {
  it('is taken by the same intake, value by value', async () => {
    const registry = await registryOf(t.db);
    const record = {
      locality: OTHER,
      day: '2025-10-15',
      values: greenValues(registry, '2025-10-15'),
      note: 'một\nhai',
    };
    expect(await department.post('/api/v1/records', record)).toMatchObject({ status: 201 });
    const query = `dataSet=haiphong-daily&startDate=2025-10-13&endDate=2025-10-15&orgUnit=31&children=true`;
    const { status, body } = await department.get(`/api/dataValueSets.json?${query}`);
    expect(status).toBe(200);
    const own = body.dataValues.filter((one: { orgUnit: string }) => one.orgUnit === OTHER);
    expect(own.length).toBeGreaterThan(10);
    const again = await post(department, body);
    expect(again.body.response).toMatchObject({
      status: 'SUCCESS',
      importCount: { imported: 0, updated: 0, ignored: body.dataValues.length },
    });
    expect((await latest(OTHER)).revision).toBe(1);
    // To another unit it goes as what it was.
    const third = { dataValues: own.map((one: object) => ({ ...one, orgUnit: '10525' })) };
    expect((await post(department, third)).body.response.importCount.imported).toBe(own.length);
    const copy = await latest('10525');
    expect([copy.values, copy.note]).toEqual([record.values, record.note]);
  });

  it('shows nobody what is not his, and says what is missing of the question', async () => {
    const ask = async (query: string) => {
      const { status, body } = await officer.get(`/api/dataValueSets?${query}`);
      return [status, body.errorCode ?? body.dataValues?.length];
    };
    const all = `dataSet=haiphong-daily&period=${TODAY}&orgUnit=`;
    expect(await ask(`${all}${OTHER}`)).toEqual([409, 'E1102']);
    expect(await ask(`${all}nowhere`)).toEqual([409, 'E1102']);
    expect(await ask(`dataSet=none&period=${TODAY}&orgUnit=${UNIT}`)).toEqual([409, 'E1105']);
    expect(await ask(`period=${TODAY}&orgUnit=${UNIT}`)).toEqual([409, 'E2001']);
    expect(await ask(`dataSet=haiphong-daily&orgUnit=${UNIT}`)).toEqual([409, 'E2002']);
    expect(await ask(`dataSet=haiphong-daily&period=${TODAY}`)).toEqual([409, 'E2006']);
    expect(await ask(`${all}${UNIT}&startDate=2025-10-01&endDate=2025-10-02`)).toEqual([409, 'E2003']);
    expect(await ask(`${all.replace(TODAY, '202510')}${UNIT}`)).toEqual([400, undefined]);
    expect(await ask(`${all}${UNIT}&limit=1`)).toEqual([200, 1]);
    expect(await ask(`${all}${UNIT}&lastUpdated=2025-10-16`)).toEqual([200, 0]);
  });
});
