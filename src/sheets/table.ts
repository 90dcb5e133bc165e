import { composed } from '../composed.ts';
import { SheetProblem } from './problem.ts';

/**
 * A sheet as text cells: `rows[i]` is sheet row i+1, row 0 the header row of codes. Cells are trimmed, NFC,
 * `''` when empty; days `YYYY-MM-DD`, booleans `true`/`false`, integers without `.0`. Rows are ragged:
 * empty cells at the end of a row and empty rows at the end of the sheet are left out.
 */
export interface Table {
  rows: string[][];
}

export interface SheetLimits {
  /** Of the uploaded body. */
  maxBytes: number;
  /** Below the header row. */
  maxRows: number;
  maxColumns: number;
  /** A shared text may stand in millions of cells, so what a table unfolds to is bounded too. */
  maxCells: number;
  maxCharacters: number;
  /** For parsing one workbook. */
  timeoutMs: number;
}

export const SHEET_LIMITS: SheetLimits = {
  maxBytes: 8 * 1024 * 1024,
  maxRows: 100_000,
  maxColumns: 300,
  maxCells: 2_000_000,
  maxCharacters: 20_000_000,
  timeoutMs: 15_000,
};

export type TableLimits = Omit<SheetLimits, 'maxBytes' | 'timeoutMs'>;

/** Takes rows one by one, in order, and keeps count; throws `SheetProblem` `too_large` past a limit. */
export class TableBuilder {
  private readonly rows: string[][] = [];
  private readonly limits: TableLimits;
  private filled = 0;
  private cells = 0;
  private characters = 0;

  constructor(limits: TableLimits) {
    this.limits = limits;
  }

  /** `cells` is kept and cut; it must not be used afterwards. */
  add(cells: string[]): void {
    while (cells.length > 0 && cells.at(-1) === '') cells.pop();
    // Empty rows are remembered only once a filled one follows: formatted but blank rows are common.
    if (cells.length === 0) {
      this.rows.push(cells);
      return;
    }
    this.filled = this.rows.push(cells);
    this.cells += cells.length;
    for (const cell of cells) this.characters += cell.length;
    this.check(cells.length);
  }

  /** Throws `SheetProblem` `empty` when no cell holds anything. */
  finish(): Table {
    if (this.filled === 0) throw new SheetProblem('empty');
    this.rows.length = this.filled;
    return { rows: this.rows };
  }

  private check(columns: number): void {
    const { maxRows, maxColumns, maxCells, maxCharacters } = this.limits;
    if (this.filled - 1 > maxRows) throw new SheetProblem('too_large', `At most ${maxRows} rows.`);
    if (columns > maxColumns) throw new SheetProblem('too_large', `At most ${maxColumns} columns.`);
    if (this.cells > maxCells) throw new SheetProblem('too_large', `At most ${maxCells} cells.`);
    if (this.characters > maxCharacters) {
      throw new SheetProblem('too_large', `At most ${maxCharacters} characters.`);
    }
  }
}

/** Text as every table holds it. */
export function cellText(text: string): string {
  return composed(text).trim();
}
