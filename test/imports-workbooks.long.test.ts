import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Cell } from '../src/sheets/write.ts';
import { BOMBS, FORGERIES } from './sheets/hostile.ts';
import { convert, HAS_OFFICE } from './sheets/office.ts';
import { type ImportService, type Person, startImports, workbook, XLSX } from './support/imports.ts';
import { readXlsx } from './support/tables.ts';

/** A Thursday. */
const NOW = '2025-09-25 10:00';
const DAY = '2025-09-25';

let service: ImportService;
let department: Person;

beforeAll(async () => {
  service = await startImports(NOW);
  department = await service.person('department', '31');
});
afterAll(() => service.stop());
beforeEach(() => service.reset());

describe('a workbook of an office', { timeout: 60_000 }, () => {
  it.skipIf(!HAS_OFFICE)('filled in and saved by LibreOffice', async () => {
    const cell = (type: string, attributes: string, content = '') =>
      `<table:table-cell office:value-type="${type}" ${attributes}>${content}</table:table-cell>`;
    const date = (day: string) => cell('date', `office:date-value="${day}" table:style-name="day"`);
    const number = (value: string) => cell('float', `office:value="${value}"`);
    const text = (value: string) => cell('string', '', `<text:p>${value}</text:p>`);
    const row = (...cells: string[]) => `<table:table-row>${cells.join('')}</table:table-row>`;
    const codes = ['certificate.personal.have', 'certificate.personal.need', 'certificate.earliest_expiry'];
    const flat = `<?xml version="1.0" encoding="UTF-8"?>
      <office:document office:mimetype="application/vnd.oasis.opendocument.spreadsheet" office:version="1.2"
       xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
       xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
       xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0">
      <office:automatic-styles>
       <number:date-style style:name="d"><number:day/><number:text>/</number:text><number:month/><number:text>/</number:text><number:year number:style="long"/></number:date-style>
       <number:boolean-style style:name="b"><number:boolean/></number:boolean-style>
       <style:style style:name="yes" style:family="table-cell" style:data-style-name="b"/>
       <style:style style:name="day" style:family="table-cell" style:data-style-name="d"/>
      </office:automatic-styles>
      <office:body><office:spreadsheet><table:table table:name="Tờ 1">
      ${row(...['locality', 'day', 'network.lan', ...codes].map(text))}
      ${row(...['Mã', 'Ngày', 'LAN', 'Có', 'Cần', 'Hạn'].map(text))}
      ${row(number('10525'), date(DAY), cell('boolean', 'office:boolean-value="true" table:style-name="yes"'), number('14'), number('16'), date('2027-03-01'))}
      </table:table></office:spreadsheet></office:body></office:document>`;
    const { body } = await department.post(await convert(flat, 'fods', 'xlsx'), XLSX);
    expect(body.results).toEqual([{ row: 3, outcome: 'accepted', revision: 1 }]);
    expect((await service.records())[0]).toMatchObject({
      day: DAY,
      values: {
        'network.lan': true,
        'certificate.personal': { have: 14, need: 16 },
        'certificate.earliest_expiry': '2027-03-01',
      },
    });
  });
});

describe('the whole nation', { timeout: 60_000 }, () => {
  it('3,321 rows of every value in one workbook', async () => {
    const nation = await service.person('admin', '*');
    const { body } = await nation.template();
    const { rows } = await readXlsx(body);
    const [header = []] = rows;
    const kinds = new Map(
      (await service.db.sql`select code, kind from indicator`).map((one) => [
        one.code as string,
        one.kind as string,
      ]),
    );
    const value = (code: string): Cell => {
      if (code.endsWith('.have')) return 3;
      if (code.endsWith('.need')) return 4;
      const kind = kinds.get(code);
      return kind === 'boolean' ? 'có' : kind === 'date' ? '2027-03-01' : kind === 'number' ? 5 : null;
    };
    const filled = rows.slice(2).map((row) => header.map((code, at) => row[at] || value(code)));
    expect(filled).toHaveLength(3321);
    const answer = await nation.post(await workbook(header, filled), XLSX);
    expect(answer.body).toMatchObject({ accepted: 3321, skipped: 0, rejected: 0 });
    expect(await service.db.sql`select count(*) from record`).toEqual([{ count: 3321 }]);
    const again = await nation.post(await workbook(header, filled), XLSX);
    expect(again.body).toMatchObject({ accepted: 0, unchanged: 3321 });
  });
});

/** One of each way to be refused; `test/sheets` has them all. */
const HOSTILE = [
  '400 MB of blanks in one part',
  'an attribute of 20 MB',
  'a macro project',
  'a workbook under a password',
  'a truncated archive',
  'an old .xls',
  'a value in column 301',
  'more than 8 MB',
];

describe('hostile workbooks are refused and nothing is stored', { timeout: 60_000 }, () => {
  it.each(HOSTILE)('%s', async (name) => {
    const hostile = [...BOMBS, ...FORGERIES].find((one) => one.name === name);
    expect(hostile).toBeDefined();
    const { status, body } = await department.post((await hostile?.body()) ?? '', XLSX);
    expect([413, 422]).toContain(status);
    expect(body.code).toBe(status === 413 ? 'too_large' : 'invalid_import');
    expect(body.errors[0].messageVi).toMatch(/\S/);
    expect(await service.records()).toHaveLength(0);
  });
});
