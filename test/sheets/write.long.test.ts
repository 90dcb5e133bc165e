import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { type Cell, csvLine, csvStream, xlsxStream, xlsxTemplate } from '../../src/sheets/write.ts';
import { readCsv, readXlsx } from '../support/tables.ts';
import { convert, HAS_OFFICE } from './office.ts';
import { partOf, workbook } from './zip.ts';

const TIMEOUT = { timeout: 60_000 };
const FORMULAS = ['=1+1', '+1+1', '-1+1', '@SUM(A1)', '\t=1+1', '\r=1+1', "=cmd|' /C calc'!A0"];
const COLUMNS = [{ header: 'locality', width: 9 }, { header: 'note' }];

/** Rows that say whether their reader was told to stop. */
function watched(count: number) {
  const seen = { given: 0, closed: false };
  async function* rows(): AsyncGenerator<Cell[]> {
    try {
      for (; seen.given < count; seen.given += 1)
        yield [String(seen.given).padStart(5, '0'), 'Phủ xanh', seen.given];
    } finally {
      seen.closed = true;
    }
  }
  return { seen, rows };
}

describe('CSV lines', () => {
  it.each<[string, Cell[], string]>([
    ['plain', ['00001', 'Phủ xanh', 12, -3.5, null, ''], '00001,Phủ xanh,12,-3.5,,'],
    [
      'quotes, delimiters of any kind, line breaks',
      ['a"b', 'a,b', 'a;b', 'a\tb', 'a\nb'],
      '"a""b","a,b","a;b","a\tb","a\nb"',
    ],
    ['blanks at the ends', [' a', 'a '], '" a","a "'],
    ['numbers that are none', [Number.NaN, Number.POSITIVE_INFINITY], ','],
    ['formulas', ['=1', '+1', '-1', '@a', '\tx', '\rx'], `'=1,'+1,'-1,'@a,"'\tx","'\rx"`],
  ])('%s', (_, cells, line) => {
    expect(csvLine(cells)).toBe(`${line}\r\n`);
  });
});

describe('CSV streams', () => {
  it('begin with the mark by which Excel knows UTF-8 and read back', async () => {
    const body = await buffer(csvStream(['locality', 'ghi chú'], [['00001', 'một "hai",\r\nba']]));
    expect([...body.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect((await readCsv(body)).rows).toEqual([
      ['locality', 'ghi chú'],
      ['00001', 'một "hai",\r\nba'],
    ]);
  });

  it('of a header alone hold the header', async () => {
    expect((await buffer(csvStream(['a', 'b'], []))).toString()).toBe('\uFEFFa,b\r\n');
  });

  it('take rows only as they are read, and end them when they are dropped', async () => {
    const { seen, rows } = watched(1_000_000);
    const stream = csvStream(['a'], rows());
    for await (const _ of stream) break;
    await expect.poll(() => seen.closed).toBe(true);
    expect(seen.given).toBeLessThan(10_000);
  });

  it('fail when their rows fail', async () => {
    const rows = (async function* (): AsyncGenerator<Cell[]> {
      yield ['1'];
      throw new Error('the database went away');
    })();
    await expect(buffer(csvStream(['a'], rows))).rejects.toThrow('the database went away');
  });
});

describe('XLSX streams', TIMEOUT, () => {
  it('read back, header first and frozen, codes with their zeros', async () => {
    const body = await buffer(
      xlsxStream({ sheetName: 'Thiếu', columns: COLUMNS }, [
        ['00001', 'Phủ xanh & <b>'],
        ['00002', null, 7],
      ]),
    );
    expect((await readXlsx(body)).rows).toEqual([
      ['locality', 'note'],
      ['00001', 'Phủ xanh & <b>'],
      ['00002', '', '7'],
    ]);
    expect(await partOf(body, 'xl/worksheets/sheet1.xml')).toMatch(
      /<pane ySplit="1" topLeftCell="A2" state="frozen"/,
    );
  });

  it('hold text as text, whatever it begins with', async () => {
    const body = await buffer(
      xlsxStream(
        { sheetName: 'a', columns: COLUMNS },
        FORMULAS.map((text) => ['1', text]),
      ),
    );
    const xml = await partOf(body, 'xl/worksheets/sheet1.xml');
    expect(xml).not.toMatch(/<f[ >]/);
    expect(xml.match(/t="inlineStr"/g)).toHaveLength(2 + 2 * FORMULAS.length);
  });

  it('survive characters that XML cannot hold', async () => {
    const body = await buffer(
      xlsxStream({ sheetName: 'a', columns: COLUMNS }, [['a\0b\u000bc\ud800d', ']]>']]),
    );
    expect((await readXlsx(body)).rows[1]?.[1]).toBe(']]>');
  });

  it('take rows only as they are read, and end them when they are dropped', async () => {
    const { seen, rows } = watched(1_000_000);
    const stream = xlsxStream({ sheetName: 'a', columns: COLUMNS }, rows());
    await once(stream, 'readable');
    stream.read();
    stream.destroy();
    await once(stream, 'close');
    await expect.poll(() => seen.closed).toBe(true);
    expect(seen.given).toBeLessThan(200_000);
  });

  it('of the whole nation: 3,321 rows of 45 columns there and back', async () => {
    const columns = Array.from({ length: 45 }, (_, at) => ({ header: at === 0 ? 'locality' : `c${at}` }));
    const rows = Array.from({ length: 3321 }, (_, at) => [
      String(at).padStart(5, '0'),
      ...Array.from({ length: 44 }, (_, c) => at * c),
    ]);
    const table = await readXlsx(await buffer(xlsxStream({ sheetName: 'a', columns }, rows)));
    expect(table.rows).toHaveLength(3322);
    expect(table.rows[3321]).toEqual(rows[3320]?.map(String));
  });
});

const TEMPLATE = {
  sheetName: 'Mẫu nhập',
  headerRows: [
    ['locality', 'name', 'day', 'certificate.organisation', 'certificate.personal.have'],
    ['Mã', 'Tên', 'Ngày', 'Chứng thư tổ chức', 'Chứng thư cá nhân: có'],
  ],
  rows: [
    ['00001', '=Hồng Bàng', '2025-09-27', null, null],
    ['10888', 'Cẩm Giang', '2025-09-27', 'true', 5],
  ] as Cell[][],
  widths: [10, 24, 12, 14, 14],
  validations: [{ column: 3, list: ['true', 'false'] }],
  textColumns: [2],
};

describe('the import template', TIMEOUT, () => {
  it('reads back as it was written', async () => {
    expect((await readXlsx(await xlsxTemplate(TEMPLATE))).rows).toEqual([
      ...TEMPLATE.headerRows,
      ['00001', '=Hồng Bàng', '2025-09-27'],
      ['10888', 'Cẩm Giang', '2025-09-27', 'true', '5'],
    ]);
  });

  it('freezes the headers and three columns, offers the lists, keeps codes and days as text', async () => {
    const body = await xlsxTemplate(TEMPLATE);
    const xml = await partOf(body, 'xl/worksheets/sheet1.xml');
    expect(xml).toMatch(/<pane xSplit="3" ySplit="2" topLeftCell="D3" state="frozen"/);
    expect(xml).toMatch(/<dataValidation type="list" sqref="D3:D4"[^>]*><formula1>"true,false"</);
    expect(xml).not.toMatch(/<f[ >]/);
    const styles = await partOf(body, 'xl/styles.xml');
    const textFormat = /numFmtId="(\d+)" formatCode="@"/.exec(styles)?.[1];
    const formats = [...(styles.split('<cellXfs')[1] ?? '').matchAll(/<xf numFmtId="(\d+)"/g)].map(
      (match) => match[1],
    );
    const formatOf = (ref: string) =>
      formats[Number(new RegExp(`r="${ref}"[^>]* s="(\\d+)"`).exec(xml)?.[1])];
    expect([formatOf('A3'), formatOf('A4'), formatOf('C3')]).toEqual([textFormat, textFormat, textFormat]);
  });

  it('without rows is a header', async () => {
    expect((await readXlsx(await xlsxTemplate({ ...TEMPLATE, rows: [] }))).rows).toEqual(TEMPLATE.headerRows);
  });
});

describe.skipIf(!HAS_OFFICE)('in LibreOffice', TIMEOUT, () => {
  const formulasIn = async (body: Buffer) =>
    (await convert(body, 'xlsx', 'fods')).toString().match(/table:formula=/g)?.length ?? 0;

  it('a real formula shows as one, so that the next tests mean something', async () => {
    expect(await formulasIn(workbook('<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>'))).toBe(1);
  });

  it('no text of an export is a formula', async () => {
    const rows = FORMULAS.map((text) => [text, text]);
    const body = await buffer(xlsxStream({ sheetName: 'a', columns: COLUMNS }, rows));
    expect(await formulasIn(body)).toBe(0);
    expect((await convert(body, 'xlsx', 'fods')).toString()).toContain('<text:p>=1+1</text:p>');
  });

  it('a template that a person filled in and saved reads back, zeros and all', async () => {
    const saved = await convert(await xlsxTemplate(TEMPLATE), 'xlsx', 'ods').then((ods) =>
      convert(ods, 'ods', 'xlsx'),
    );
    expect((await readXlsx(saved)).rows.map((row) => row.slice(0, 3))).toEqual([
      ...TEMPLATE.headerRows.map((row) => row.slice(0, 3)),
      ['00001', '=Hồng Bàng', '2025-09-27'],
      ['10888', 'Cẩm Giang', '2025-09-27'],
    ]);
  });
});
