import { describe, expect, it } from 'vitest';
import { isAmbiguous, isUnknown, readBoolean, readCode, readDay, readNumber } from '../src/sheets/cells.ts';

describe('numbers as people write them', () => {
  it.each<[string, number | undefined, string]>([
    ['12', 12, 'plain'],
    ['-5', -5, 'negative: for the check to refuse'],
    ['0', 0, 'zero'],
    ['007', 7, 'leading zeros'],
    ['12.5', 12.5, 'decimal point'],
    ['12,5', 12.5, 'decimal comma'],
    ['5.0', 5, 'a whole number with a decimal'],
    ['0.125', 0.125, 'nothing below one is grouped'],
    ['1234,567', 1234.567, 'too long before the sign to be a group'],
    ['85.1250', 85.125, 'four digits are no group'],
    ['1.234.567', 1_234_567, 'two groups'],
    ['1,234,567', 1_234_567, 'two groups, English'],
    ['1.234,5', 1234.5, 'a group and a decimal comma'],
    ['1,234.5', 1234.5, 'a group and a decimal point'],
    ['1.234', undefined, 'a group or decimals'],
    ['1,234', undefined, 'a group or decimals'],
    ['12.34.567', undefined, 'a group of two'],
    ['1.234,567,8', undefined, 'two decimal signs'],
    ['1e3', undefined, 'scientific'],
    ['0x10', undefined, 'hexadecimal'],
    ['12 máy', undefined, 'a unit'],
    ['1 234', 1234, 'a blank between thousands'],
    ['1\u00a0234', 1234, 'a blank that does not break'],
    ['12\u202f345\u202f678', 12_345_678, 'narrow blanks'],
    ['1 234,5', 1234.5, 'a blank and a decimal comma'],
    ['1 234,567', 1234.567, 'a blank tells that the comma is decimal'],
    ['12 34', undefined, 'a blank in the wrong place'],
    ['', undefined, 'nothing'],
    ['Infinity', undefined, 'not a figure'],
    ['١٢', undefined, 'other digits'],
  ])('%s → %s (%s)', (cell, value) => {
    expect(readNumber(cell)).toBe(value);
  });

  it.each([
    ['1.234', true],
    ['999,000', true],
    ['-1.234', true],
    ['0.234', false],
    ['1234.567', false],
    ['1.23', false],
  ])('%s is ambiguous: %s', (cell, ambiguous) => {
    expect(isAmbiguous(cell)).toBe(ambiguous);
  });
});

describe('yes, no and unknown', () => {
  it.each([
    ...[
      'true',
      'TRUE',
      '1',
      'x',
      'X',
      'có',
      'Có',
      'CÓ',
      'đạt',
      'Đạt',
      'yes',
      'Co',
      'Đã có',
      'Ðã có',
      'da co',
    ],
    ...['✔️', 'Đạt yêu cầu', '1.0', '✓', '✔', 'v', 'V', 'có.', 'đã  có', 'Dat', 'đã đạt', 'đúng'],
  ])('%s is yes', (cell) => {
    expect(readBoolean(cell)).toBe(true);
  });
  it.each([
    ...['false', 'FALSE', '0', 'không', 'KHÔNG', 'chưa', 'không đạt', 'Chưa đạt', 'no', 'khong', 'Chưa có'],
    ...['chua', 'chua co', 'không có', '✗', 'KHÔNG CÓ', 'Chưa đạt yêu cầu', '0.0'],
  ])('%s is no', (cell) => {
    expect(readBoolean(cell)).toBe(false);
  });
  it.each(['', '?', '2', 'ok', 'có?', '-', 'cô', 'chưa rõ', 'không phát sinh', 'có không', 'có/không'])(
    '“%s” is neither',
    (cell) => {
      expect(readBoolean(cell)).toBeUndefined();
    },
  );
  it.each([
    ['?', true],
    ['không rõ', true],
    ['Không rõ', true],
    ['chưa rõ', true],
    ['Chua ro', true],
    ['chưa biết', true],
    ['Chưa có số liệu', true],
    ['không phát sinh', false],
    ['chưa', false],
    ['không', false],
    ['', false],
  ])('“%s” is unknown: %s', (cell, unknown) => {
    expect(isUnknown(cell)).toBe(unknown);
  });
});

describe('days', () => {
  it.each<[string, string | undefined]>([
    ['2025-09-27', '2025-09-27'],
    ['27/9/2025', '2025-09-27'],
    ['27/09/2025', '2025-09-27'],
    ['5/9/2025', '2025-09-05'],
    ['9/27/2025', undefined],
    ['30/2/2025', undefined],
    ['29/2/2028', '2028-02-29'],
    ['27/9/25', '2025-09-27'],
    ['27-9-2025', '2025-09-27'],
    ['27.09.2025', '2025-09-27'],
    ['27 / 9 / 2025', '2025-09-27'],
    ['27/9/2025 08:00', '2025-09-27'],
    ['27/9/2025 8h30', '2025-09-27'],
    ['08:00 27/9/2025', '2025-09-27'],
    ['08:00:05 ngày 27/9/2025', '2025-09-27'],
    ['27/09/2025 1:05:09 PM', '2025-09-27'],
    ['ngày 27/9/2025', '2025-09-27'],
    ['Thứ Bảy, 27/9/2025', '2025-09-27'],
    ['27 tháng 9 năm 2025', '2025-09-27'],
    ['Ngày 27 tháng 09 năm 2025', '2025-09-27'],
    ['27-Sep-25', '2025-09-27'],
    ['27 Sep 2025', '2025-09-27'],
    ['2025/9/27', '2025-09-27'],
    ['2025-09-27 00:00:00', '2025-09-27'],
    ['2025-09-27T00:00:00', '2025-09-27'],
    ['2025-09-27T00:00:00.000Z', '2025-09-27'],
    ['2025-09-26T17:00:00.000Z', '2025-09-27'],
    ['2025-09-26T16:53:30.000Z', '2025-09-27'],
    ['2025-09-27T00:00:00+07:00', '2025-09-27'],
    ['2025-09-26T20:00:00Z', undefined],
    ['45927', '2025-09-27'],
    ['45927.75', '2025-09-27'],
    ['27', undefined],
    ['2025', undefined],
    ['99999', undefined],
    ['1/13/25', undefined],
    ['26-Thg11-26', '2026-11-26'],
    ['26 thg 11, 2026', '2026-11-26'],
    ['26 Tháng Mười Một 2026', '2026-11-26'],
    ['1 tháng Hai, 2027', '2027-02-01'],
    ['16 giờ 30 phút ngày 26/11/2026', '2026-11-26'],
    ['26/11/2026 lúc 16 giờ', '2026-11-26'],
    ['26–11–2026', '2026-11-26'],
    ["'26/11/2026", '2026-11-26'],
    ['26/11/2026.', '2026-11-26'],
    ['11/26/26', undefined],
    ['26 tháng Nhuận 2026', undefined],
    ['26-11-25', undefined],
    ['26-11-26', '2026-11-26'],
    ['05-11-26', '2026-11-05'],
    ['26/11/25', '2025-11-26'],
    ['27/9-2025', undefined],
    ['27/9', undefined],
    ['tháng 9', undefined],
    ['', undefined],
  ])('%s → %s', (cell, day) => {
    expect(readDay(cell)).toBe(day);
  });
});

it.each([
  ['1', '00001'],
  ['1234', '01234'],
  ['11737', '11737'],
  ['', ''],
  ['123456', '123456'],
  ['1a', '1a'],
  ['10507.0', '10507'],
  ['10507 - Thành Đông', '10507'],
  ['10507 – phường Thành Đông', '10507'],
  ['10507-Thành Đông', '10507'],
  ['10507 Thành Đông', '10507'],
  ['4: Ba Đình', '00004'],
  ["'10507", '10507'],
  ["'00004", '00004'],
  ['10.507', '10507'],
  ['10,507', '10507'],
  ['1,05E+04', '1,05E+04'],
  ['1.5', '1.5'],
])('the code “%s” is %s', (cell, code) => {
  expect(readCode(cell)).toBe(code);
});
