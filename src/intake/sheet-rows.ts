import { type Fault, fault, pointerStep } from '../faults.ts';
import type { Indicator } from '../registry/types.ts';
import { isAmbiguous, isUnknown, readBoolean, readCode, readDay, readNumber } from './sheet-cells.ts';
import type { Column, Half } from './sheet-columns.ts';

type Halves = Partial<Record<Half, string>>;

/** A row as a record to be checked. */
export interface SheetRow {
  /** As the sheet counts: 1 is the header. */
  row: number;
  raw: { locality?: string; day?: string; note?: string; values: Record<string, unknown> };
  /** What only the sheet knows to be wrong; the check finds the rest. */
  faults: Fault[];
  /** No value is filled in, so there is nothing to store. */
  skipped: boolean;
}

/**
 * The rows below the header, less those that are blank and, in row 2, the names of the columns. A cell that
 * cannot be read stays text in the record, where the check refuses it with all else that is wrong.
 */
export function* readRows(
  rows: readonly (readonly string[])[],
  columns: readonly (Column | undefined)[],
): Generator<SheetRow> {
  for (const [at, cells] of rows.entries()) {
    if (at === 0 || cells.length === 0 || (at === 1 && isNamesRow(cells, columns))) continue;
    yield { row: at + 1, ...readRow(cells, columns) };
  }
}

function readRow(cells: readonly string[], columns: readonly (Column | undefined)[]): Omit<SheetRow, 'row'> {
  const raw: SheetRow['raw'] = { values: {} };
  const faults: Fault[] = [];
  const ratios = new Map<Indicator, Halves>();
  for (const [at, column] of columns.entries()) {
    const cell = cells[at] ?? '';
    if (!column || cell === '') continue;
    switch (column.role) {
      case 'locality':
        raw.locality = readCode(cell);
        break;
      case 'day':
        raw.day = readDay(cell) ?? cell;
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
        if (indicator.kind === 'number') faults.push(...numberFaults(pointerTo(indicator), cell));
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
    default:
      return readNumber(cell) ?? cell;
  }
}

/** Who does not know one half does not know the whole. */
function readRatio({ have, need }: Halves): unknown {
  if (isUnknown(have ?? '') || isUnknown(need ?? '')) return null;
  const read = (cell: string | undefined) => (cell === undefined ? undefined : (readNumber(cell) ?? cell));
  return { have: read(have), need: read(need) };
}

function ratioFaults(indicator: Indicator, halves: Halves): Fault[] {
  if (readRatio(halves) === null) return [];
  return (['have', 'need'] as const).flatMap((half) => {
    const pointer = `${pointerTo(indicator)}/${half}`;
    const cell = halves[half];
    if (cell !== undefined) return numberFaults(pointer, cell);
    return [fault(pointer, 'half_ratio', { name: indicator.nameEn, nameVi: indicator.nameVi })];
  });
}

function numberFaults(pointer: string, text: string): Fault[] {
  return isAmbiguous(text) ? [fault(pointer, 'ambiguous_number', { text })] : [];
}

function pointerTo(indicator: Indicator): string {
  return `/values/${pointerStep(indicator.code)}`;
}

/**
 * Row 2 of the template names the columns for people. It is known by what it lacks, so that people may
 * change the names: there is no code in it, no day and no value that could be read.
 */
function isNamesRow(cells: readonly string[], columns: readonly (Column | undefined)[]): boolean {
  return columns.every((column, at) => {
    const cell = cells[at] ?? '';
    switch (column?.role) {
      case 'locality':
      case 'day':
        return cell !== '' && !/^\d/.test(cell);
      case 'value':
        return typeof readValue(column.indicator, cell) === 'string';
      default:
        return true;
    }
  });
}
