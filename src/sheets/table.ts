import { composed } from '../lib/composed.ts';
import { SheetProblem } from './problem.ts';

/** What a cell is in a workbook: a number, one shown with an exponent, one shown as a whole number, a day, or else. */
export const CELL = { NUMBER: 'n', EXPONENT: 'e', WHOLE: 'w', DATE: 'd', OTHER: ' ' } as const;

/**
 * A sheet as text cells: `rows[i]` is sheet row i+1. Cells are trimmed, NFC, `''` when empty; days `YYYY-MM-DD`, with
 * ` HH:MM` where they have a time,
 * percentages `95%`, booleans `true`/`false`, integers without `.0`, formulas without a value `=…`, failed ones
 * `#N/A`. Rows are ragged: empty cells at the end of a row and empty rows at the end of the sheet are left out.
 */
export interface Grid {
  /** What the sheet is called; a text has no name. */
  name: string;
  rows: string[][];
  /** For each row, a letter a cell (see {@link CELL}); a text does not know. */
  kinds?: string[];
  /** Places, from 0, of rows and columns that are hidden, by hand or by a filter. */
  hiddenRows: number[];
  hiddenColumns: number[];
  /** Places of rows in which a cell was filled from a merged one above. */
  mergedRows: number[];
  /** Cells with a comment, which is not read. */
  comments: number;
  /** Serial numbers of days are counted from 1904. */
  from1904: boolean;
  /** There are more rows than are taken, so the sheet is cut off. */
  cut?: true;
}

/** Sheets that were left out before anybody looked for columns. */
export interface LeftSheet {
  name: string;
  why: 'hidden' | 'empty' | 'no_columns' | 'no_sheet';
}

/** What an uploaded file holds. */
export interface Book {
  grids: Grid[];
  left: LeftSheet[];
}

export interface SheetLimits {
  /** Of the uploaded body. */
  maxBytes: number;
  /** Of one sheet, its header among them. */
  maxRows: number;
  maxColumns: number;
  /** A shared text may stand in millions of cells, so what a file unfolds to is bounded too. */
  maxCells: number;
  maxCharacters: number;
  /** Processor time for parsing one workbook. */
  timeoutMs: number;
}

export const SHEET_LIMITS: SheetLimits = {
  maxBytes: 8 * 1024 * 1024,
  maxRows: 100_001,
  maxColumns: 300,
  maxCells: 2_000_000,
  maxCharacters: 20_000_000,
  timeoutMs: 15_000,
};

export type TableLimits = Omit<SheetLimits, 'maxBytes' | 'timeoutMs'>;

/** What all sheets of a file may still hold. */
export class Budget {
  private cells: number;
  private characters: number;
  readonly limits: TableLimits;

  constructor(limits: TableLimits) {
    this.limits = limits;
    this.cells = limits.maxCells;
    this.characters = limits.maxCharacters;
  }

  /** Throws `SheetProblem` `too_large` past a limit. */
  take(cells: readonly string[]): void {
    const { maxColumns, maxCells, maxCharacters } = this.limits;
    this.cells -= cells.length;
    for (const cell of cells) this.characters -= cell.length;
    if (cells.length > maxColumns) throw new SheetProblem('too_large', `At most ${maxColumns} columns.`);
    if (this.cells < 0) throw new SheetProblem('too_large', `At most ${maxCells} cells.`);
    if (this.characters < 0) throw new SheetProblem('too_large', `At most ${maxCharacters} characters.`);
  }
}

/** Takes rows one by one, in order, and keeps count. */
export class TableBuilder {
  private readonly rows: string[][] = [];
  private readonly budget: Budget;
  private filled = 0;

  constructor(budget: Budget) {
    this.budget = budget;
  }

  /**
   * `cells` is kept and cut; it must not be used afterwards. Returns false, and keeps nothing of it, when the sheet
   * has as many rows as are taken.
   */
  add(cells: string[]): boolean {
    while (cells.length > 0 && cells.at(-1) === '') cells.pop();
    // Empty rows are remembered only once a filled one follows: formatted but blank rows are common.
    if (cells.length === 0) {
      this.rows.push(cells);
      return true;
    }
    if (this.rows.length >= this.budget.limits.maxRows) return false;
    this.filled = this.rows.push(cells);
    this.budget.take(cells);
    return true;
  }

  /** The rows, without those at the end that are empty. */
  finish(): string[][] {
    this.rows.length = this.filled;
    return this.rows;
  }
}

/** A sheet of text alone. */
export function plainGrid(rows: string[][], name = ''): Grid {
  return {
    name,
    rows,
    hiddenRows: [],
    hiddenColumns: [],
    mergedRows: [],
    comments: 0,
    from1904: false,
  };
}

/** Blanks, and what takes no room at all: it comes along with what is copied from a page or a chat. */
const AROUND = /^[\s\u200b-\u200f\u2060\ufeff\u00ad]+|[\s\u200b-\u200f\u2060\ufeff\u00ad]+$/gu;

/** Text as every table holds it. */
export function cellText(text: string): string {
  const trimmed = text.trim();
  return /^\p{ASCII}*$/u.test(trimmed) ? trimmed : composed(trimmed.replace(AROUND, ''));
}
