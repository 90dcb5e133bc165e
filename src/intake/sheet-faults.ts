import type { Fault } from '../faults.ts';
import type { Column } from './sheet-columns.ts';
import { pointerOfColumn } from './sheet-rows.ts';

/** A fault of a row, in the column where whoever filled it in will look. */
export interface CellFault {
  column: string;
  code: string;
  message: string;
  messageVi: string;
}

/** Turns what the sheet itself found of a row, and what the check found, into faults of its cells. */
export type FaultPlacer = (ofSheet: readonly Fault[], ofCheck: readonly Fault[]) => CellFault[];

/**
 * Places faults in the columns of one sheet. What the sheet itself found has the last word on its cells, of which
 * the check only says that the text is no value.
 */
export function createPlacer(columns: readonly (Column | undefined)[]): FaultPlacer {
  const headers = new Map(
    columns.map((column) => [column ? pointerOfColumn(column) : '/', column?.header ?? '']),
  );
  const place = ({ pointer, code, message, messageVi }: Fault) => {
    return { column: headerAt(pointer, headers), code, message, messageVi };
  };
  return (ofSheet, ofCheck) => {
    const first = ofSheet.map(place);
    const own = new Set(first.map((one) => one.column));
    return [...first, ...ofCheck.map(place).filter((one) => !own.has(one.column))];
  };
}

/** A ratio's faults as a whole stand at its first half, those of the whole row at the locality. */
function headerAt(pointer: string, headers: ReadonlyMap<string, string>): string {
  const exact = headers.get(pointer) ?? headers.get(`${pointer}/have`) ?? headers.get(`${pointer}/need`);
  if (exact !== undefined) return exact;
  const [, first = '', code, half] = pointer.split('/');
  if (code !== undefined) return half === undefined ? code : `${code}.${half}`;
  return first === 'note' ? first : 'locality';
}
