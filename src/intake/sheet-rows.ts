import { type Fault, fault, pointerStep } from '../faults.ts';
import { unreachable } from '../lib/unreachable.ts';
import { KIND_FACTS } from '../registry/indicator-kinds.ts';
import type { Indicator } from '../registry/types.ts';
import {
  brokenCell,
  dayFaults,
  hasMonthFirst,
  isAmbiguous,
  isNotApplicable,
  isNothing,
  isUnknown,
  readBoolean,
  readCode,
  readDay,
  readNumber,
  readPercent,
} from '../sheets/cells.ts';
import type { FoundRow } from '../sheets/find-rows.ts';
import { CELL_KINDS, type Column, type DayColumn, type Half, type ValueColumn } from './sheet-columns.ts';

/** What one cell says, which follows from its column and its text alone. */
interface CellSays {
  value: unknown;
  /** The cell itself holds no text to read: an error, a formula without a value. */
  broken: Fault | null;
  faults: readonly Fault[];
}
type Halves = Partial<Record<Half, CellSays>>;

/** A row as a record to be checked. */
export interface SheetRow {
  /** Place of its sheet among those that are read. */
  sheet: number;
  /** As the sheet counts, from 1. */
  row: number;
  raw: { locality?: string; day?: string; note?: string; values: Record<string, unknown> };
  /** What only the sheet knows to be wrong; the check finds the rest. */
  faults: Fault[];
  /** No value is filled in, so there is nothing to store. */
  skipped: boolean;
  /** What the row says does not apply; whether the registry says so, too, is not known here. */
  exempt: Indicator[];
}

/** What is known of a column as a whole. */
interface ColumnFacts {
  column: Column | undefined;
  pointer: string;
  /** A day in it can only be month/day/year. */
  monthFirst: boolean;
  /** What has been read in it: a column of thousands of rows has few different cells. */
  said: Map<string, CellSays>;
}

/**
 * The rows of a sheet as records. A cell that cannot be read stays text in the record, where the check refuses it
 * with all else that is wrong.
 */
export function* readRows(
  rows: readonly FoundRow[],
  columns: readonly (Column | undefined)[],
): Generator<SheetRow> {
  const facts = columns.map((column, at): ColumnFacts => {
    const isDay =
      column?.role === 'day' || (column?.role === 'value' && CELL_KINDS[column.indicator.kind] === 'day');
    const monthFirst = isDay && hasMonthFirst(rows.map(({ cells }) => cells[at] ?? ''));
    return { column, pointer: column ? pointerOfColumn(column) : '', monthFirst, said: new Map() };
  });
  for (const { sheet, row, cells, spoilt } of rows) yield { sheet, row, ...readRow(cells, facts, spoilt) };
}

function readRow(
  cells: readonly string[],
  facts: readonly ColumnFacts[],
  spoilt: readonly string[] = [],
): Pick<SheetRow, 'raw' | 'faults' | 'skipped' | 'exempt'> {
  const raw: SheetRow['raw'] = { values: {} };
  const faults: Fault[] = [];
  const ratios = new Map<Indicator, Halves>();
  const exempt = new Set<Indicator>();
  for (const [at, known] of facts.entries()) {
    const { column, pointer } = known;
    const cell = cells[at] ?? '';
    if (!column || cell === '') continue;
    if (column.role === 'locality' || column.role === 'note') {
      const broken = brokenCell(pointer, cell);
      if (broken) faults.push(broken);
      if (column.role === 'note') raw.note = cell;
      else {
        raw.locality = readCode(cell);
        if (spoilt.includes(column.header)) faults.push(fault(pointer, 'code_lost_digits'));
      }
      continue;
    }
    if (column.role === 'value' && isNotApplicable(cell)) {
      exempt.add(column.indicator);
      continue;
    }
    const says = known.said.get(cell) ?? readCell(column, known, cell);
    known.said.set(cell, says);
    if (says.broken) faults.push(says.broken);
    if (column.role === 'value' && column.half !== null) {
      ratios.set(column.indicator, { ...ratios.get(column.indicator), [column.half]: says });
      continue;
    }
    if (column.role === 'day') raw.day = says.value as string;
    else raw.values[column.indicator.code] = says.value;
    faults.push(...says.faults);
  }
  for (const [indicator, halves] of ratios) {
    // Who says of one half that it does not apply says it of the whole.
    if (exempt.has(indicator)) continue;
    raw.values[indicator.code] = readRatio(halves);
    faults.push(...ratioFaults(indicator, halves));
  }
  return { raw, faults, skipped: Object.keys(raw.values).length === 0, exempt: [...exempt] };
}

function readCell(
  column: DayColumn | ValueColumn,
  { pointer, monthFirst }: ColumnFacts,
  cell: string,
): CellSays {
  const broken = brokenCell(pointer, cell);
  if (column.role !== 'value')
    return { value: readDay(cell) ?? cell, broken, faults: dayFaults(pointer, cell, monthFirst) };
  const { indicator, half } = column;
  const value =
    half === null ? readValue(indicator, cell) : isUnknown(cell) ? null : (readCount(cell) ?? cell);
  if (broken) return { value, broken, faults: [] };
  const faults =
    half === null
      ? valueFaults(pointer, indicator, cell, monthFirst)
      : numberFaults(pointer, cell, indicator);
  return { value, broken, faults };
}

function readValue(indicator: Indicator, cell: string): unknown {
  if (isUnknown(cell)) return null;
  switch (indicator.kind) {
    case 'boolean':
      return readBoolean(cell) ?? cell;
    case 'date':
      return readDay(cell) ?? cell;
    case 'number':
    case 'ratio':
      return (indicator.unit === '%' ? readPercent(cell) : undefined) ?? readCount(cell) ?? cell;
    default:
      return unreachable(indicator.kind);
  }
}

/** “None arose” counts nothing, which is a figure. */
function readCount(cell: string): number | undefined {
  return isNothing(cell) ? 0 : readNumber(cell);
}

/** Who does not know one half does not know the whole. */
function readRatio({ have, need }: Halves): unknown {
  if (have?.value === null || need?.value === null) return null;
  return { have: have?.value, need: need?.value };
}

function valueFaults(pointer: string, indicator: Indicator, cell: string, monthFirst: boolean): Fault[] {
  const { nameEn: name, nameVi } = indicator;
  const none = (instead: string) => [fault(pointer, 'none_is_no_value', { name, nameVi, instead })];
  switch (indicator.kind) {
    case 'number':
      return numberFaults(pointer, cell, indicator);
    case 'boolean':
      return isNothing(cell) ? none('Ghi “có” hoặc “không”.') : [];
    case 'date':
      return isNothing(cell)
        ? none('Để trống ô này nếu chưa có ngày.')
        : dayFaults(pointer, cell, monthFirst);
    case 'ratio':
      // Of two halves, which are looked at together: `ratioFaults`.
      return [];
    default:
      return unreachable(indicator.kind);
  }
}

function ratioFaults(indicator: Indicator, halves: Halves): readonly Fault[] {
  if (readRatio(halves) === null) return [];
  return (['have', 'need'] as const).flatMap((half) => {
    const pointer = `${pointerTo(indicator)}/${half}`;
    return (
      halves[half]?.faults ?? [
        fault(pointer, 'half_ratio', { name: indicator.nameEn, nameVi: indicator.nameVi }),
      ]
    );
  });
}

function numberFaults(pointer: string, text: string, { kind, unit, nameEn, nameVi }: Indicator): Fault[] {
  if (isAmbiguous(text.replace(/\s*%$/, ''))) return [fault(pointer, 'ambiguous_number', { text })];
  const asked = !KIND_FACTS[kind].halves && unit === '%';
  return asked || readPercent(text) === undefined
    ? []
    : [fault(pointer, 'percent_not_asked', { name: nameEn, nameVi, text })];
}

export function pointerTo(indicator: Indicator): string {
  return `/values/${pointerStep(indicator.code)}`;
}

/** Where the check points to for what stands in a column. */
export function pointerOfColumn(column: Column): string {
  if (column.role !== 'value') return `/${column.role}`;
  const { indicator, half } = column;
  return half === null ? pointerTo(indicator) : `${pointerTo(indicator)}/${half}`;
}
