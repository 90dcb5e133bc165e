import { type Fault, fault } from '../faults.ts';
import { objectionsOf } from '../refused.ts';
import type { SheetFault } from '../registry/contacts.ts';
import type { Registry } from '../registry/snapshot.ts';
import { LOCALITY_TYPES } from '../registry/types.ts';
import {
  brokenCell,
  dayFaults,
  hasMonthFirst,
  plainWord,
  readBoolean,
  readCode,
  readDay,
} from '../sheets/cells.ts';
import type { Found, KnownColumn, Layout } from '../sheets/find-rows.ts';
import {
  NEW_LOCALITY_FIELDS,
  type NewLocality,
  type PlannedLocalities,
  POSITION_FIELDS,
  planLocalities,
} from './new-localities.ts';

/** The sheet of new localities: read, checked, and what they would make of the registry. Pure. */

export const LOCALITY_COLUMNS = [
  'code',
  'type',
  'name',
  'province',
  'from',
  'predecessors',
  'ends',
  'lon',
  'lat',
] as const;
type Column = (typeof LOCALITY_COLUMNS)[number];

const PEOPLE_CALL_THEM: Record<Column, Pick<KnownColumn, 'names' | 'kind'>> = {
  code: { names: ['Mã đơn vị', 'Mã xã'], kind: 'code' },
  type: { names: ['Loại đơn vị', 'Loại'], kind: 'text' },
  name: { names: ['Tên đơn vị', 'Tên'], kind: 'text' },
  province: { names: ['Mã tỉnh', 'Mã tỉnh, thành phố'], kind: 'code' },
  from: { names: ['Từ ngày', 'Ngày bắt đầu'], kind: 'day' },
  predecessors: { names: ['Đơn vị cũ', 'Mã đơn vị cũ'], kind: 'text' },
  ends: { names: ['Kết thúc đơn vị cũ'], kind: 'yes' },
  lon: { names: ['Kinh độ'], kind: 'number' },
  lat: { names: ['Vĩ độ'], kind: 'number' },
};

/** The columns by which it is known. */
export const LOCALITY_LAYOUT: Layout = {
  columns: LOCALITY_COLUMNS.map((header) => ({ header, ...PEOPLE_CALL_THEM[header] })),
  needed: ['code', 'type', 'name', 'province', 'from'],
  marks: ['from', 'type'],
};

/** What the rows of a sheet would make, or all that is wrong with them, each at its row and column. */
export function readLocalitySheet(
  { headers, rows }: Pick<Found, 'headers' | 'rows'>,
  registry: Registry,
  now: Date,
): { localities: NewLocality[]; planned: PlannedLocalities } | { faults: SheetFault[] } {
  const faults: SheetFault[] = [];
  const provinceIn = provinceReader(registry);
  const monthFirst = hasMonthFirst(rows.map(({ cells }) => cells[headers.indexOf('from')] ?? ''));
  const read = rows.map(({ row, cells, spoilt = [] }) => {
    const cell = (column: Column) => cells[headers.indexOf(column)]?.trim() ?? '';
    const told = new Set<string>();
    const say = (column: string, { messageVi, message }: Pick<Fault, 'messageVi' | 'message'>) => {
      // Of a cell that cannot be read nothing more is to be said.
      if (told.has(column)) return;
      told.add(column);
      faults.push({ row, column, message, messageVi });
    };
    for (const column of LOCALITY_COLUMNS) {
      const broken = spoilt.includes(column)
        ? fault(`/${column}`, 'code_lost_digits')
        : brokenCell(`/${column}`, cell(column));
      if (broken) say(column, broken);
    }
    const field = <K extends keyof NewLocality>(column: Column, text: string): NewLocality[K] | undefined => {
      const readers = { ...NEW_LOCALITY_FIELDS, ...POSITION_FIELDS };
      const one = objectionsOf(() => readers[column]?.(text, column));
      if ('value' in one) return (one.value as Partial<NewLocality> | undefined)?.[column as K];
      for (const { vi, en } of one.objections) say(column, { messageVi: vi, message: en });
      return undefined;
    };
    const [odd] = dayFaults('/from', cell('from'), monthFirst);
    if (odd) say('from', odd);
    const ends = cell('ends') === '' ? true : readBoolean(cell('ends'));
    if (ends === undefined) say('ends', fault('/ends', 'not_yes_or_no'));
    const position = (column: 'lon' | 'lat') =>
      cell(column) === ''
        ? null
        : (field<'lon'>(
            column,
            cell(column)
              .replace(/\s*°$/, '')
              .replace(/([.,]\d{6})\d+$/, '$1'),
          ) ?? null);
    if ((cell('lon') === '') !== (cell('lat') === ''))
      say(cell('lon') === '' ? 'lon' : 'lat', {
        messageVi: 'Nhập cả kinh độ và vĩ độ, hoặc để trống cả hai.',
        message: 'Give both lon and lat, or neither.',
      });
    const type = LOCALITY_TYPES.find((one) => plainWord(one) === plainWord(cell('type')));
    if (type === undefined)
      say('type', {
        messageVi: `“${cell('type')}” không phải là loại đơn vị: ghi xã, phường hoặc đặc khu.`,
        message: `“${cell('type')}” is no type: one of ${LOCALITY_TYPES.join(', ')}.`,
      });
    return {
      code: readCode(cell('code')),
      type: type ?? 'xã',
      name: field<'name'>('name', bareName(cell('name'), cell('type'))) ?? '',
      province: provinceIn(cell('province')),
      from: odd ? '' : (field<'from'>('from', readDay(cell('from')) ?? cell('from')) ?? ''),
      predecessors: codesIn(cell('predecessors')),
      // Predecessors end unless the sheet says that they go on.
      ends: ends ?? true,
      lon: position('lon'),
      lat: position('lat'),
    } satisfies NewLocality;
  });
  if (faults.length > 0) return { faults };
  const planned = planLocalities(registry, read, now);
  if (!('objections' in planned)) return { localities: read, planned };
  return {
    faults: planned.objections.map(({ index, field, vi, en }) => ({
      row: rows[index]?.row ?? 0,
      column: field,
      message: en,
      messageVi: vi,
    })),
  };
}

/** Without the type before it, which has a column of its own; an Excel cell may be broken into lines. */
function bareName(name: string, type: string): string {
  const text = name.replace(/\s+/gu, ' ');
  const words = plainWord(type).split(' ').length;
  const first = text.split(' ').slice(0, words).join(' ');
  return plainWord(first) === plainWord(type) ? text.slice(first.length).trim() : text;
}

/** A province by its code or its name, with or without what kind of place it is; else the cell as it is. */
function provinceReader({ provinces }: Pick<Registry, 'provinces'>): (cell: string) => string {
  const bare = (name: string) => plainWord(name).replace(/^(?:thanh pho|tp\.?|tinh|t\.) ?/, '');
  const byName = new Map([...provinces].map(([code, name]) => [bare(name), code]));
  return (cell) => byName.get(bare(cell)) ?? padded(cell);
}

/** A province's code: spreadsheets drop the zero with which it begins, people write its name after it. */
function padded(cell: string): string {
  const code = /^'?(\d{1,2})(?:[.,]0+)?(?:\s*[-–—:._]\s*\D.*|\s+\p{L}.*)?$/su.exec(cell)?.[1];
  return code?.padStart(2, '0') ?? cell;
}

/** Several codes in a cell, each perhaps with its name: `10507 - Thành Đông; 10525`. Codes alone may have blanks between them. */
function codesIn(cell: string): string[] {
  if (/^[-–—]$/.test(cell) || readBoolean(cell) === false) return [];
  const alone = /^[\d\s;,]+$/.test(cell);
  const codes = cell
    .split(alone ? /[;,\s]+/ : /\s*[;\n]\s*|\s*,\s*(?='?\d)/)
    .filter((one) => one !== '')
    .map(readCode);
  return [...new Set(codes)];
}
