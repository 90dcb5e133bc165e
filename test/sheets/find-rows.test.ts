import { describe, expect, it } from 'vitest';
import { type Found, findRows, type Layout } from '../../src/sheets/find-rows.ts';
import { type Book, type Grid, plainGrid } from '../../src/sheets/table.ts';

const LAYOUT: Layout = {
  columns: [
    { header: 'locality', names: ['Mã đơn vị'], kind: 'code' },
    { header: 'day', names: ['Ngày báo cáo'], kind: 'day' },
    { header: 'network.lan', names: ['Mạng nội bộ (LAN) hoạt động tốt (có / không)'], kind: 'yes' },
    { header: 'line.have', names: ['Đường truyền: số có (đường)'], kind: 'number' },
    { header: 'note', names: ['Ghi chú'], kind: 'text' },
  ],
  needed: ['locality', 'day'],
  someOf: ['network.lan', 'line.have'],
  marks: ['day'],
};
const HEAD = ['locality', 'day', 'network.lan'];
const ROW = ['10507', '2025-09-25', 'có'];

const book = (...grids: Grid[]): Book => ({ grids, left: [] });
const find = (rows: string[][]) => findRows(book(plainGrid(rows)), LAYOUT);
async function found(rows: string[][]): Promise<Found> {
  const finding = await find(rows);
  if (!finding.ok) throw new Error(JSON.stringify(finding.faults));
  return finding.found;
}
const cellsOf = ({ rows }: Found) => rows.map(({ row, cells }) => [row, ...cells]);

describe('the head', () => {
  it.each<[string, string[][], number]>([
    ['is in row 1', [HEAD, ROW], 1],
    ['is below a title', [['BÁO CÁO NGÀY 25/9/2025'], [], HEAD, ROW], 3],
    ['is in row 20', [...Array.from({ length: 19 }, () => ['Ủy ban nhân dân']), HEAD, ROW], 20],
    [
      'has the names of the template',
      [['Mã đơn vị', 'Ngày báo cáo', 'Mạng nội bộ (LAN) hoạt động tốt (có / không)'], ROW],
      1,
    ],
    [
      'has names in capitals, without hints and marks',
      [['MÃ  ĐƠN VỊ *', 'Ngay bao cao:', 'mạng nội bộ (lan) hoạt động tốt'], ROW],
      1,
    ],
    ['has codes in capitals', [['LOCALITY', 'Day', 'Network.LAN'], ROW], 1],
  ])('%s', async (_, rows, head) => {
    const one = await found(rows);
    expect(one.sheets).toEqual([{ name: '', head, rows: 1 }]);
    expect(cellsOf(one)).toEqual([[head + 1, ...ROW]]);
  });

  it('is looked for in 20 rows and no more; then there is one fault', async () => {
    const rows = [...Array.from({ length: 20 }, () => ['x']), HEAD, ROW];
    expect(await find(rows)).toEqual({
      ok: false,
      faults: [
        {
          pointer: '',
          code: 'no_head',
          message:
            'No row of column names was found: looked for “locality”, “day”, “network.lan” in the first 20 rows of the file.',
          messageVi:
            'Không tìm thấy dòng tiêu đề. Đã tìm các cột “Mã đơn vị” (locality), “Ngày báo cáo” (day), “Mạng nội bộ (LAN) hoạt động tốt (có / không)” (network.lan) trong 20 dòng đầu của tệp. Anh/chị lấy tệp mẫu, hoặc ghi tên cột như trong tệp mẫu.',
        },
      ],
    });
  });

  it.each<[string, string[], string[]]>([
    ['lacks a column', ['locality', 'network.lan'], ['/day missing_column']],
    ['has no value', ['locality', 'day', 'note'], [' no_value_column']],
    ['has a column twice', [...HEAD, 'NETWORK.LAN'], ['/network.lan duplicate_column']],
    ['has a code twice, once by its name', [...HEAD, 'Mã đơn vị'], ['/locality duplicate_column']],
    ['has a slip in a code', [...HEAD, 'network.lann'], ['/network.lann unknown_column']],
    [
      'has a slip in a name',
      ['Mã đơn vị', 'Ngày báo cao', 'line.have', 'Ngày báo cáoo'],
      ['/ngày báo cáoo unknown_column'],
    ],
  ])('%s', async (_, head, faults) => {
    const finding = await find([head, ROW]);
    expect(!finding.ok && finding.faults.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(faults);
  });
});

describe('what is no row', () => {
  it.each<[string, string[], string]>([
    ['the names again', ['Mã đơn vị', 'Ngày báo cáo', 'Mạng nội bộ (LAN) hoạt động tốt'], 'head'],
    ['the codes again', HEAD, 'head'],
    ['numbers of columns', ['1', '2', '3'], 'numbering'],
    ['numbers of columns in brackets', ['(1)', '(2)', '(3)'], 'numbering'],
    ['letters and numbers of columns', ['A', 'B', '1'], 'numbering'],
    ['a total', ['Tổng cộng', '', '114'], 'total'],
    ['a total in capitals', ['CỘNG', '', '12'], 'total'],
    ['a note', ['Ghi chú: số liệu tính đến 16 giờ'], 'note'],
    ['a note with a star', ['* Chưa kể đặc khu'], 'note'],
    ['a place and date', ['', '', 'Hải Phòng, ngày 25 tháng 9 năm 2025'], 'signature'],
    ['a signature', ['NGƯỜI LẬP BIỂU', '', 'TM. ỦY BAN NHÂN DÂN'], 'signature'],
    ['who is told', ['Nơi nhận:', '', ''], 'signature'],
  ])('%s', async (_, row, reason) => {
    const one = await found([HEAD, ROW, row]);
    expect(cellsOf(one)).toEqual([[2, ...ROW]]);
    expect(one.skipped).toEqual([{ reason, count: 1 }]);
  });

  it('another table below the first is read by its own head', async () => {
    const below = ['note', 'Ngày báo cáo', 'Mã đơn vị', 'line.have', 'của tôi'];
    const one = await found([HEAD, ROW, [], below, ['ghi', '2025-09-25', '10525', '5', 'x']]);
    expect(one.headers).toEqual([...HEAD, 'note', 'line.have']);
    expect(cellsOf(one)).toEqual([
      [2, ...ROW, '', ''],
      [5, '10525', '2025-09-25', '', 'ghi', '5'],
    ]);
    expect([one.skipped, one.ignored]).toEqual([[{ reason: 'head', count: 1 }], ['của tôi']]);
    expect(await find([HEAD, ROW, ['Ngày báo cáo', 'network.lan'], ['2025-09-25', 'có']])).toMatchObject({
      ok: false,
      faults: [{ pointer: '/locality', code: 'missing_column' }],
    });
  });

  it('names of one’s own, right below the codes', async () => {
    const one = await found([HEAD, ['Mã', 'Ngày nào', 'Mạng'], ROW, ['Mã', 'Ngày nào', 'Mạng']]);
    expect(cellsOf(one)).toEqual([
      [3, ...ROW],
      [4, 'Mã', 'Ngày nào', 'Mạng'],
    ]);
    expect(cellsOf(await found([HEAD, ['Thành Đông', 'hôm nay', 'x']]))).toHaveLength(1);
  });

  it('names below a signature', async () => {
    const one = await found([
      HEAD,
      ROW,
      ['Người lập', '', 'Chủ tịch'],
      ['(Ký, ghi rõ họ tên)'],
      ['Nguyễn Văn A', '', 'Trần B'],
    ]);
    expect([cellsOf(one).length, one.skipped]).toEqual([1, [{ reason: 'signature', count: 3 }]]);
  });

  it.each<[string, string[]]>([
    ['a row without its code', ['', '2025-09-25', 'có']],
    ['a row without its day', ['10507', '', 'có']],
    ['a name for a code', ['Thành Đông', '2025-09-25', 'có']],
    ['a locality called for a total', ['10507 - Cộng Hòa', '', 'có']],
    ['a figure with nothing beside it', ['', '', '5']],
  ])('but %s is one', async (_, row) => {
    expect(cellsOf(await found([HEAD, row]))).toEqual([[2, ...row]]);
  });
});

describe('columns', () => {
  it('of the reader’s own are passed over, others that are not understood are named once', async () => {
    const head = ['STT', 'Tên đơn vị', ...HEAD, 'Người phụ trách', 'Tỉnh'];
    const row = ['1', 'Thành Đông', ...ROW, 'A', 'Hải Phòng'];
    const sheets = ['1', '2'].map((name) => plainGrid([head, row], name));
    const finding = await findRows(book(...sheets), LAYOUT);
    expect(finding).toMatchObject({ ok: true, found: { ignored: ['Người phụ trách'] } });
  });

  it('without a name are a fault where they hold data of a row', async () => {
    expect(await find([HEAD, [...ROW, '', 'x']])).toMatchObject({
      ok: false,
      faults: [{ pointer: '/E', code: 'nameless_column' }],
    });
    expect(await find([HEAD, ROW, ['', '', '', '', 'Chủ tịch']])).toMatchObject({ ok: true });
  });
});

describe('several sheets', () => {
  it('are all read, each by its own head; the others are named', async () => {
    const finding = await findRows(
      {
        grids: [
          plainGrid([HEAD, ROW], 'Thành Đông'),
          plainGrid([['Danh mục'], ['x']], 'Danh mục'),
          plainGrid(
            [
              ['Báo cáo'],
              ['network.lan', 'note', 'day', 'locality'],
              ['không', 'ghi', '2025-09-25', '10525'],
            ],
            'Hải Dương',
          ),
        ],
        left: [{ name: 'Cũ', why: 'hidden' }],
      },
      LAYOUT,
    );
    expect(finding).toMatchObject({
      ok: true,
      found: {
        headers: ['locality', 'day', 'network.lan', 'note'],
        sheets: [
          { name: 'Thành Đông', head: 1, rows: 1 },
          { name: 'Hải Dương', head: 2, rows: 1 },
        ],
        left: [
          { name: 'Danh mục', why: 'no_columns' },
          { name: 'Cũ', why: 'hidden' },
        ],
        rows: [
          { sheet: 0, row: 2, cells: [...ROW, ''] },
          { sheet: 1, row: 3, cells: ['10525', '2025-09-25', 'không', 'ghi'] },
        ],
      },
    });
  });
});

describe('serials that a spreadsheet may have taken for figures', () => {
  const SERIALS: Layout = {
    columns: [
      { header: 'locality', names: [], kind: 'code' },
      { header: 'serial', names: [], kind: 'serial' },
    ],
    needed: ['locality', 'serial'],
    marks: ['serial'],
  };
  /** Rows of a workbook: the code, what the serial's cell holds, and what it is there. */
  const spoilt = async (cells: readonly [cell: string, kind: 'n' | 'e' | 'w' | ' '][]) => {
    const grid = plainGrid([['locality', 'serial'], ...cells.map(([cell]) => ['10540', cell])]);
    const finding = await findRows(
      book({ ...grid, kinds: ['  ', ...cells.map(([, kind]) => `n${kind}`)] }),
      SERIALS,
    );
    if (!finding.ok) throw new Error(JSON.stringify(finding.faults));
    return finding.found.rows.flatMap((row) => (row.spoilt ? [row.cells[1]] : []));
  };

  it.each<[string, [string, 'n' | 'e' | 'w' | ' '][], string[]]>([
    ['a number that 219E01 may have been', [['2190', 'n']], ['2190']],
    ['a number that ends otherwise', [['2191', 'n']], []],
    ['the same shown as a whole number', [['2190', 'w']], []],
    ['the same as text', [['2190', ' ']], []],
    ['a number shown with an exponent', [['2195', 'e']], ['2195']],
    ['sixteen digits', [['5401234567890121', 'n']], ['5401234567890121']],
    ['sixteen digits as text', [['540123456789012000', ' ']], []],
    ['fifteen digits', [['540123456789012', 'n']], []],
    ['figures with an exponent as text', [['5.40123E+19', ' ']], ['5.40123E+19']],
    [
      'a register in plain numbers, in which one in ten ends in 0',
      [
        ['1187', 'n'],
        ['1188', 'n'],
        ['1189', 'n'],
        ['1190', 'n'],
      ],
      [],
    ],
    [
      'too few others to tell',
      [
        ['1188', 'n'],
        ['1189', 'n'],
        ['1190', 'n'],
      ],
      ['1190'],
    ],
    [
      'others are hexadecimal',
      [
        ['1187', 'n'],
        ['1188', 'n'],
        ['1189', 'n'],
        ['1190', 'n'],
        ['54AF', ' '],
      ],
      ['1190'],
    ],
  ])('%s', async (_, cells, expected) => expect(await spoilt(cells)).toEqual(expected));

  it('a text knows no numbers, but zeros that a spreadsheet filled up with', async () => {
    const rows = ['2190', '123456789012345000', '5.40123E+19', '1e+21', '1234567890123450', '1e10', '54E19'];
    const finding = await findRows(
      book(plainGrid([['locality', 'serial'], ...rows.map((one) => ['10540', one])])),
      SERIALS,
    );
    const found = finding.ok ? finding.found.rows : [];
    expect(found.flatMap((row) => (row.spoilt ? [row.cells[1]] : []))).toEqual([
      '123456789012345000',
      '5.40123E+19',
      '1e+21',
    ]);
  });

  it('codes that end in 0 are whole: they have no letters to lose', async () => {
    const grid = plainGrid([HEAD, ['10660', '2025-09-25', 'có'], ['1.0507E+4', '2025-09-25', 'có']]);
    const finding = await findRows(book({ ...grid, kinds: ['', 'n', 'e'] }), LAYOUT);
    expect(finding.ok && finding.found.rows.map((row) => row.spoilt)).toEqual([undefined, ['locality']]);
  });
});

it.each([
  ['the person who signs, in the column of days', [['', 'CHỦ TỊCH']]],
  ['the place and day of signing, in the column of days', [['', 'Hải Phòng, ngày 25 tháng 9 năm 2025']]],
  [
    'a name below a signature',
    [
      ['', 'Người lập biểu'],
      ['', 'Nguyễn Văn A'],
    ],
  ],
])('%s is no row of data', async (_, below) => {
  const one = await found([HEAD, ROW, ...below]);
  expect([one.rows.length, one.skipped]).toEqual([1, [{ reason: 'signature', count: below.length }]]);
});

it('days and numbers among words stand as the spreadsheet shows them', async () => {
  const head = [...HEAD, 'note'];
  const notes = ['2026-11-26', '2026-11-26 08:30', '1.2340', '1.2340', '1234567890123456'];
  const grid = plainGrid([head, ...notes.map((note) => [...ROW, note])]);
  const finding = await findRows(
    book({ ...grid, kinds: ['', ...'ddn n'].map((kind) => `   ${kind}`) }),
    LAYOUT,
  );
  expect(finding.ok && finding.found.rows.map(({ cells }) => cells.at(-1))).toEqual([
    '26/11/2026',
    '26/11/2026 08:30',
    '1.234',
    '1.2340',
    '1234567890123456',
  ]);
});

it('a row without its code is one where its day is', async () => {
  expect((await found([HEAD, ROW, ['', '25/9/2025', 'có'], ['', '2025-13-45']])).rows).toHaveLength(3);
});
