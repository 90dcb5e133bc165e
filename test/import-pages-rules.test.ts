import { describe, expect, it } from 'vitest';
import type { ImportResult } from '../src/intake/sheet-import.ts';
import { corrected, inOrder } from '../src/pages/imports/rows.ts';
import { draftName } from '../src/pages/imports/upload.ts';
import type { Found } from '../src/sheets/found.ts';

describe('a sheet with what a form brought back', () => {
  const nothing = {
    sheets: [],
    left: [],
    ignored: [],
    skipped: [],
    hiddenRows: 0,
    hiddenColumns: [],
    mergedRows: 0,
  };
  const sheet: Found = {
    ...nothing,
    comments: 0,
    headers: ['locality', 'day', 'network.lan'],
    rows: [
      { sheet: 0, row: 2, cells: ['10507', '2025-09-25', 'có lẽ'], spoilt: ['locality'] },
      { sheet: 1, row: 2, cells: ['10525', '', ''] },
    ],
  };
  it.each<[string, Record<string, string>, string[], string[][]]>([
    [
      'a cell',
      { 'c.2.2': 'có' },
      [],
      [
        ['10507', '2025-09-25', 'có'],
        ['10525', '', ''],
      ],
    ],
    [
      'a cell of another sheet',
      { 'c.2-1.2': 'x' },
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
      [
        ['10507', '2025-09-25', 'có'],
        ['10525', '', ''],
      ],
    ],
    [
      'a row left out',
      {},
      ['2'],
      [
        ['', '', ''],
        ['10525', '', ''],
      ],
    ],
    [
      'nothing that is no cell',
      { 'c.9.0': 'x', 'c.2.3': 'x', 'c.2.-1': 'x', 'c.0.0': 'x', 'c.1.0': 'x', csrf: 'x', 'c.2.2.2': 'x' },
      ['9', '0', '-1', '1.5', 'x', '1'],
      [
        ['10507', '2025-09-25', 'có lẽ'],
        ['10525', '', ''],
      ],
    ],
  ])('%s', (_, fields, dropped, rows) => {
    expect(corrected(sheet, fields, dropped).rows.map(({ cells }) => cells)).toEqual(rows);
    // The sheet it was made of is not touched.
    expect(sheet.rows[0]?.cells).toEqual(['10507', '2025-09-25', 'có lẽ']);
  });

  it('trusts a code that was typed anew, and no other', () => {
    expect(corrected(sheet, { 'c.2.0': '10507' }, []).rows[0]?.spoilt).toEqual(['locality']);
    expect(corrected(sheet, { 'c.2.0': '10532' }, []).rows[0]?.spoilt).toEqual([]);
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
    ['C:\\Users\\an\\số liệu.xlsx', 'số liệu.xlsx'],
    ['../../a.csv', 'a.csv'],
    ['a\u202Ecsv.exe', 'a csv.exe'],
    ['', 'tệp'],
    ['x'.repeat(500), 'x'.repeat(120)],
  ])('%s is called %s', (given, name) => {
    expect(draftName(given)).toBe(name);
  });
});
