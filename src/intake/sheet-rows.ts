import { type Fault, fault, pointerStep } from '../faults.ts';
import { unreachable } from '../lib/unreachable.ts';
import { KIND_FACTS } from '../registry/indicator-kinds.ts';
import type { Indicator } from '../registry/types.ts';
import {
  brokenCell,
  dayFaults,
  hasMonthFirst,
  isAmbiguous,
  isNothing,
  isUnknown,
  readBoolean,
  readCode,
  readDay,
  readNumber,
  readPercent,
} from '../sheets/cells.ts';
import type { FoundRow } from '../sheets/find-rows.ts';
import { CELL_KINDS, type Column, type Half } from './sheet-columns.ts';

type Halves = Partial<Record<Half, string>>;

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
}

/** What is known of a column as a whole. */
interface ColumnFacts {
  column: Column | undefined;
  /** A day in it can only be month/day/year. */
  monthFirst: boolean;
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
    return { column, monthFirst: isDay && hasMonthFirst(rows.map(({ cells }) => cells[at] ?? '')) };
  });
  for (const { sheet, row, cells, spoilt } of rows) yield { sheet, row, ...readRow(cells, facts, spoilt) };
}

function readRow(
  cells: readonly string[],
  facts: readonly ColumnFacts[],
  spoilt: readonly string[] = [],
): Pick<SheetRow, 'raw' | 'faults' | 'skipped'> {
  const raw: SheetRow['raw'] = { values: {} };
  const faults: Fault[] = [];
  const ratios = new Map<Indicator, Halves>();
  for (const [at, { column, monthFirst }] of facts.entries()) {
    const cell = cells[at] ?? '';
    if (!column || cell === '') continue;
    const pointer = pointerOfColumn(column);
    const broken = brokenCell(pointer, cell);
    if (broken) faults.push(broken);
    switch (column.role) {
      case 'locality':
        raw.locality = readCode(cell);
        if (spoilt.includes(column.header)) faults.push(fault(pointer, 'code_lost_digits'));
        break;
      case 'day':
        raw.day = readDay(cell) ?? cell;
        faults.push(...dayFaults(pointer, cell, monthFirst));
        break;
      case 'note':
        raw.note = cell;
        break;
      case 'value': {
        const { indicator, half } = column;
        if (half !== null) {
          ratios.set(indicator, { ...ratios.get(indicator), [half]: cell });
          break;
        }
        raw.values[indicator.code] = readValue(indicator, cell);
        if (!broken) faults.push(...valueFaults(pointer, indicator, cell, monthFirst));
      }
    }
  }
  for (const [indicator, halves] of ratios) {
    raw.values[indicator.code] = readRatio(halves);
    faults.push(...ratioFaults(indicator, halves));
  }
  return { raw, faults, skipped: Object.keys(raw.values).length === 0 };
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
  if (isUnknown(have ?? '') || isUnknown(need ?? '')) return null;
  const read = (cell: string | undefined) => (cell === undefined ? undefined : (readCount(cell) ?? cell));
  return { have: read(have), need: read(need) };
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

function ratioFaults(indicator: Indicator, halves: Halves): Fault[] {
  if (readRatio(halves) === null) return [];
  return (['have', 'need'] as const).flatMap((half) => {
    const pointer = `${pointerTo(indicator)}/${half}`;
    const cell = halves[half];
    if (cell !== undefined) return brokenCell(pointer, cell) ? [] : numberFaults(pointer, cell, indicator);
    return [fault(pointer, 'half_ratio', { name: indicator.nameEn, nameVi: indicator.nameVi })];
  });
}

function numberFaults(pointer: string, text: string, { kind, unit, nameEn, nameVi }: Indicator): Fault[] {
  if (isAmbiguous(text.replace(/\s*%$/, ''))) return [fault(pointer, 'ambiguous_number', { text })];
  const asked = !KIND_FACTS[kind].halves && unit === '%';
  return asked || readPercent(text) === undefined
    ? []
    : [fault(pointer, 'percent_not_asked', { name: nameEn, nameVi, text })];
}

function pointerTo(indicator: Indicator): string {
  return `/values/${pointerStep(indicator.code)}`;
}

/** Where the check points to for what stands in a column. */
export function pointerOfColumn(column: Column): string {
  if (column.role !== 'value') return `/${column.role}`;
  const { indicator, half } = column;
  return half === null ? pointerTo(indicator) : `${pointerTo(indicator)}/${half}`;
}
