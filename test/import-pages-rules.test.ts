import { describe, expect, it } from 'vitest';
import type { ImportResult } from '../src/intake/sheet-import.ts';
import { corrected, inOrder } from '../src/pages/imports/rows.ts';
import { draftName, formatOf } from '../src/pages/imports/upload.ts';

describe('a sheet with what a form brought back', () => {
  const sheet = [['locality', 'day', 'network.lan'], ['10507', '2025-09-25', 'có lẽ'], ['10525']];
  it.each<[string, Record<string, string>, number[], string[][]]>([
    ['a cell', { 'c.2.2': 'có' }, [], [['10507', '2025-09-25', 'có'], ['10525']]],
    [
      'a cell beyond the end of its row',
      { 'c.3.2': 'x' },
      [],
      [
        ['10507', '2025-09-25', 'có lẽ'],
        ['10525', '', 'x'],
      ],
    ],
    [
      'spaces and composed letters',
      { 'c.2.2': ' co\u0301 ' },
      [],
      [['10507', '2025-09-25', 'có'], ['10525']],
    ],
    ['a row left out', {}, [2], [[], ['10525']]],
    ['never the header', { 'c.1.0': 'x' }, [1], [['10507', '2025-09-25', 'có lẽ'], ['10525']]],
    [
      'nothing that is no cell',
      { 'c.9.0': 'x', 'c.2.3': 'x', 'c.2.-1': 'x', 'c.0.0': 'x', csrf: 'x', 'c.2.2.2': 'x' },
      [9, 0, -1, 1.5, Number.NaN],
      [['10507', '2025-09-25', 'có lẽ'], ['10525']],
    ],
  ])('%s', (_, fields, dropped, rows) => {
    expect(corrected(sheet, fields, dropped)).toEqual([sheet[0], ...rows]);
    // The sheet it was made of is not touched.
    expect(sheet[1]).toEqual(['10507', '2025-09-25', 'có lẽ']);
  });
});

describe('rows', () => {
  const fault = [{ column: 'day', code: 'x', message: '', messageVi: '' }];
  const results: ImportResult[] = [
    { row: 2, outcome: 'accepted' },
    { row: 3, outcome: 'skipped', errors: fault },
    { row: 4, outcome: 'skipped' },
    { row: 5, outcome: 'rejected', errors: fault },
    { row: 6, outcome: 'unchanged' },
    { row: 7, outcome: 'rejected', errors: fault },
  ];
  const answer = { accepted: 1, unchanged: 1, skipped: 2, rejected: 2, results };

  it('stand in the order of the work', () => {
    expect(inOrder(answer, 'all').map(({ row }) => row)).toEqual([5, 7, 3, 2, 4, 6]);
    expect(inOrder(answer, 'faulty').map(({ row }) => row)).toEqual([5, 7, 3]);
  });
});

describe('a file', () => {
  it.each([
    ['a.xlsx', 'PK\x03\x04', 'xlsx'],
    ['a.csv', 'PK\x03\x04', 'xlsx'],
    ['a.xls', '\xd0\xcf\x11\xe0', 'xlsx'],
    ['a.XLSX', 'locality,day', 'xlsx'],
    ['a.csv', 'locality,day', 'csv'],
    ['a.txt', 'locality;day', 'csv'],
    ['', '', 'csv'],
  ])('%s that begins with %j is read as %s', (name, start, format) => {
    expect(formatOf({ name, bytes: Buffer.from(start, 'latin1') })).toBe(format);
  });

  it.each([
    ['C:\\Users\\an\\số liệu.xlsx', 'số liệu.xlsx'],
    ['../../a.csv', 'a.csv'],
    ['a\u202Ecsv.exe', 'a csv.exe'],
    ['', 'tệp'],
    ['x'.repeat(500), 'x'.repeat(120)],
  ])('%s is called %s', (given, name) => {
    expect(draftName(given)).toBe(name);
  });
});
