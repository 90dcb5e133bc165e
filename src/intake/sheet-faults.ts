import type { Fault } from '../faults.ts';
import type { Column } from './sheet-columns.ts';

/** A fault of a row, in the column where whoever filled it in will look. */
export interface CellFault {
  column: string;
  code: string;
  message: string;
  messageVi: string;
}

/**
 * Turns the faults of a row's record into faults of its cells. What the sheet itself found comes first in
 * `faults` and has the last word on its cell: the check then only says that the text is no value.
 */
export function cellFaults(
  faults: readonly Fault[],
  ofSheet: number,
  columns: readonly (Column | undefined)[],
): CellFault[] {
  const placed = faults.map(({ pointer, code, message, messageVi }) => ({
    column: columnAt(pointer, columns),
    code,
    message,
    messageVi,
  }));
  const told = new Set(placed.slice(0, ofSheet).map((one) => one.column));
  return placed.filter((one, at) => at < ofSheet || !told.has(one.column));
}

/** The header of the column that a pointer into a record means; faults of the whole row stand at the locality. */
function columnAt(pointer: string, columns: readonly (Column | undefined)[]): string {
  const [, first = '', code, half] = pointer.split('/');
  if (first === 'day' || first === 'note') return first;
  if (first !== 'values' || code === undefined) return 'locality';
  const found = columns.filter((column) => column?.role === 'value' && column.indicator.code === code);
  const exact = half === undefined ? found[0]?.header : `${code}.${half}`;
  return exact ?? code;
}
