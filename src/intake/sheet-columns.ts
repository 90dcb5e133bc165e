import { own } from '../lib/own.ts';
import { KIND_FACTS } from '../registry/indicator-kinds.ts';
import type { Indicator } from '../registry/types.ts';
import type { KnownColumn, Layout } from '../sheets/find-rows.ts';
import { FORMER_NAMES } from './former-names.ts';

export type Half = 'have' | 'need';

/** A column that holds values of an indicator; null when the whole of it. */
export interface ValueColumn {
  role: 'value';
  header: string;
  indicator: Indicator;
  half: Half | null;
}

/** What a column of a sheet holds. */
export type Column = TextColumn<'locality'> | TextColumn<'note'> | DayColumn | ValueColumn;
export type DayColumn = TextColumn<'day'>;
interface TextColumn<R> {
  role: R;
  header: string;
}

const FIXED = [
  {
    header: 'locality',
    names: ['Mã đơn vị', 'Mã xã', 'Mã xã, phường', 'Mã ĐVHC', 'Mã đơn vị hành chính'],
    kind: 'code',
  },
  { header: 'day', names: ['Ngày báo cáo', 'Ngày', 'Ngày số liệu'], kind: 'day' },
  { header: 'note', names: ['Ghi chú'], kind: 'text' },
] as const satisfies KnownColumn[];

/** What a cell of an indicator holds, as sheets know cells. */
export const CELL_KINDS = { boolean: 'yes', date: 'day', number: 'number', ratio: 'number' } as const;
/** The present name of each half, then those of templates that are still about. */
const HALVES = { have: ['số hiện có', 'số có'], need: ['số cần có', 'số cần'] } as const;
const HINTS = { boolean: 'có / không', date: 'ngày/tháng/năm', number: 'số', ratio: '' } as const;

/** The columns in which one indicator stands: one for each half of a ratio, else one. */
export function columnsOf(indicator: Indicator): ValueColumn[] {
  const column = (header: string, half: Half | null): ValueColumn => ({
    role: 'value',
    header,
    indicator,
    half,
  });
  return KIND_FACTS[indicator.kind].halves
    ? [column(`${indicator.code}.have`, 'have'), column(`${indicator.code}.need`, 'need')]
    : [column(indicator.code, null)];
}

/** What people call a column of values, in the template and wherever a sheet names it so. */
export function valueColumnName(column: ValueColumn): string {
  return nameWith(column, 0);
}

function nameWith({ indicator, half }: ValueColumn, age: 0 | 1): string {
  if (half === null) return `${indicator.nameVi} (${HINTS[indicator.kind]})`;
  const unit = indicator.unit === null ? '' : ` (${indicator.unit})`;
  return `${indicator.nameVi}: ${HALVES[half][age]}${unit}`;
}

/** The present name, then those of templates that are still about. */
function namesOf(column: ValueColumn): string[] {
  const former = own(FORMER_NAMES, column.indicator.code) ?? [];
  return [column.indicator.nameVi, ...former].flatMap((nameVi) => {
    const named = { ...column, indicator: { ...column.indicator, nameVi } };
    return [nameWith(named, 0), nameWith(named, 1)];
  });
}

/** The columns of a sheet of records. `indicators` are all there ever were: which are asked depends on a row's day. */
export function recordLayout(indicators: readonly Indicator[]): Layout {
  const values = indicators.flatMap(columnsOf);
  const columns: KnownColumn[] = [
    ...FIXED,
    ...values.map((column): KnownColumn => {
      const kind = CELL_KINDS[column.indicator.kind];
      return { header: column.header, names: namesOf(column), kind };
    }),
  ];
  const someOf = values.map(({ header }) => header);
  return { columns, needed: ['locality', 'day'], someOf, marks: ['day'] };
}

/** What each header of a sheet that was found stands for; undefined for one that is not known any more. */
export function columnsNamed(
  headers: readonly string[],
  indicators: readonly Indicator[],
): (Column | undefined)[] {
  const fixed = FIXED.map(({ header }): [string, Column] => [header, { role: header, header }]);
  const values = indicators.flatMap(columnsOf).map((column): [string, Column] => [column.header, column]);
  const known = new Map([...fixed, ...values]);
  return headers.map((header) => known.get(header));
}
