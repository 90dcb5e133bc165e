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
 * Beyond so many faults a sheet is wrong from the ground up (a column shifted, another file), and each row
 * tells only its first: thousands of rows with tens of faults would fill the memory of both sides.
 */
const FAULTS_TOLD_IN_FULL = 10_000;

/** Turns the faults of one row after the other into faults of their cells. */
export type FaultPlacer = (faults: readonly Fault[], ofSheet: number) => CellFault[];

/**
 * Places faults in the columns of one sheet. Of a row's faults the first `ofSheet` are what the sheet itself
 * found; they have the last word on their cells, of which the check only says that the text is no value.
 */
export function createPlacer(columns: readonly (Column | undefined)[]): FaultPlacer {
  const headers = new Map(columns.map((column) => [pointerOf(column), column?.header ?? '']));
  let told = 0;
  return (faults, ofSheet) => {
    const placed = faults.map(({ pointer, code, message, messageVi }) => {
      return { column: headerAt(pointer, headers), code, message, messageVi };
    });
    const own = new Set(placed.slice(0, ofSheet).map((one) => one.column));
    const found = placed.filter((one, at) => at < ofSheet || !own.has(one.column));
    told += found.length;
    return told > FAULTS_TOLD_IN_FULL ? found.slice(0, 1) : found;
  };
}

/** Where the check points to for what stands in a column. */
function pointerOf(column: Column | undefined): string {
  if (column?.role !== 'value') return `/${column?.role ?? ''}`;
  const { indicator, half } = column;
  return half === null ? `/values/${indicator.code}` : `/values/${indicator.code}/${half}`;
}

/** A ratio's faults as a whole stand at its first half, those of the whole row at the locality. */
function headerAt(pointer: string, headers: ReadonlyMap<string, string>): string {
  const exact = headers.get(pointer) ?? headers.get(`${pointer}/have`) ?? headers.get(`${pointer}/need`);
  if (exact !== undefined) return exact;
  const [, first = '', code, half] = pointer.split('/');
  if (code !== undefined) return half === undefined ? code : `${code}.${half}`;
  return first === 'note' ? first : 'locality';
}
