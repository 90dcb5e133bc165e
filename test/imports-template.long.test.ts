import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { convert, HAS_OFFICE } from './sheets/office.ts';
import { CSV, type ImportService, type Person, startImports, workbook, XLSX } from './support/imports.ts';
import { readCsv, readXlsx } from './support/tables.ts';

/** A Thursday. */
const NOW = '2025-09-25 10:00';
const DAY = '2025-09-25';
const VALUES = {
  'certificate.personal': { have: 14, need: 16 },
  'network.lan': true,
  'network.specialised': false,
  'certificate.earliest_expiry': '2027-03-01',
  'network.load_p95': 85.125,
  'premises.fit': null,
};

let service: ImportService;
let department: Person;
let officer: Person;

beforeAll(async () => {
  service = await startImports(NOW);
  department = await service.person('department', '31');
  officer = await service.person('officer', '10525');
});
afterAll(() => service.stop());
beforeEach(() => service.reset());

/** The rows of a sheet by header. */
function byHeader(rows: string[][]): Record<string, string>[] {
  const [header = [], ...below] = rows;
  return below.map((row) => Object.fromEntries(header.map((code, at) => [code, row[at] ?? ''])));
}

async function reported(values: Record<string, string | number>, day = DAY): Promise<void> {
  const body = await workbook(
    ['locality', 'day', ...Object.keys(values)],
    [['10525', day, ...Object.values(values)]],
  );
  expect((await department.post(body, XLSX)).body).toMatchObject({ accepted: 1 });
}

const SAID = {
  'certificate.personal.have': 14,
  'certificate.personal.need': 16,
  'network.lan': 'có',
  'network.specialised': 'chưa',
  'certificate.earliest_expiry': '2027-03-01',
  'network.load_p95': '85.1250',
  'premises.fit': '?',
};

describe('the template', () => {
  it('of a province has a row a locality and no values', async () => {
    await reported(SAID);
    const { status, headers, body } = await department.template('?province=31');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe(XLSX);
    expect(headers.get('content-disposition')).toBe('attachment; filename="phu-xanh-31-2025-09-25.xlsx"');
    const { rows } = await readXlsx(body);
    expect(rows).toHaveLength(2 + 114);
    expect(rows[0]?.slice(0, 5)).toEqual([
      'locality',
      'day',
      'name',
      'signature.personal.have',
      'signature.personal.need',
    ]);
    expect(rows[0]?.at(-1)).toBe('note');
    expect(rows[1]?.[3]).toBe('Cán bộ, công chức có chữ ký số cá nhân: số hiện có (người)');
    expect(rows[2]).toEqual(['10507', DAY, 'phường Thành Đông']);
    expect(rows.slice(2).every((row) => row.length === 3)).toBe(true);
    const catalogue = await service.db.sql`select code, kind from indicator where valid_to is null`;
    const columns = catalogue.reduce((sum, one) => sum + (one.kind === 'ratio' ? 2 : 1), 0);
    expect(rows[0]).toHaveLength(3 + columns + 1);
  });

  it('as CSV has one row of names', async () => {
    const { headers, body } = await department.template('?province=31&format=csv');
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const { rows } = await readCsv(body);
    expect(rows).toHaveLength(1 + 114);
    expect(rows[1]?.slice(0, 3)).toEqual(['10507', DAY, 'phường Thành Đông']);
  });

  it('of one locality has the values that stand, of many when asked', async () => {
    await reported(SAID);
    const expected = {
      locality: '10525',
      day: DAY,
      ...Object.fromEntries(Object.entries(SAID).map(([code, value]) => [code, String(value)])),
      'network.backup': '',
      note: '',
    };
    const own = await officer.template('?format=csv');
    expect(byHeader((await readCsv(own.body)).rows)).toEqual([expect.objectContaining(expected)]);
    const many = await department.template('?prefill=true');
    expect(byHeader((await readXlsx(many.body)).rows)).toContainEqual(expect.objectContaining(expected));
    const blank = await officer.template('?format=csv&prefill=false');
    expect((await readCsv(blank.body)).rows[1]).toHaveLength(3);
  });

  it('leaves out what has grown stale and what is of a later day', async () => {
    await reported({ 'network.lan': 'x' }, '2025-09-24');
    await reported({ 'network.backup': 'x' }, DAY);
    const on = async (day: string) => {
      const { body } = await officer.template(`?format=csv&day=${day}`);
      const [row] = byHeader((await readCsv(body)).rows);
      return [row?.['network.lan'], row?.['network.backup']];
    };
    expect(await on('2025-09-23')).toEqual(['', '']);
    expect(await on('2025-09-24')).toEqual(['có', '']);
    expect(await on('2025-09-25')).toEqual(['có', 'có']);
    // Three reporting days: Thursday, Friday, Monday.
    expect(await on('2025-09-29')).toEqual(['có', 'có']);
    expect(await on('2025-09-30')).toEqual(['', 'có']);
    expect(await on('2025-10-01')).toEqual(['', '']);
  });

  it.each([
    '?locality=99999',
    '?locality=00004',
    '?province=01',
    '?province=31&locality=00004',
    '?day=2024-01-01',
  ])('of what lies outside is 404: %s', async (query) => {
    expect((await department.template(query)).status).toBe(404);
  });

  it.each(['?format=ods', '?day=2025-02-30', '?prefill=yes', '?provinz=31'])('422: %s', async (query) => {
    expect((await department.template(query)).status).toBe(422);
  });
});

describe('a template that went round', { timeout: 60_000 }, () => {
  it.each(['xlsx', 'csv'] as const)('as %s: downloaded prefilled, sent back the next day', async (format) => {
    await reported(SAID);
    service.clock.set('2025-09-26 09:00');
    const { body } = await department.template(`?format=${format}&prefill=true`);
    const answer = await department.post(body, format === 'csv' ? CSV : XLSX);
    expect(answer.body).toMatchObject({ accepted: 1, skipped: 113, rejected: 0 });
    const accepted = answer.body.results.find((one: { outcome: string }) => one.outcome === 'accepted');
    expect(accepted).toEqual({ row: format === 'csv' ? 3 : 4, outcome: 'accepted', revision: 1 });
    expect((await service.records()).at(-1)).toMatchObject({
      locality: '10525',
      day: '2025-09-26',
      values: VALUES,
    });
  });

  it('with other names in row 2', async () => {
    const header = [
      'locality',
      'day',
      'network.lan',
      'certificate.personal.have',
      'certificate.personal.need',
    ];
    const names = ['Mã xã', 'Ngày', 'Mạng LAN', 'Có', 'Cần'];
    const body = await workbook(header, [names, ['10507', DAY, 'x', 1, 2]]);
    expect((await department.post(body, XLSX)).body.results).toEqual([
      { row: 3, outcome: 'accepted', revision: 1 },
    ]);
  });

  it('a faulty first row is not taken for names', async () => {
    const body = await workbook(['locality', 'day', 'network.lan'], [['Thành Đông', 'hôm nay', 'x']]);
    const { body: answer } = await department.post(body, XLSX);
    expect(answer).toMatchObject({ rejected: 1, results: [{ row: 2 }] });
  });

  it.skipIf(!HAS_OFFICE)('opened and saved again by LibreOffice', async () => {
    await reported(SAID);
    service.clock.set('2025-09-26 09:00');
    const { body } = await department.template('?prefill=true');
    const saved = await convert(await convert(body, 'xlsx', 'ods'), 'ods', 'xlsx');
    expect((await department.post(saved, XLSX)).body).toMatchObject({
      accepted: 1,
      skipped: 113,
      rejected: 0,
    });
    expect((await service.records()).at(-1)?.values).toEqual(VALUES);
  });
});
