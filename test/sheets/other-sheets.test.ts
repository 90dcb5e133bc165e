import { describe, expect, it } from 'vitest';
import { LOCALITY_LAYOUT, readLocalitySheet } from '../../src/changes/locality-sheet.ts';
import { CRITERIA_LAYOUT, readCriteria } from '../../src/scores/sheet-rules.ts';
import { type Found, findRows, type Layout } from '../../src/sheets/find-rows.ts';
import { readBook } from '../../src/sheets/read.ts';
import { registryOf } from '../support/registry.ts';

/** What offices write into sheets of localities and of criteria: what is read, or the words that a person is told. */

const NOW = new Date('2025-09-25T08:00:00+07:00');
const quoted = (cells: readonly string[]) => cells.map((one) => `"${one.replaceAll('"', '""')}"`).join(',');

async function found(layout: Layout, rows: readonly (readonly string[])[]): Promise<Found> {
  const finding = await findRows(await readBook(Buffer.from(rows.map(quoted).join('\n'))), layout);
  if (!finding.ok) throw new Error(finding.faults.map(({ messageVi }) => messageVi).join(' '));
  return finding.found;
}

const FORMULA = 'Công thức trong ô bị lỗi';
const OLD_FONT = 'phông chữ cũ';
const WITHOUT_VALUE = 'công thức chưa có giá trị';
const UNREADABLE = 'ký tự không đọc được';

describe('a sheet of new localities', () => {
  const ROW = {
    ...{ 'Mã đơn vị': '99101', 'Loại đơn vị': 'xã', 'Tên đơn vị': 'Tân Hòa', 'Mã tỉnh': '31' },
    ...{
      'Từ ngày': '29/9/2025',
      'Đơn vị cũ': '',
      'Kết thúc đơn vị cũ': '',
      'Kinh độ': '106,6',
      'Vĩ độ': '20,8',
    },
  };
  const registry = registryOf();
  const read = async (over: Partial<typeof ROW>) => {
    const row = { ...ROW, ...over };
    return readLocalitySheet(
      await found(LOCALITY_LAYOUT, [Object.keys(row), Object.values(row)]),
      registry,
      NOW,
    );
  };

  it.each<[keyof typeof ROW, string, string, unknown]>([
    ['Mã đơn vị', '9012', 'code', '09012'],
    ['Mã đơn vị', '99.101', 'code', '99101'],
    ['Mã đơn vị', '99101 - Xã Tân Hòa', 'code', '99101'],
    ['Loại đơn vị', 'PHƯỜNG ', 'type', 'phường'],
    ['Loại đơn vị', 'Đặc\u00a0 khu', 'type', 'đặc khu'],
    ['Loại đơn vị', 'dac khu', 'type', 'đặc khu'],
    ['Loại đơn vị', 'xã'.normalize('NFD'), 'type', 'xã'],
    ['Tên đơn vị', 'Xã  Tân Hòa', 'name', 'Tân Hòa'],
    ['Tên đơn vị', 'XÃ TÂN HÒA', 'name', 'TÂN HÒA'],
    ['Tên đơn vị', 'Tân\nHòa', 'name', 'Tân Hòa'],
    ['Tên đơn vị', 'Tân Hòa'.normalize('NFD'), 'name', 'Tân Hòa'],
    // Of another kind than the row says: which is meant nobody can tell, so it stays, and is seen before it is stored.
    ['Tên đơn vị', 'Phường Đúc', 'name', 'Phường Đúc'],
    ['Mã tỉnh', '31.0', 'province', '31'],
    ['Mã tỉnh', '31 - Hải Phòng', 'province', '31'],
    ['Mã tỉnh', 'TP Hải Phòng', 'province', '31'],
    ['Mã tỉnh', 'HẢI PHÒNG', 'province', '31'],
    ['Từ ngày', '29.09.2025', 'from', '2025-09-29'],
    ['Từ ngày', '45929', 'from', '2025-09-29'],
    ['Từ ngày', '2025-09-28T17:00:00Z', 'from', '2025-09-29'],
    ['Đơn vị cũ', '11737; 11740', 'predecessors', ['11737', '11740']],
    ['Đơn vị cũ', '11737 11740', 'predecessors', ['11737', '11740']],
    ['Đơn vị cũ', '11737 - Nam Đồ Sơn\n11740 - Khác', 'predecessors', ['11737', '11740']],
    ['Đơn vị cũ', '11737; 11737', 'predecessors', ['11737']],
    ['Đơn vị cũ', 'Không có', 'predecessors', []],
    ['Đơn vị cũ', '-', 'predecessors', []],
    ['Kết thúc đơn vị cũ', 'Không', 'ends', false],
    ['Kết thúc đơn vị cũ', 'x', 'ends', true],
    ['Kinh độ', '106.688812345°', 'lon', 106.688812],
  ])('%s “%s”', async (column, cell, field, value) => {
    const { localities } = (await read({ [column]: cell })) as unknown as {
      localities: Record<string, unknown>[];
    };
    expect(localities?.[0]?.[field]).toEqual(value);
  });

  it.each<[keyof typeof ROW, string, string, string]>([
    ['Mã đơn vị', '9,9E+04', 'code', 'mất chữ số'],
    ['Mã đơn vị', '123456', 'code', '5 chữ số'],
    ['Mã đơn vị', '', 'code', '5 chữ số'],
    ['Mã đơn vị', '11737', 'code', 'đã có'],
    ['Loại đơn vị', 'thị trấn', 'type', '“thị trấn” không phải là loại đơn vị: ghi xã, phường hoặc đặc khu.'],
    ['Loại đơn vị', '#REF!', 'type', FORMULA],
    ['Tên đơn vị', 'T©n Hßa', 'name', OLD_FONT],
    ['Tên đơn vị', 'TÃ¢n HÃ²a', 'name', UNREADABLE],
    ['Tên đơn vị', '=A1', 'name', WITHOUT_VALUE],
    ['Tên đơn vị', 'xã', 'name', 'nhập mục này'],
    ['Mã tỉnh', '99', 'province', 'Không có tỉnh, thành phố này'],
    ['Từ ngày', '09/29/2025', 'from', 'không phải ngày/tháng/năm'],
    ['Từ ngày', '29-9-25', 'from', 'có thể là'],
    ['Từ ngày', '#VALUE!', 'from', FORMULA],
    ['Từ ngày', '31/9/2025', 'from', 'không phải là ngày'],
    ['Từ ngày', '', 'from', 'Chọn một ngày'],
    ['Đơn vị cũ', '10000', 'predecessors', 'Không có đơn vị “10000”'],
    ['Đơn vị cũ', 'Tân Hòa cũ', 'predecessors', 'Không có đơn vị “Tân Hòa cũ”'],
    ['Kết thúc đơn vị cũ', 'chưa rõ', 'ends', '“có” hoặc “không”'],
    ['Kinh độ', '106°41', 'lon', 'từ 0 đến 180'],
    ['Kinh độ', '', 'lon', 'Nhập cả kinh độ và vĩ độ'],
    ['Vĩ độ', '106,6', 'lat', 'từ 0 đến 90'],
  ])('%s “%s” is told of', async (column, cell, at, words) => {
    const { faults } = (await read({ [column]: cell })) as unknown as {
      faults: { column: string; messageVi: string }[];
    };
    // Once, at its column.
    expect(faults).toEqual([expect.objectContaining({ row: 2, column: at })]);
    expect(faults[0]?.messageVi).toContain(words);
  });
});

describe('a sheet of criteria', () => {
  const HEAD = ['Nhóm', 'Điểm nhóm', 'Mã', 'Tiêu chí', 'Điểm tối đa', 'Cách chấm', 'Bậc điểm', 'Minh chứng'];
  const ROW = ['Hạ tầng', '', '1.1', 'Mạng nội bộ', '10', '', '', ''];
  const read = async (column: string, cell: string) => {
    const row = ROW.map((one, at) => (HEAD[at] === column ? cell : one));
    return readCriteria(await found(CRITERIA_LAYOUT, [HEAD, row, ['', '', '1.2', 'Khác', '5', '', '', '']]));
  };

  it.each<[string, string, object]>([
    ['Điểm tối đa', '10,5', { max: 10.5 }],
    ['Điểm tối đa', '10.50', { max: 10.5 }],
    ['Điểm tối đa', '10 điểm', { max: 10 }],
    ['Điểm tối đa', '10đ', { max: 10 }],
    ['Cách chấm', 'TỈ LỆ', { how: 'share' }],
    ['Tiêu chí', 'Mạng'.normalize('NFD'), { nameVi: 'Mạng' }],
    ['Bậc điểm', '80%–100%: 10', { steps: [{ from: 80, to: 100, points: 10 }] }],
    [
      'Bậc điểm',
      '80-100:10\n0-80:5,5',
      {
        steps: [
          { from: 80, to: 100, points: 10 },
          { from: 0, to: 80, points: 5.5 },
        ],
      },
    ],
  ])('%s “%s”', async (column, cell, said) => {
    const { faults, groups } = await read(column, cell);
    expect(faults).toEqual([]);
    expect(groups[0]?.criteria[0]).toMatchObject(said);
  });

  it.each([
    ...HEAD.flatMap((column) => [
      [column, '#N/A', FORMULA],
      [column, '=A1+B1', WITHOUT_VALUE],
    ]),
    ['Nhóm', 'H¹ tÇng', OLD_FONT],
    ['Tiêu chí', 'TÃ¢n HÃ²a', UNREADABLE],
    ['Điểm tối đa', '1.000', 'không phải là số'],
    ['Điểm tối đa', '-5', 'không phải là số'],
    ['Điểm tối đa', '5%', 'không phải là số'],
    ['Cách chấm', 'tự chấm', 'không rõ'],
    ['Bậc điểm', '>80: 10', 'không đọc được'],
  ])('%s “%s” is told of', async (column, cell, words) => {
    const { faults } = await read(column, cell);
    expect(faults).toEqual([{ row: 2, words: [expect.stringContaining(words), expect.any(String)] }]);
  });
});
