import { describe, expect, it } from 'vitest';
import { readBook } from '../../src/sheets/read.ts';
import { readXlsx } from '../support/tables.ts';
import { convert, HAS_OFFICE } from './office.ts';
import { sheetXml, text, type WorkbookSheet, workbook, workbookParts, zip } from './zip.ts';

const TIMEOUT = { timeout: 60_000 };

const rowsOf = async (body: Buffer) => (await readXlsx(body)).rows;
const sheet = (name: string, header: string, more: Partial<WorkbookSheet> = {}): WorkbookSheet => ({
  name,
  xml: sheetXml(`<row r="1">${text('A1', header)}</row>`),
  ...more,
});

describe('cells of a workbook', TIMEOUT, () => {
  it('arrive as text, by what they are', async () => {
    const cells = [
      text('A1', '00123'),
      '<c r="B1"><v>12</v></c>',
      '<c r="C1"><v>0.30000000000000004</v></c>',
      '<c r="D1"><v>-1.5E+3</v></c>',
      '<c r="E1" t="b"><v>1</v></c>',
      '<c r="F1" t="b"><v>0</v></c>',
      '<c r="G1" s="1"><v>45927</v></c>',
      '<c r="H1" s="1"><v>45927.9999</v></c>',
      '<c r="I1" t="e"><v>#N/A</v></c>',
      text('J1', ` ${'Thủy Nguyên'.normalize('NFD')}&#160;`),
      text('K1', '&amp;amp; &lt;b&gt; &xxe;'),
      '<c r="L1" s="1"><v>1E+300</v></c>',
    ];
    expect(await rowsOf(workbook(`<row r="1">${cells.join('')}</row>`))).toEqual([
      [
        '00123',
        '12',
        '0.3',
        '-1500',
        'true',
        'false',
        '2025-09-27',
        '2025-09-27',
        '#N/A',
        'Thủy Nguyên',
        '&amp; <b> &xxe;',
        '#VALUE!',
      ],
    ]);
  });

  it('of formulas read as the stored value, or as the formula', async () => {
    const cells =
      '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>"x"</f><v>x</v></c><c r="C1"><f>NOW()</f></c>';
    expect(await rowsOf(workbook(`<row r="1">${cells}${text('D1', 'end')}</row>`))).toEqual([
      ['2', 'x', '=NOW()', 'end'],
    ]);
  });

  it('keep their places when rows and cells are left out', async () => {
    const rows = `<row r="2">${text('C2', 'c')}</row><row r="5">${text('A5', 'a')}</row>`;
    expect(await rowsOf(workbook(rows))).toEqual([[], ['', '', 'c'], [], [], ['a']]);
  });

  it.each([
    ['right', `<row r="1">${text('A1', 'a')}<c r="XFD1" s="1"/></row>`],
    ['down', `<row r="1">${text('A1', 'a')}</row><row r="200000"><c r="A200000" s="1"/></row>`],
  ])('that are formatted but blank do not count, however far %s', async (_, rows) => {
    expect(await rowsOf(workbook(rows))).toEqual([['a']]);
  });

  it('of 100,000 rows pass, one more is said to be cut off', async () => {
    const rows = (count: number) =>
      workbook(
        Array.from({ length: count }, (_, at) => `<row><c><v>${at}</v></c><c><v>1</v></c></row>`).join(''),
      );
    const [whole] = (await readBook(rows(100_001))).grids;
    expect([whole?.rows.length, whole?.cut]).toEqual([100_001, undefined]);
    expect((await readBook(rows(100_002))).grids[0]?.cut).toBe(true);
  });
});

describe('the sheets that are read', TIMEOUT, () => {
  const book = async (sheets: WorkbookSheet[]) => {
    const { grids, left } = await readBook(zip(workbookParts(sheets)));
    return [grids.map(({ name }) => name), left];
  };
  it.each<[string, WorkbookSheet[], string[], { name: string; why: string }[]]>([
    ['all that are visible', [sheet('1', 'a'), sheet('2', 'b')], ['1', '2'], []],
    [
      'none that is hidden',
      [
        sheet('1', 'locality', { state: 'hidden' }),
        sheet('2', 'b'),
        sheet('3', 'c', { state: 'veryHidden' }),
      ],
      ['2'],
      [
        { name: '1', why: 'hidden' },
        { name: '3', why: 'hidden' },
      ],
    ],
    [
      'no chart',
      [sheet('1', 'x', { kind: 'chartsheet' }), sheet('2', 'b'), sheet('3', 'c')],
      ['2', '3'],
      [{ name: '1', why: 'no_sheet' }],
    ],
    [
      'none that is empty',
      [sheet('1', 'a'), { name: '2', xml: sheetXml('') }],
      ['1'],
      [{ name: '2', why: 'empty' }],
    ],
  ])('are %s', async (_, sheets, names, left) => {
    expect(await book(sheets)).toEqual([names, left]);
  });

  it('must be visible', async () => {
    const body = zip(workbookParts([sheet('1', 'a', { state: 'hidden' })]));
    await expect(readXlsx(body)).rejects.toMatchObject({ code: 'empty' });
  });
});

const cell = (type: string, value: string, more = '') =>
  `<table:table-cell office:value-type="${type}" ${more}>${value}</table:table-cell>`;
const label = (value: string, more = '') => cell('string', `<text:p>${value}</text:p>`, more);

/** An OpenDocument text of two sheets, the first one hidden. */
const OFFICE_DOCUMENT = `<?xml version="1.0" encoding="UTF-8"?>
<office:document office:mimetype="application/vnd.oasis.opendocument.spreadsheet" office:version="1.2"
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0">
<office:automatic-styles>
 <number:date-style style:name="d"><number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/></number:date-style>
 <number:boolean-style style:name="b"><number:boolean/></number:boolean-style>
 <style:style style:name="yes" style:family="table-cell" style:data-style-name="b"/>
 <style:style style:name="day" style:family="table-cell" style:data-style-name="d"/>
 <style:style style:name="gone" style:family="table"><style:table-properties table:display="false"/></style:style>
</office:automatic-styles>
<office:body><office:spreadsheet>
 <table:table table:name="Hidden" table:style-name="gone"><table:table-row>${label('secret')}</table:table-row></table:table>
 <table:table table:name="Data">
  <table:table-row>${label('locality')}${label('name')}${label('day')}${label('ready')}${label('sum')}</table:table-row>
  <table:table-row>${label('00123')}${label('Hải Phòng'.normalize('NFD'))}
   ${cell('date', '', 'office:date-value="2025-09-27" table:style-name="day"')}
   ${cell('boolean', '', 'office:boolean-value="true" table:style-name="yes"')}
   ${cell('float', '', 'table:formula="of:=1+2.5" office:value="3.5"')}</table:table-row>
  <table:table-row>${label('merged', 'table:number-columns-spanned="2" table:number-rows-spanned="1"')}<table:covered-table-cell/>
   ${cell('date', '', 'office:date-value="1999-12-31" table:style-name="day"')}</table:table-row>
 </table:table>
</office:spreadsheet></office:body></office:document>`;

describe.skipIf(!HAS_OFFICE)('a workbook that LibreOffice wrote', TIMEOUT, () => {
  it('is read as a person sees it', async () => {
    expect((await readXlsx(await convert(OFFICE_DOCUMENT, 'fods', 'xlsx'), 'locality')).rows).toEqual([
      ['locality', 'name', 'day', 'ready', 'sum'],
      ['00123', 'Hải Phòng', '2025-09-27', 'true', '3.5'],
      ['merged', '', '1999-12-31'],
    ]);
  });

  it('of the old format is refused by name', async () => {
    await expect(
      convert(OFFICE_DOCUMENT, 'fods', 'xls').then((body) => readBook(body)),
    ).rejects.toMatchObject({
      code: 'old_format',
    });
  });

  it('of the OpenDocument format is refused by name', async () => {
    await expect(
      convert(OFFICE_DOCUMENT, 'fods', 'ods').then((body) => readBook(body)),
    ).rejects.toMatchObject({
      code: 'open_document',
    });
  });
});
