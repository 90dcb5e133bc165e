import { type Fault, fault } from '../faults.ts';
import { objectionsOf } from '../refused.ts';
import type { SheetFault } from '../registry/contacts.ts';
import type { Registry } from '../registry/snapshot.ts';
import { brokenCell, dayFaults, hasMonthFirst, readBoolean, readCode, readDay } from '../sheets/cells.ts';
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
  const monthFirst = hasMonthFirst(rows.map(({ cells }) => cells[headers.indexOf('from')] ?? ''));
  const read = rows.map(({ row, cells, spoilt = [] }) => {
    const cell = (column: Column) => cells[headers.indexOf(column)]?.trim() ?? '';
    const say = (column: string, { messageVi, message }: Pick<Fault, 'messageVi' | 'message'>) =>
      faults.push({ row, column, message, messageVi });
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
        : (field<'lon'>(column, cell(column).replace(/([.,]\d{6})\d+$/, '$1')) ?? null);
    return {
      code: readCode(cell('code')),
      type: field<'type'>('type', cell('type')) ?? 'xã',
      name: field<'name'>('name', cell('name')) ?? '',
      province: padded(cell('province')),
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

/** A province's code: spreadsheets drop the zero with which it begins, people write its name after it. */
function padded(cell: string): string {
  const code = /^'?(\d{1,2})(?:[.,]0+)?(?:\s*[-–—:._]\s*\D.*|\s+\p{L}.*)?$/su.exec(cell)?.[1];
  return code?.padStart(2, '0') ?? cell;
}

/** Several codes in a cell, each perhaps with its name: `10507 - Thành Đông; 10525`. Codes alone may have blanks between them. */
function codesIn(cell: string): string[] {
  const alone = /^[\d\s;,]+$/.test(cell);
  return cell
    .split(alone ? /[;,\s]+/ : /\s*[;\n]\s*|\s*,\s*(?='?\d)/)
    .filter((one) => one !== '')
    .map(readCode);
}
