import type { PeopleImport, PeopleResult } from '../../../people/import.ts';
import { PEOPLE_COLUMNS } from '../../../people/sheet.ts';
import type { Found } from '../../../sheets/found.ts';
import { rowFinder, rowId } from '../../imports/rows.ts';

/** The rows of a sheet of people, as their sender reads and corrects them. Pure. */

export interface CheckedRow {
  /** By which the form names it. */
  id: string;
  row: number;
  sheet: string | undefined;
  name: string;
  outcome: PeopleResult['outcome'];
  does: NonNullable<PeopleResult['does']>;
  cells: CheckedCell[];
  moreErrors: number | undefined;
}

/** A cell with what is wrong with it. */
export interface CheckedCell {
  /** Place of the column; undefined where the sheet has none. */
  at: number | undefined;
  column: string;
  text: string;
  faults: { message: string; messageVi: string }[];
}

const RANK: Record<PeopleResult['outcome'], number> = { rejected: 0, accepted: 1, unchanged: 2, skipped: 3 };

/** What is to be put right first, then what is stored, then the rest; in each as the sheet has them. */
export function checkedRows(found: Found, { results }: PeopleImport): CheckedRow[] {
  const rowOf = rowFinder(found);
  return results
    .filter(({ outcome }) => outcome !== 'skipped')
    .map((result): CheckedRow => {
      const own = rowOf({ ...result, outcome: 'rejected' });
      const cells = own?.cells ?? [];
      const columns = new Map<string, CheckedCell>();
      for (const { column, message, messageVi } of result.errors ?? []) {
        const at = found.headers.indexOf(column);
        const cell = columns.get(column) ?? {
          at: at < 0 ? undefined : at,
          column,
          text: cells[at] ?? '',
          faults: [],
        };
        cell.faults.push({ message, messageVi });
        columns.set(column, cell);
      }
      return {
        id: own ? rowId(own) : String(result.row),
        row: result.row,
        sheet: result.sheet,
        name: cells[found.headers.indexOf('name')] ?? '',
        outcome: result.outcome,
        does: result.does ?? [],
        cells: [...columns.values()],
        moreErrors: result.moreErrors,
      };
    })
    .sort((a, b) => RANK[a.outcome] - RANK[b.outcome]);
}

/** What people call a column. */
export function columnName(header: string): string {
  return PEOPLE_COLUMNS.find((one) => one.header === header)?.names[0] ?? header;
}
