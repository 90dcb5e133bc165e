import type { Fault } from '../faults.ts';
import { objectionsOf } from '../refused.ts';
import type { SheetFault } from '../registry/contacts.ts';
import type { Registry } from '../registry/snapshot.ts';
import { brokenCell, readCode, readDay } from '../sheets/cells.ts';
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
  const read = rows.map(({ row, cells }) => {
    const cell = (column: Column) => cells[headers.indexOf(column)]?.trim() ?? '';
    const say = (column: string, { messageVi, message }: Pick<Fault, 'messageVi' | 'message'>) =>
      faults.push({ row, column, message, messageVi });
    for (const column of LOCALITY_COLUMNS) {
      const broken = brokenCell(`/${column}`, cell(column));
      if (broken) say(column, broken);
    }
    const field = <K extends keyof NewLocality>(column: Column, text: string): NewLocality[K] | undefined => {
      const readers = { ...NEW_LOCALITY_FIELDS, ...POSITION_FIELDS };
      const one = objectionsOf(() => readers[column]?.(text, column));
      if ('value' in one) return (one.value as Partial<NewLocality> | undefined)?.[column as K];
      for (const { vi, en } of one.objections) say(column, { messageVi: vi, message: en });
      return undefined;
    };
    const position = (column: 'lon' | 'lat') =>
      cell(column) === '' ? null : (field<'lon'>(column, cell(column)) ?? null);
    return {
      code: readCode(cell('code')),
      type: field<'type'>('type', cell('type')) ?? 'xã',
      name: field<'name'>('name', cell('name')) ?? '',
      province: padded(cell('province')),
      from: field<'from'>('from', readDay(cell('from')) ?? cell('from')) ?? '',
      predecessors: cell('predecessors')
        .split(/[;,\s]+/)
        .filter((one) => one !== '')
        .map(readCode),
      ends: !saysNo(cell('ends')),
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

/** Spreadsheets drop the zero with which a code begins. */
const padded = (code: string) => (/^\d$/.test(code) ? `0${code}` : code);

/** Predecessors end unless the sheet says that they go on. */
const saysNo = (text: string) => /^(không|khong|no|false|0|chưa)$/i.test(text);
