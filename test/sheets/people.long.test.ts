import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CSV, type ImportService, type Person, startImports, XLSX } from '../support/imports.ts';
import { type Part, sheetXml, text, type WorkbookSheet, workbookParts, zip } from './zip.ts';

/** What offices really send, as workbooks and texts: the right value for each, or the sentence that a person reads. */

const DAY = '2026-11-26';
/** The serial number of that day. */
const SERIAL = 46_352;

let service: ImportService;
let department: Person;
const names = new Map<string, string>();
const nameOf = (code: string) => names.get(code) ?? '';
beforeAll(async () => {
  service = await startImports('2026-11-26 10:00');
  department = await service.person('department', '31');
  for (const { code, name_vi } of await service.db.sql`select code, name_vi from indicator`)
    names.set(code, name_vi);
});
afterAll(() => service.stop());
beforeEach(() => service.reset());

const letter = (at: number) => String.fromCharCode(65 + at);
/** A row of cells: text, numbers, or XML of a cell with its place as `@`. */
const row = (at: number, cells: (string | number | { xml: string })[], attributes = '') =>
  `<row r="${at}"${attributes}>${cells
    .map((cell, column) => {
      const ref = `${letter(column)}${at}`;
      if (typeof cell === 'string') return cell === '' ? '' : text(ref, cell);
      return typeof cell === 'number' ? `<c r="${ref}"><v>${cell}</v></c>` : cell.xml.replace('@', ref);
    })
    .join('')}</row>`;
const styled = (value: number | string, style: number) => ({
  xml: `<c r="@" s="${style}"><v>${value}</v></c>`,
});
const sheet = (name: string, rows: string, more = '', before = ''): WorkbookSheet => ({
  name,
  xml: sheetXml(rows)
    .replace('<sheetData>', `${before}<sheetData>`)
    .replace('</worksheet>', `${more}</worksheet>`),
});
const book = (sheets: WorkbookSheet[], extra: Part[] = [], properties = '') =>
  zip([...workbookParts(sheets, undefined, properties), ...extra]);
const one = (head: string[], cells: (string | number | { xml: string })[], properties = '') =>
  book([sheet('Số liệu', row(1, head) + row(2, cells))], [], properties);

/** What became of the one row: the value that is stored, or the sentences of its faults. */
async function becameOf(body: Buffer | string, code: string, type: string = XLSX): Promise<unknown> {
  const { body: answer } = await department.post(body, type);
  if (answer.results === undefined)
    return answer.errors.map((fault: { messageVi: string }) => fault.messageVi);
  const [result] = answer.results;
  if (result?.errors) return result.errors.map((fault: { messageVi: string }) => fault.messageVi);
  const [record] = await service.records();
  return code === 'day' ? record?.day : code === 'locality' ? record?.locality : record?.values[code];
}

type Written = string | number | { xml: string };

/** What became of each row: the first value of the record, or the sentences of its faults, by the name of its case. */
async function becameOfEach(head: string[], cases: [name: string, ...cells: Written[]][], properties = '') {
  const codes = await service.db.sql`select code from locality where province = '31' order by code`;
  const rows = cases.map(([, ...cells], at) => row(at + 2, [codes[at]?.code, ...cells]));
  const body = book([sheet('Số liệu', row(1, ['locality', ...head]) + rows.join(''))], [], properties);
  const { body: answer } = await department.post(body, XLSX);
  const records = new Map((await service.records()).map((one) => [one.locality, one]));
  return Object.fromEntries(
    cases.map(([name], at) => {
      const result = answer.results.find((one: { row: number }) => one.row === at + 2);
      if (result?.errors) return [name, result.errors.map((fault: { messageVi: string }) => fault.messageVi)];
      const { day, values = {} } = records.get(codes[at]?.code) ?? {};
      return [name, { day, value: Object.values(values)[0] }];
    }),
  );
}
const stored = (value: unknown) => (Array.isArray(value) ? value : { day: DAY, value });

describe('a cell has a format and a type', () => {
  const textNumber = () => `“${nameOf('network.load_p95')}” cần một số từ 0 đến 999.999.999.`;
  it('percentages, and numbers', async () => {
    const cases: [string, Written, unknown][] = [
      ['a percent cell', styled(0.95, 2), 95],
      ['a percent cell with decimals', styled(0.8525, 3), 85.25],
      ['a percent format of one’s own', styled(0.07, 6), 7],
      ['three decimals of a percent', styled(0.01234, 3), 1.234],
      ['a format that only writes the sign', styled(95, 7), 95],
      ['text with the sign', '95%', 95],
      ['text with a blank before the sign', '95,5 %', 95.5],
      ['a number', 85.5, 85.5],
      ['a number with three decimals is one number', 1.234, 1.234],
      [
        'text with three decimals is two',
        '1.234',
        ['“1.234” có thể hiểu hai cách; nhập số không có dấu phân cách hàng nghìn.'],
      ],
      ['a number in exponent form', '1,23E+05', [textNumber()]],
      ['a day', styled(SERIAL, 1), [textNumber()]],
    ];
    expect(
      await becameOfEach(
        ['day', 'network.load_p95'],
        cases.map(([name, cell]) => [name, DAY, cell]),
      ),
    ).toEqual(Object.fromEntries(cases.map(([name, , value]) => [name, stored(value)])));
  });

  it('a percentage of what is not counted so is a fault', async () => {
    const head = ['locality', 'day', 'certificate.personal.have', 'certificate.personal.need'];
    expect(await becameOf(one(head, ['10507', DAY, styled(0.5, 2), 16]), '')).toEqual([
      `“${nameOf('certificate.personal')}” không tính bằng phần trăm, nhưng ô ghi 50%.`,
    ]);
  });

  it('thousands may have blanks between them', async () => {
    const head = ['locality', 'day', 'certificate.personal.have', 'certificate.personal.need'];
    expect(await becameOf(one(head, ['10507', DAY, '1 234', '2\u00a0000']), 'certificate.personal')).toEqual({
      have: 1234,
      need: 2000,
    });
  });

  it('days, in every way', async () => {
    const cases: [string, Written, string?][] = [
      ['a built-in format', styled(SERIAL, 1)],
      ['a format of its own', styled(SERIAL, 4)],
      ['a Vietnamese format', styled(SERIAL, 5)],
      ['with a time', styled(SERIAL + 0.99, 8)],
      ['a number alone', SERIAL],
      ['an ISO cell', { xml: `<c r="@" t="d"><v>${DAY}</v></c>` }],
      ['an ISO cell with a time', { xml: `<c r="@" t="d" s="1"><v>${DAY}T00:00:00.000Z</v></c>` }],
      [
        'an ISO cell of midnight in Viet Nam',
        { xml: '<c r="@" t="d" s="1"><v>2026-11-25T17:00:00.000Z</v></c>' },
      ],
      ['a serial of 1904', styled(SERIAL - 1462, 1), '<workbookPr date1904="1"/>'],
      ['a serial of 1904 without a format', SERIAL - 1462, '<workbookPr date1904="1"/>'],
      ['text', '26/11/2026'],
      ['text with dots', '26.11.2026'],
      ['text with dashes', '26-11-2026'],
      ['text with two digits of the year', '26/11/26'],
      ['text with a time', '26/11/2026 08:00'],
      ['ISO text', DAY],
    ];
    for (const properties of ['', '<workbookPr date1904="1"/>']) {
      await service.reset();
      const own = cases.filter((one) => (one[2] ?? '') === properties);
      expect(
        await becameOfEach(
          ['day', 'network.lan'],
          own.map(([name, cell]) => [name, cell, 'có']),
          properties,
        ),
      ).toEqual(Object.fromEntries(own.map(([name]) => [name, stored(true)])));
    }
  });

  it('days that can be read in two ways are refused with both readings', async () => {
    const head = ['locality', 'day', 'certificate.earliest_expiry'];
    const both = row(1, head) + row(2, ['10507', DAY, '3/4/2027']) + row(3, ['10525', DAY, '11/26/2027']);
    const { body } = await department.post(book([sheet('a', both)]), XLSX);
    expect(body.results.map((one: { errors: { messageVi: string }[] }) => one.errors[0]?.messageVi)).toEqual([
      '“3/4/2027” có thể là 3/4/2027 hoặc 4/3/2027. Nhập ngày/tháng/năm với năm đủ bốn chữ số và dùng một kiểu trong cả cột.',
      '“11/26/2027” không phải ngày/tháng/năm. Nếu là ngày 26/11/2027, ghi đúng như vậy.',
    ]);
    expect(await becameOf(one(head, ['10507', DAY, '26-11-27']), '')).toEqual([
      '“26-11-27” có thể là 26/11/2027 hoặc 27/11/2026. Nhập ngày/tháng/năm với năm đủ bốn chữ số và dùng một kiểu trong cả cột.',
    ]);
    expect(await becameOf(one(head, ['10507', DAY, '3/4/2027']), 'certificate.earliest_expiry')).toBe(
      '2027-04-03',
    );
    expect(await becameOf(one(head, ['10532', DAY, '31/2/2027']), '')).toEqual([
      'Ngày không có thật hoặc ghi chưa đúng. Nhập ngày/tháng/năm, ví dụ 27/9/2025.',
    ]);
  });

  it.each<[string, string | number]>([
    ['a number', 10507],
    ['with .0', '10507.0'],
    ['with its name', '10507 - Thành Đông'],
    ['with an apostrophe', "'10507"],
  ])('a code: %s', async (_, code) => {
    expect(await becameOf(one(['locality', 'day', 'network.lan'], [code, DAY, 'có']), 'locality')).toBe(
      '10507',
    );
  });

  it('a code in exponent form is told of', async () => {
    expect(await becameOf(`locality,day,network.lan\n1.05E+04,${DAY},có`, '', CSV)).toEqual([
      'Bảng tính đã coi mã này là số và làm mất chữ số. Định dạng ô là văn bản rồi nhập lại.',
    ]);
  });
});

describe('cells that are not what they seem', () => {
  it('formulas, errors and booleans', async () => {
    const cases: [string, string, unknown][] = [
      ['a formula with its value', '<c r="@" t="str"><f>IF(1,"có","")</f><v>có</v></c>', true],
      [
        'a formula without a value',
        '<c r="@"><f>IF(1,"có","")</f></c>',
        ['Ô này là công thức chưa có giá trị: mở bằng Excel, lưu lại rồi tải lên.'],
      ],
      [
        'a formula with an empty value',
        '<c r="@"><f>A1</f><v></v></c>',
        ['Ô này là công thức chưa có giá trị: mở bằng Excel, lưu lại rồi tải lên.'],
      ],
      [
        'a shared formula without a value',
        '<c r="@"><f t="shared" si="0"/></c>',
        ['Ô này là công thức chưa có giá trị: mở bằng Excel, lưu lại rồi tải lên.'],
      ],
      [
        'an error',
        '<c r="@" t="e"><v>#REF!</v></c>',
        ['Công thức trong ô bị lỗi (#REF!). Sửa công thức hoặc ghi giá trị.'],
      ],
      [
        'an error of a formula',
        '<c r="@" t="e"><f>NA()</f><v>#N/A</v></c>',
        ['Công thức trong ô bị lỗi (#N/A). Sửa công thức hoặc ghi giá trị.'],
      ],
      ['a boolean', '<c r="@" t="b"><v>0</v></c>', false],
    ];
    expect(
      await becameOfEach(
        ['day', 'network.lan'],
        cases.map(([name, xml]) => [name, DAY, { xml }]),
      ),
    ).toEqual(Object.fromEntries(cases.map(([name, , value]) => [name, stored(value)])));
  });

  it('hidden and filtered rows are counted, and taken when that is confirmed', async () => {
    const rows = (more: string) =>
      row(1, ['locality', 'day', 'network.lan']) +
      row(2, ['10507', DAY, 'có']) +
      row(3, ['10525', DAY, 'có'], more);
    const body = book([sheet('a', rows(' hidden="1"'), '<autoFilter ref="A1:C3"/>')]);
    const first = await department.post(body, XLSX);
    expect(first.body).toMatchObject({ accepted: 1, hiddenRows: 1 });
    expect(first.body.notices).toEqual([
      {
        message: '1 rows are hidden or filtered out: not taken.',
        messageVi: '1 dòng đang bị ẩn hoặc lọc: chưa lấy.',
      },
    ]);
    expect((await department.post(body, XLSX, '?hidden=true')).body).toMatchObject({
      accepted: 1,
      unchanged: 1,
    });
    expect((await department.post(book([sheet('a', rows(''))]), XLSX)).body.hiddenRows).toBeUndefined();
    const flat = book([sheet('a', rows(' ht="0" customHeight="1"'))]);
    expect((await department.post(flat, XLSX)).body).toMatchObject({ hiddenRows: 1 });
  });

  it('hidden columns are named, and taken when that is confirmed; the code is always taken', async () => {
    const rows =
      row(1, ['locality', 'day', 'network.lan', 'network.backup']) + row(2, ['10507', DAY, 'có', 'có']);
    const body = book([
      sheet('a', rows, '', '<cols><col min="1" max="1" hidden="1"/><col min="4" max="4" hidden="1"/></cols>'),
    ]);
    expect((await department.post(body, XLSX)).body).toMatchObject({
      accepted: 1,
      hiddenColumns: ['network.backup'],
    });
    expect((await service.records())[0]?.values).toEqual({ 'network.lan': true });
    expect((await department.post(body, XLSX, '?hidden=true')).body).toMatchObject({ accepted: 1 });
    const narrow = book([
      sheet('a', rows, '', '<cols><col min="4" max="4" width="0" customWidth="1"/></cols>'),
    ]);
    expect((await department.post(narrow, XLSX)).body).toMatchObject({ hiddenColumns: ['network.backup'] });
  });

  it('days, times and numbers of a note stand there as a person sees them', async () => {
    const cases: [string, Written, string][] = [
      ['a day', styled(SERIAL, 4), '26/11/2026'],
      ['a day with its time', styled(SERIAL + 0.3541667, 8), '26/11/2026 08:30'],
      ['a time', styled(0.3541667, 8), '08:30'],
      ['a number', 1.234, '1.234'],
      ['sixteen digits', 1234567890123456, '1234567890123456'],
    ];
    const codes = await service.db.sql`select code from locality where province = '31' order by code`;
    const rows = cases.map(([, cell], at) => row(at + 2, [codes[at]?.code, DAY, 'có', cell]));
    const head = row(1, ['locality', 'day', 'network.lan', 'note']);
    await department.post(book([sheet('a', head + rows.join(''))]), XLSX);
    expect((await service.records()).map(({ note }) => note)).toEqual(cases.map(([, , note]) => note));
  });

  it('a cell merged downwards is the value of each row; a comment is not read; both are said', async () => {
    const rows =
      row(1, ['day', 'locality', 'network.lan']) +
      row(2, [DAY, '10507', 'có']) +
      row(3, ['', '10525', 'không']);
    const parts = workbookParts([
      sheet('a', rows, '<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>'),
    ]);
    const comments: Part[] = [
      {
        name: 'xl/worksheets/_rels/sheet1.xml.rels',
        data: '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="c" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="../comments1.xml"/></Relationships>',
      },
      {
        name: 'xl/comments1.xml',
        data: '<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>a</author></authors><commentList><comment ref="C2" authorId="0"><text><t>hỏi lại</t></text></comment></commentList></comments>',
      },
    ];
    const { body } = await department.post(zip([...parts, ...comments]), XLSX);
    expect(body).toMatchObject({ accepted: 2, mergedRows: 1, comments: 1 });
    expect(body.notices.map((one: { messageVi: string }) => one.messageVi)).toEqual([
      '1 dòng lấy giá trị của ô gộp phía trên.',
      '1 ô có chú thích (comment): chỉ đọc giá trị của ô.',
    ]);
  });
});

it('names of templates from before a renaming are known', async () => {
  const head = [
    'Mã đơn vị',
    'Ngày báo cáo',
    'Lưu lượng phân vị 95 so với dung lượng đường truyền (số)',
    'Đã có sóng 5G trên địa bàn',
    'Chứng thư số công vụ của cá nhân còn hiệu lực: số có (chứng thư)',
    'Chứng thư số công vụ của cá nhân còn hiệu lực: số cần (chứng thư)',
  ];
  await department.post(one(head, ['10507', DAY, 88, 'có', 1, 2]), XLSX);
  expect((await service.records())[0]?.values).toEqual({
    'certificate.personal': { have: 1, need: 2 },
    'network.load_p95': 88,
    'network.mobile_5g': true,
  });
});

it('a sheet for each commune: all are read, rows are told of by sheet', async () => {
  const page = (name: string, code: string, value: string) =>
    sheet(
      name,
      row(1, [`BÁO CÁO ${name}`]) +
        row(2, ['Mã đơn vị', 'Ngày báo cáo', 'network.lan']) +
        row(3, [code, DAY, value]),
    );
  const body = book([
    page('Thành Đông', '10507', 'có'),
    page('Hải Dương', '10525', 'có lẽ'),
    sheet('Danh mục', row(1, ['a', 'b'])),
    { ...page('Cũ', '10532', 'có'), state: 'hidden' },
  ]);
  const { body: answer } = await department.post(body, XLSX);
  expect(answer).toMatchObject({
    accepted: 1,
    rejected: 1,
    sheets: [
      { name: 'Thành Đông', head: 2, rows: 1 },
      { name: 'Hải Dương', head: 2, rows: 1 },
    ],
    leftSheets: [
      { name: 'Danh mục', why: 'no_columns' },
      { name: 'Cũ', why: 'hidden' },
    ],
    skippedRows: [{ reason: 'title', count: 2 }],
    results: [
      { sheet: 'Thành Đông', row: 3, outcome: 'accepted' },
      { sheet: 'Hải Dương', row: 3, outcome: 'rejected' },
    ],
  });
});

describe('honest files', () => {
  const rows = row(1, ['locality', 'day', 'network.lan']) + row(2, ['10507', DAY, 'có']);
  const GOOD = book([sheet('a', rows)]);
  const withParts = (...parts: Part[]) => book([sheet('a', rows)], parts);
  it.each<[string, () => Buffer]>([
    [
      'Power Query, which is UTF-16',
      () => withParts({ name: 'customXml/item1.xml', data: Buffer.from('\ufeff<DataMashup/>', 'utf16le') }),
    ],
    [
      'pictures of any type',
      () =>
        withParts(
          ...['svg', 'heic', 'avif', 'pdf', 'jfif'].map((type) => ({
            name: `xl/media/a.${type}`,
            data: Buffer.from([0, 1, 2]),
          })),
        ),
    ],
    ['an embedded document', () => withParts({ name: 'xl/embeddings/a.docx', data: Buffer.alloc(300_000) })],
    [
      'printer settings and a thumbnail',
      () =>
        withParts(
          { name: 'xl/printerSettings/p.bin', data: Buffer.alloc(9) },
          { name: 'docProps/thumbnail.wmf', data: Buffer.alloc(9) },
        ),
    ],
    [
      'a document type in a part that nobody reads',
      () => withParts({ name: 'customXml/item2.xml', data: '<!DOCTYPE a><a/>' }),
    ],
    ['ZIP64', () => zip64(GOOD)],
  ])('%s', async (_, make) => {
    expect((await department.post(make(), XLSX)).body).toMatchObject({ accepted: 1 });
  });

  const TABLE = `locality,day,network.lan\n10507,${DAY},có\n`;
  it.each<[string, Buffer | string]>([
    ['sep=', `sep=;\r\n${TABLE.replaceAll(',', ';')}`],
    ['sep= of a sign that is not the likeliest', `sep=|\n${TABLE.replaceAll(',', '|')}`],
    ['UTF-16 without a mark', Buffer.from(TABLE.replaceAll(',', '\t'), 'utf16le')],
    ['UTF-16 without a mark, big end first', Buffer.from(TABLE, 'utf16le').swap16()],
    ['Windows-1258', Buffer.from('locality,day,network.lan\n10507,2026-11-26,co\xec\n', 'latin1')],
    ['tabs in what is called a workbook', TABLE.replaceAll(',', '\t')],
  ])('text: %s', async (_, body) => {
    expect((await department.post(body, XLSX)).body).toMatchObject({ accepted: 1 });
  });

  const excel = 'mở bằng Excel, chọn Lưu thành (Save As), kiểu “Excel Workbook (.xlsx)”.';
  it.each<[string, Buffer | string, string]>([
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae10000', 'hex'), `Đây là tệp .xls định dạng cũ: ${excel}`],
    [
      'a binary workbook',
      withParts({ name: 'xl/workbook.bin', data: 'x' }),
      `Đây là tệp .xlsb (dạng nhị phân): ${excel}`,
    ],
    [
      'an OpenDocument sheet',
      zip([{ name: 'mimetype', data: 'application/vnd.oasis.opendocument.spreadsheet' }]),
      'Đây là tệp .ods (OpenDocument): mở bằng LibreOffice hoặc Excel, chọn Lưu thành (Save As), kiểu “Excel (.xlsx)”.',
    ],
    [
      'a web page',
      '<html><body><table><tr><td>locality</td></tr></table></body></html>',
      `Đây là trang web (HTML) mang tên tệp Excel: ${excel}`,
    ],
    [
      'a table alone',
      '\ufeff<table border=1><tr><td>locality',
      `Đây là trang web (HTML) mang tên tệp Excel: ${excel}`,
    ],
    [
      'XML of 2003',
      '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="a">',
      `Đây là tệp “XML Spreadsheet 2003”: ${excel}`,
    ],
    [
      'an OpenDocument sheet of one part',
      '<?xml version="1.0"?>\n<office:document xmlns:office="a">',
      'Đây là tệp .ods (OpenDocument): mở bằng LibreOffice hoặc Excel, chọn Lưu thành (Save As), kiểu “Excel (.xlsx)”.',
    ],
    ['SYLK', 'ID;PWXL;N;E\nC;Y1;X1;K"a"\n', `Đây không phải tệp bảng tính XLSX: ${excel}`],
    ['a PDF', '%PDF-1.7', 'Đây là tệp PDF hoặc ảnh, không phải bảng tính: gửi tệp Excel (.xlsx) hoặc CSV.'],
    [
      'a letter',
      zip([
        { name: '[Content_Types].xml', data: '<a/>' },
        { name: 'word/document.xml', data: '<a/>' },
      ]),
      `Đây không phải tệp bảng tính XLSX: ${excel}`,
    ],
    [
      'a lone quotation mark',
      `${TABLE}10525,${DAY},"có\n`,
      'Có dấu ngoặc kép (") đứng lẻ trong tệp CSV: xoá dấu đó, hoặc lưu tệp thành .xlsx rồi tải lên. Xem dòng 3.',
    ],
    [
      'a quotation mark in a cell',
      `${TABLE}10525,${DAY},màn hình 24" LG\n`,
      'Có dấu ngoặc kép (") đứng lẻ trong tệp CSV: xoá dấu đó, hoặc lưu tệp thành .xlsx rồi tải lên. Xem dòng 3.',
    ],
    [
      'TCVN3',
      Buffer.from(`${TABLE}10525,${DAY},kh\xabng \xae\xb9t`, 'latin1'),
      'Tệp gõ bằng phông chữ cũ (TCVN3 hoặc VNI): chuyển sang Unicode rồi tải lên.',
    ],
  ])('%s is refused with what to do', async (_, body, sentence) => {
    const { status, body: answer } = await department.post(body, XLSX);
    expect([status, answer.errors?.map((fault: { messageVi: string }) => fault.messageVi)]).toEqual([
      422,
      [sentence],
    ]);
  });

  it.each([
    ['TCVN3', 'UBND x· Thµnh §«ng'],
    ['VNI', 'Phöôøng Thaønh Ñoâng'],
    ['TCVN3, whose ư is not seen', '®\u00ad\u00eang truy\u00d2n y\u00d5u'],
  ])('%s in a note is not kept garbled', async (_, note) => {
    const head = ['locality', 'day', 'network.lan', 'note'];
    expect(await becameOf(one(head, ['10507', DAY, 'có', note]), '')).toEqual([
      'Nội dung gõ bằng phông chữ cũ (TCVN3 hoặc VNI): chuyển sang Unicode rồi tải lên.',
    ]);
  });

  it.each([
    'Máy in Windows® của café 20 µm · 30°C',
    'khoá hoà toán xuân quê',
    'Đã đặt “một” máy – 24 cái',
    'Señor Müller Zürich',
  ])('but “%s” is', async (note) => {
    await department.post(one(['locality', 'day', 'network.lan', 'note'], ['10507', DAY, 'có', note]), XLSX);
    expect((await service.records())[0]?.note).toBe(note);
  });
});

describe('words of the office', () => {
  it('say yes, no and not known', async () => {
    const cases: [string, unknown][] = [
      ['Đã có', true],
      ['✓', true],
      ['v', true],
      ['Co', true],
      ['chưa có', false],
      ['khong', false],
      ['chưa rõ', null],
      ['có lẽ', [`“${nameOf('network.lan')}” cần “có” hoặc “không”.`]],
      [
        'không phát sinh',
        [`“${nameOf('network.lan')}”: chỉ ghi “không phát sinh” cho số lượng. Ghi “có” hoặc “không”.`],
      ],
    ];
    expect(
      await becameOfEach(
        ['day', 'network.lan'],
        cases.map(([word]) => [word, DAY, word]),
      ),
    ).toEqual(Object.fromEntries(cases.map(([word, value]) => [word, stored(value)])));
  });

  it.each(['Không áp dụng', 'khong ap dung', 'N/A', 'KAD'])('“%s” is told how that is said', async (word) => {
    const cells = [
      'network.lan',
      'certificate.personal.have',
      'certificate.earliest_expiry',
      'certificate.issued',
    ];
    for (const cell of cells) {
      const code = cell.replace(/\.have$/, '');
      const [became] = (await becameOf(
        one(['locality', 'day', cell], ['10507', DAY, word]),
        code,
      )) as string[];
      expect(became).toContain(`“${nameOf(code)}”: “không áp dụng” không phải là số liệu`);
      expect(became).toContain('“Chỉ tiêu không áp dụng”');
    }
  });

  it('“không phát sinh” counts nothing', async () => {
    expect(
      await becameOf(
        one(['locality', 'day', 'certificate.issued'], ['10507', DAY, 'Không phát sinh']),
        'certificate.issued',
      ),
    ).toBe(0);
  });
});

/** The archive again with its directory and its parts as ZIP64 has them, as Java writes them. */
function zip64(body: Buffer): Buffer {
  const end = body.length - 22;
  const count = body.readUInt16LE(end + 10);
  const size = body.readUInt32LE(end + 12);
  const offset = body.readUInt32LE(end + 16);
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(44n, 4);
  record.writeBigUInt64LE(BigInt(count), 24);
  record.writeBigUInt64LE(BigInt(count), 32);
  record.writeBigUInt64LE(BigInt(size), 40);
  record.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(end), 8);
  locator.writeUInt32LE(1, 16);
  const tail = Buffer.from(body.subarray(end));
  tail.writeUInt32LE(0xffffffff, 16);
  return Buffer.concat([body.subarray(0, end), record, locator, tail]);
}
