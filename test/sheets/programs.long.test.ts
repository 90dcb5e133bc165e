import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CSV, type ImportService, type Person, startImports, XLSX } from '../support/imports.ts';
import { type Part, zip } from './zip.ts';

/** Workbooks part by part as other programs write them: the value that each cell is read as. */

const DAY = '2026-11-26';
const SERIAL = 46_352;
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const KIND = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const HEAD = ['locality', 'day', 'network.lan', 'network.load_p95', 'note'];

interface Book {
  /** All of the part that is the sheet. */
  sheet: string;
  styles?: string;
  shared?: string;
  /** Attributes of the root of `workbook.xml`, and what stands before its sheets. */
  workbook?: { name?: string; root?: string; before?: string; after?: string };
  /** Where the workbook says its sheet is. */
  target?: string;
  relations?: string;
  types?: string;
  more?: Part[];
}

function parts(book: Book): Buffer {
  const {
    name = 'workbook',
    root = `xmlns="${MAIN}" xmlns:r="${OFFICE}"`,
    before = '',
    after = '',
  } = book.workbook ?? {};
  const prefix = name.includes(':') ? 'x:' : '';
  const type = (part: string, kind: string) =>
    `<Override PartName="${part}" ContentType="${KIND}.${kind}+xml"/>`;
  const relation = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`;
  return zip([
    {
      name: '[Content_Types].xml',
      data: `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${type('/xl/workbook.xml', 'sheet.main')}${type('/xl/worksheets/sheet1.xml', 'worksheet')}${book.styles ? type('/xl/styles.xml', 'styles') : ''}${book.shared ? type('/xl/sharedStrings.xml', 'sharedStrings') : ''}${book.types ?? ''}</Types>`,
    },
    {
      name: '_rels/.rels',
      data: `${XML}<Relationships xmlns="${PACKAGE}/relationships">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      data: `${XML}<${name} ${root}>${before}<${prefix}sheets><${prefix}sheet name="Trang tính1" sheetId="1" r:id="rId1"/></${prefix}sheets>${after}</${name}>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: `${XML}<Relationships xmlns="${PACKAGE}/relationships">${relation('rId1', 'worksheet', book.target ?? 'worksheets/sheet1.xml')}${book.styles ? relation('rId2', 'styles', 'styles.xml') : ''}${book.shared ? relation('rId3', 'sharedStrings', 'sharedStrings.xml') : ''}${book.relations ?? ''}</Relationships>`,
    },
    { name: 'xl/worksheets/sheet1.xml', data: XML + book.sheet },
    ...(book.styles ? [{ name: 'xl/styles.xml', data: XML + book.styles }] : []),
    ...(book.shared ? [{ name: 'xl/sharedStrings.xml', data: XML + book.shared }] : []),
    ...(book.more ?? []),
  ]);
}

/** A format of its own as the second style. */
const stylesOf = (format: string, more = '') =>
  `<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="${format}"/></numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="10" applyNumberFormat="1"/></cellXfs>${more}</styleSheet>`;

const ref = (column: number, row: number) => `${String.fromCharCode(65 + column)}${row}`;
type Written = (ref: string, text: string) => string;
const str: Written = (at, text) => `<c r="${at}" t="str"><v>${text}</v></c>`;
const inline: Written = (at, text) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
/** The head, and a row of cells: texts as the program writes them, others as XML in which `@` is the place. */
const rows = (written: Written, cells: (string | { xml: string })[], of = '') =>
  `<row r="1"${of}>${HEAD.map((text, at) => written(ref(at, 1), text)).join('')}</row>` +
  `<row r="2"${of}>${cells
    .map((cell, at) =>
      typeof cell === 'string' ? written(ref(at, 2), cell) : cell.xml.replace('@', ref(at, 2)),
    )
    .join('')}</row>`;

const READ = { day: DAY, 'network.lan': true, 'network.load_p95': 85.5, note: 'Đã đo' };
const number = { xml: '<c r="@"><v>85.5</v></c>' };

const FILES: [program: string, what: string, body: () => Buffer][] = [
  [
    'SheetJS',
    'texts as results of formulas, no styles, a wrong dimension',
    () =>
      parts({
        sheet: `<worksheet xmlns="${MAIN}" xmlns:r="${OFFICE}"><dimension ref="A1:A1"/><sheetViews><sheetView workbookViewId="0"/></sheetViews><sheetData>${rows(str, ['10507', DAY, 'có', number, 'Đã đo'])}</sheetData><ignoredErrors><ignoredError numberStoredAsText="1" sqref="A1:E2"/></ignoredErrors></worksheet>`,
      }),
  ],
  [
    'SheetJS',
    'a dimension beyond all there is, days as ISO cells, numbers as text, a stub',
    () =>
      parts({
        styles: stylesOf('dd/mm/yyyy'),
        sheet: `<worksheet xmlns="${MAIN}"><dimension ref="A1:XFD1048576"/><sheetData>${rows(str, ['10507', { xml: `<c r="@" s="1" t="d"><v>${DAY}T00:00:00.000Z</v></c>` }, { xml: '<c r="@" t="b"><v>1</v></c>' }, '85.5', 'Đã đo'])}<row r="3"><c r="A3" t="z"/><c r="B3" s="1"/></row></sheetData></worksheet>`,
      }),
  ],
  [
    'SheetJS',
    'a day as a number with a style, rows and cells without places',
    () =>
      parts({
        styles: stylesOf('m/d/yy'),
        sheet: `<worksheet xmlns="${MAIN}"><sheetData>${rows(str, ['10507', { xml: `<c s="1"><v>${SERIAL}</v></c>` }, 'có', number, 'Đã đo']).replace(/ r="[A-Z]?\d+"/g, '')}</sheetData></worksheet>`,
      }),
  ],
  [
    'openpyxl',
    'inline texts, days without a style',
    () =>
      parts({
        sheet: `<worksheet xmlns="${MAIN}"><sheetPr><outlinePr summaryBelow="1" summaryRight="1"/><pageSetUpPr/></sheetPr><sheetViews><sheetView workbookViewId="0"><selection activeCell="A1" sqref="A1"/></sheetView></sheetViews><sheetFormatPr baseColWidth="8" defaultRowHeight="15"/><sheetData>${rows(inline, [{ xml: '<c r="@" t="n"><v>10507</v></c>' }, { xml: `<c r="@" t="n"><v>${SERIAL}</v></c>` }, { xml: '<c r="@" t="b"><v>1</v></c>' }, { xml: '<c r="@" t="n"><v>85.5</v></c>' }, 'Đã đo'])}</sheetData><pageMargins left="0.75" right="0.75" top="1" bottom="1" header="0.5" footer="0.5"/></worksheet>`,
      }),
  ],
  [
    'openpyxl',
    'days as ISO text in a cell of days',
    () =>
      parts({
        styles: stylesOf('yyyy-mm-dd'),
        sheet: `<worksheet xmlns="${MAIN}"><sheetData>${rows(inline, ['10507', { xml: `<c r="@" s="1" t="d"><v>${DAY}</v></c>` }, 'có', number, 'Đã đo'])}</sheetData></worksheet>`,
      }),
  ],
  [
    'openpyxl',
    'a share as 85.5 % with its format, texts in runs',
    () =>
      parts({
        styles: stylesOf('yyyy-mm-dd h:mm:ss'),
        sheet: `<worksheet xmlns="${MAIN}"><sheetData>${rows(inline, ['10507', { xml: `<c r="@" s="1"><v>${SERIAL}.0</v></c>` }, 'có', { xml: '<c r="@" s="2"><v>0.855</v></c>' }, { xml: '<c r="@" t="inlineStr"><is><r><rPr><b/></rPr><t xml:space="preserve">Đã </t></r><r><t>đo</t></r></is></c>' }])}</sheetData></worksheet>`,
      }),
  ],
  [
    'WPS',
    'extensions and namespaces of its own, pictures in cells, shared texts in runs',
    () => {
      const texts = [...HEAD, '10507', 'có'];
      const at = (text: string) => texts.indexOf(text);
      const shared: Written = (place, text) => `<c r="${place}" t="s"><v>${at(text)}</v></c>`;
      return parts({
        workbook: {
          root: `xmlns="${MAIN}" xmlns:r="${OFFICE}" xmlns:wpsc="http://www.wps.cn/officeDocument/2013/main"`,
          before:
            '<fileVersion appName="xl" lastEdited="3" lowestEdited="5" rupBuild="9302"/><workbookPr/><bookViews><workbookView windowWidth="22188" windowHeight="9000"/></bookViews>',
          after: '<calcPr calcId="144525"/>',
        },
        styles: stylesOf(
          '[$-42A]dd/mm/yyyy;@',
          '<extLst><ext uri="{EB79DEF2-80B8-43e5-95BD-54CBDDF9020C}" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:slicerStyles defaultSlicerStyle="SlicerStyleLight1"/></ext></extLst>',
        ),
        shared: `<sst xmlns="${MAIN}" count="99" uniqueCount="3">${texts.map((text) => `<si><t>${text}</t></si>`).join('')}<si><r><rPr><sz val="11"/></rPr><t xml:space="preserve">Đã </t></r><r><t>đo</t></r><rPh sb="0" eb="2"><t>không đọc</t></rPh><phoneticPr fontId="1"/></si></sst>`,
        sheet: `<worksheet xmlns="${MAIN}" xmlns:r="${OFFICE}" xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData"><sheetPr/><dimension ref="A1:E2"/><cols><col min="1" max="5" width="12.5" customWidth="1" style="1"/></cols><sheetData>${rows(shared, ['10507', { xml: `<c r="@" s="1"><v>${SERIAL}</v></c>` }, 'có', number, { xml: `<c r="@" t="s"><v>${texts.length}</v></c>` }], ' spans="1:5" ht="15.6"')}</sheetData><extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"><etc:a><etc:b>không đọc</etc:b></etc:a></ext></extLst></worksheet>`,
        relations: `<Relationship Id="rId9" Type="http://www.wps.cn/officeDocument/2020/cellImage" Target="cellimages.xml"/><Relationship Id="rId8" Type="${OFFICE}/customXml" Target="../customXml/item1.xml"/>`,
        more: [
          {
            name: 'xl/cellimages.xml',
            data: `${XML}<etc:cellImages xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData"/>`,
          },
          { name: 'xl/wpsCustomData/a.bin', data: Buffer.from([0, 1, 2]) },
          {
            name: 'customXml/item1.xml',
            data: '<woProps xmlns="https://web.wps.cn/et/2018/main"><woSheetsProps/></woProps>',
          },
          {
            name: 'docProps/custom.xml',
            data: `${XML}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"><property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="KSOProductBuildVer"><vt:lpwstr xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">1033-11.2.0.11537</vt:lpwstr></property></Properties>`,
          },
        ],
      });
    },
  ],
  [
    'Google Sheets',
    'alternate content, drawings, extensions, shared texts',
    () => {
      const texts = [...HEAD, '10507', 'Đã đo'];
      const shared: Written = (place, text) =>
        `<c r="${place}" s="0" t="s"><v>${texts.indexOf(text)}</v></c>`;
      return parts({
        workbook: {
          before: '<workbookPr/>',
          after:
            '<definedNames/><calcPr/><extLst><ext uri="GoogleSheetsCustomDataVersion2"><go:sheetsCustomData xmlns:go="http://customooxmlschemas.google.com/" r:id="rId7" roundtripDataChecksum="x"/></ext></extLst>',
        },
        styles: stylesOf('d/m/yyyy'),
        shared: `<sst xmlns="${MAIN}" count="7" uniqueCount="7">${texts.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`,
        sheet: `<worksheet xmlns="${MAIN}" xmlns:mx="http://schemas.microsoft.com/office/mac/excel/2008/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"><sheetPr><outlinePr summaryBelow="0" summaryRight="0"/></sheetPr><sheetViews><sheetView workbookViewId="0"/></sheetViews><sheetFormatPr customHeight="1" defaultColWidth="12.63" defaultRowHeight="15.75"/><mc:AlternateContent><mc:Choice Requires="x14ac"><x14ac:a/></mc:Choice></mc:AlternateContent><sheetData>${rows(shared, ['10507', { xml: `<c r="@" s="1"><v>${SERIAL}.0</v></c>` }, { xml: '<c r="@" s="0" t="b"><v>1</v></c>' }, { xml: '<c r="@" s="0"><v>85.5</v></c>' }, 'Đã đo'], ' x14ac:dyDescent="0.25"')}</sheetData><drawing r:id="rId1" xmlns:r="${OFFICE}"/></worksheet>`,
        relations:
          '<Relationship Id="rId7" Type="http://customschemas.google.com/relationships/workbookmetadata" Target="metadata"/>',
        more: [
          { name: 'xl/metadata', data: Buffer.from([0, 255, 1]) },
          {
            name: 'xl/worksheets/_rels/sheet1.xml.rels',
            data: `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/drawing" Target="../drawings/drawing1.xml"/></Relationships>`,
          },
          {
            name: 'xl/drawings/drawing1.xml',
            data: `${XML}<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"/>`,
          },
        ],
      });
    },
  ],
  [
    'ClosedXML',
    'every name with a prefix, absolute targets',
    () =>
      parts({
        workbook: { name: 'x:workbook', root: `xmlns:x="${MAIN}" xmlns:r="${OFFICE}"` },
        target: '/xl/worksheets/sheet1.xml',
        sheet: `<x:worksheet xmlns:x="${MAIN}"><x:dimension ref="A1:E2"/><x:sheetData>${rows(inline, ['10507', DAY, 'có', number, 'Đã đo']).replace(/<(\/?)(row|c|v|is|t)\b/g, '<$1x:$2')}</x:sheetData></x:worksheet>`,
      }),
  ],
  [
    'Excel, strictly by the standard',
    'other namespaces, days as ISO text',
    () =>
      parts({
        workbook: {
          root: 'xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main" xmlns:r="http://purl.oclc.org/ooxml/officeDocument/relationships" conformance="strict"',
          before: '<workbookPr dateCompatibility="0"/>',
        },
        styles: stylesOf('dd/mm/yyyy').replace(MAIN, 'http://purl.oclc.org/ooxml/spreadsheetml/main'),
        sheet: `<worksheet xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"><sheetData>${rows(inline, ['10507', { xml: `<c r="@" s="1" t="d"><v>${DAY}</v></c>` }, 'có', number, 'Đã đo'])}</sheetData></worksheet>`,
      }),
  ],
];

let service: ImportService;
let department: Person;
beforeAll(async () => {
  service = await startImports(`${DAY} 10:00`);
  department = await service.person('department', '31');
});
afterAll(() => service.stop());
beforeEach(() => service.reset());

describe('a workbook as other programs write it', { timeout: 60_000 }, () => {
  it.each(FILES)('%s: %s', async (_, __, body) => {
    const answer = await department.post(body(), XLSX);
    expect([answer.body.errors, answer.body.results]).toEqual([
      undefined,
      [expect.objectContaining({ row: 2, outcome: 'accepted' })],
    ]);
    const [record] = await service.records();
    expect({ day: record?.day, note: record?.note, ...record?.values }).toEqual(READ);
  });

  it('with shared texts that are missing is refused, never read as empty', async () => {
    const body = parts({
      sheet: `<worksheet xmlns="${MAIN}"><sheetData>${rows(inline, ['10507', DAY, { xml: '<c r="@" t="s"><v>0</v></c>' }, number, 'Đã đo'])}</sheetData></worksheet>`,
    });
    const { status, body: answer } = await department.post(body, XLSX);
    expect([status, answer.errors?.[0]?.code, await service.records()]).toEqual([
      422,
      'unreadable_sheet',
      [],
    ]);
  });
});

describe('the certificates of a sheet', { timeout: 60_000 }, () => {
  const CERTIFICATE = ['locality', 'kind', 'holder', 'issuer', 'serial', 'valid_from', 'valid_to'];
  const ROW = ['10507', 'cá nhân', 'Chủ tịch', 'Ban Cơ yếu Chính phủ', '54010EAA', '1/3/2025', '1/3/2027'];
  const cells = (at: number, list: readonly (string | { xml: string })[]) =>
    `<row r="${at}">${list.map((one, column) => (typeof one === 'string' ? inline(ref(column, at), one) : one.xml.replace('@', ref(column, at)))).join('')}</row>`;
  const sheetOf = (...all: string[]) =>
    parts({
      styles: stylesOf('0.00E+00'),
      sheet: `<worksheet xmlns="${MAIN}"><sheetData>${all.join('')}</sheetData></worksheet>`,
    });
  const sent = async (body: Buffer | string, type: string = XLSX) =>
    (await department.certificates(body, type)).body;
  const withSerial = (xml: string) =>
    sheetOf(
      cells(1, CERTIFICATE),
      cells(
        2,
        ROW.with(4, '').map((one, at) => (at === 4 ? { xml } : one)),
      ),
    );
  const LOST =
    'Bảng tính đã coi số hiệu chứng thư là số và làm mất chữ số. Định dạng ô là văn bản rồi nhập lại.';

  it('an STT, the names under the codes, a title above', async () => {
    const names = [
      'STT',
      'Mã đơn vị',
      'Tên đơn vị (chỉ để xem)',
      'Loại',
      'Chức vụ (không ghi họ tên), hoặc tên con dấu, thiết bị',
      'Cơ quan cấp',
      'Số hiệu chứng thư (serial)',
      'Có hiệu lực từ ngày',
      'Hết hạn ngày',
    ];
    const [code = '', ...rest] = ROW;
    const body = sheetOf(
      cells(1, ['', 'DANH SÁCH CHỨNG THƯ SỐ']),
      cells(2, ['STT', 'locality', 'name', ...CERTIFICATE.slice(1)]),
      cells(3, names),
      cells(4, [{ xml: '<c r="@"><v>1</v></c>' }, code, '', ...rest]),
      cells(6, ['', '', '', '', '', '', 'CHỦ TỊCH']),
    );
    expect(await sent(body)).toMatchObject({ added: 1, rejected: 0, results: [{ row: 4 }] });
  });

  it.each<[string, string, string | null]>([
    ['219E01, which became 2190', '<c r="@"><v>2190</v></c>', LOST],
    ['the same, shown with an exponent', '<c r="@" s="1"><v>2190</v></c>', LOST],
    ['a figure that is no whole number of ten', '<c r="@"><v>21935</v></c>', null],
    ['sixteen digits, which became fifteen', '<c r="@"><v>5401234567890121</v></c>', LOST],
    ['219E01 as text', '<c r="@" t="str"><v>219E01</v></c>', null],
    ['2190 as text', '<c r="@" t="str"><v>2190</v></c>', null],
  ])('%s', async (_, xml, sentence) => {
    const answer = await sent(withSerial(xml));
    expect(answer.results[0].errors?.map((one: { messageVi: string }) => one.messageVi) ?? null).toEqual(
      sentence === null ? null : [sentence],
    );
  });

  it('a locality’s code that ends in 0, as a number', async () => {
    const [round] = await service.db
      .sql`select code from locality where province = '31' and code like '%0' limit 1`;
    const body = sheetOf(
      cells(1, CERTIFICATE),
      cells(
        2,
        ROW.map((one, at) =>
          at === 0 ? { xml: `<c r="@"><v>${Number(round?.code)}</v></c>` } : at === 4 ? 'AB12CD' : one,
        ),
      ),
    );
    expect(await sent(body)).toMatchObject({ added: 1, rejected: 0 });
  });

  it('days as spreadsheets and people write them', async () => {
    const days = [
      '01/03/2025',
      '1.3.2025',
      '1-3-2025',
      '2025-03-01',
      'ngày 1 tháng 3 năm 2025',
      { xml: `<c r="@"><v>45717</v></c>` },
      { xml: '<c r="@" t="d"><v>2025-03-01T00:00:00Z</v></c>' },
    ];
    const body = sheetOf(
      cells(1, CERTIFICATE),
      ...days.map((day, at) =>
        cells(
          at + 2,
          ROW.map((one, column) => (column === 5 ? day : column === 4 ? `DA00${at}` : one)),
        ),
      ),
    );
    expect(await sent(body)).toMatchObject({ added: days.length, rejected: 0 });
    const stored = await service.db
      .sql`select distinct valid_from from certificate where serial like 'DA00%'`;
    expect(stored.map((one) => one.valid_from)).toEqual(['2025-03-01']);
  });

  it('as text, too', async () => {
    const line = ROW.with(4, 'FF00AA').join(';');
    expect(await sent(`sep=;\n${CERTIFICATE.join(';')}\n${line}\n`, CSV)).toMatchObject({ added: 1 });
  });
});
