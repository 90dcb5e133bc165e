import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { xlsxTemplate } from '../src/sheets/write.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';
import { readXlsx } from './support/tables.ts';

const PLACE = '11737';
const LIST = '/api/v1/certificates';
const ISSUER = 'Cơ quan chứng thực số chuyên dùng Chính phủ G2';

describe('certificates by a sheet', () => {
  let t: TestService;
  let officer: Caller;
  let department: Caller;
  let viewer: Caller;

  const HEAD = 'locality,kind,holder,issuer,serial,valid_from,valid_to';
  const csv = (rows: string[], query = '', who = department) =>
    who.post(`${LIST}/imports${query}`, [HEAD, ...rows].join('\n'), { 'content-type': 'text/csv' });
  const GOOD = [
    `${PLACE},cá nhân,Chủ tịch,${ISSUER},AA01,15/1/2024,15/1/2027`,
    `11557,Tổ chức,,${ISSUER},AA02,2024-01-15,2027-01-15`,
  ];
  beforeAll(async () => {
    t = await startTestService({ now: '2025-09-25 08:00' });
    officer = await t.caller('officer', PLACE);
    department = await t.caller('department', '31');
    viewer = await t.caller('viewer', '31');
  });
  afterAll(() => t.stop());
  const codesOf = (answer: { body: { errors: { pointer: string; code: string }[] } }) =>
    answer.body.errors.map(({ pointer, code }) => `${pointer} ${code}`);

  it('says of every row all that is wrong with it, in both languages', async () => {
    const { status, body } = await csv([
      ...GOOD,
      `${PLACE},cá nhân,,,xyz,2024-13-01,`,
      `00004,personal,Chủ tịch,${ISSUER},AA03,2024-01-15,2027-01-15`,
      `${PLACE},personal,Chủ tịch,${ISSUER},aa:01,2024-01-15,2027-01-15`,
      `${PLACE},Chữ ký số mật,,${ISSUER},AA04,2024-01-15,2023-01-15`,
      `,personal,Chủ tịch,${ISSUER},5401234567890120000,2024-01-15,2027-01-15`,
    ]);
    expect(status).toBe(200);
    expect(body).toMatchObject({ added: 2, corrected: 0, unchanged: 0, rejected: 5 });
    const told = body.results.map(
      (one: { row: number; errors?: { column: string; code: string; messageVi: string }[] }) =>
        [one.row, ...(one.errors ?? []).map(({ column, code }) => `${column} ${code}`)].join(', '),
    );
    expect(told).toEqual([
      '2',
      '3',
      '4, holder holder_missing, issuer required, serial not_a_serial, valid_from invalid_day, valid_to required',
      '5, locality not_found',
      '6, serial duplicate_certificate',
      '7, kind classified_certificate, valid_to ends_before_it_begins',
      '8, serial serial_lost_digits, locality required',
    ]);
    expect(JSON.stringify(await t.db.sql`select * from certificate`)).not.toContain('AA04');
  });

  it('takes the same sheet again without harm, and nothing at all where that is asked', async () => {
    expect((await csv(GOOD)).body).toMatchObject({ added: 0, unchanged: 2, rejected: 0 });
    const more = [GOOD[0]?.replace('AA01', 'AA05') ?? '', `${PLACE},x,,,,,`];
    const refused = await csv(more, '?atomic=true');
    expect([refused.status, refused.body.rejected]).toEqual([422, 1]);
    expect((await csv(more, '?dryRun=true')).body).toMatchObject({ added: 1, rejected: 1 });
    expect((await viewer.get(LIST)).body.items).toHaveLength(2);
  });

  it('refuses a sheet that is none of ours', async () => {
    for (const [head, code] of [
      ['locality,kind,issuer,serial,valid_from', '/valid_to missing_column'],
      [`${HEAD},private_key`, '/private_key unknown_column'],
      [`${HEAD},serial`, '/serial duplicate_column'],
    ] as const) {
      const refused = await department.post(`${LIST}/imports`, `${head}\n`, { 'content-type': 'text/csv' });
      expect([refused.status, codesOf(refused)]).toEqual([422, [code]]);
    }
    const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    for (const text of [
      key.export({ type: 'pkcs8', format: 'pem' }).toString(),
      key.export({ type: 'sec1', format: 'der' }).toString('base64'),
    ]) {
      const refused = await department.post(`${LIST}/imports`, text, { 'content-type': 'text/csv' });
      expect([refused.status, codesOf(refused)]).toEqual([422, [' private_key']]);
      expect(JSON.stringify(refused.body)).not.toContain(text.slice(40, 60));
    }
    expect((await department.post(`${LIST}/imports`, {})).status).toBe(415);
    expect((await csv(GOOD, '', viewer)).status).toBe(403);
  });

  it('is a workbook too: the template, filled in', async () => {
    const answer = await fetch(`${t.address}${LIST}/template?locality=${PLACE}`, {
      headers: { authorization: `Bearer ${officer.token}` },
    });
    const template = Buffer.from(await answer.arrayBuffer());
    const { rows } = await readXlsx(template);
    expect(rows[0]).toEqual([
      'locality',
      'name',
      'kind',
      'holder',
      'issuer',
      'serial',
      'valid_from',
      'valid_to',
    ]);
    expect(rows.slice(2)).toHaveLength(20);
    const filled = await xlsxTemplate({
      sheetName: 'Chứng thư số',
      headerRows: [rows[0] ?? [], rows[1] ?? []],
      rows: [
        [PLACE, 'xã', 'thiết bị', 'Máy chủ', ISSUER, '00000000000000000123', '15/1/2024', '2027-01-15'],
        [PLACE, 'xã', null],
      ],
      widths: [],
      textColumns: [5, 6, 7],
    });
    const type = { 'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' };
    const { body } = await officer.post(`${LIST}/imports`, new Uint8Array(filled), type);
    expect(body).toMatchObject({ added: 1, rejected: 0, results: [{ row: 3 }] });
    expect((await viewer.get(`${LIST}?kind=device`)).body.items).toMatchObject([
      { serial: '123', source: 'sheet' },
    ]);
    expect((await officer.get(`${LIST}/template?format=csv`)).body).toContain('locality,name,kind');
    expect((await officer.get(`${LIST}/template?locality=11557`)).status).toBe(404);
  });

  it('of five thousand rows is taken, each with its line in the audit', async () => {
    const rows = Array.from(
      { length: 5_000 },
      (_, at) => `${PLACE},device,Máy ${at},${ISSUER},${(at + 0x10000).toString(16)},2024-01-15,2027-01-15`,
    );
    expect((await csv(rows)).body).toMatchObject({ added: 5_000, rejected: 0 });
    // Else the join is planned as if both were empty still.
    await t.db.sql`analyze audit, certificate`;
    const ids = await t.db
      .sql`select a.after ->> 'id' as told, c.id from audit a join certificate c on c.serial = split_part(a.target, ' ', 2)
      where a.action = 'certificate.add' and c.serial like '1____' and length(c.serial) = 5`;
    expect(ids.length).toBeGreaterThan(4_000);
    expect(ids.filter(({ told, id }) => Number(told) !== id)).toEqual([]);
  });
});
