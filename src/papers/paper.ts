/**
 * An administrative paper as it reads, whatever it is written as: page, DOCX and XLSX are made of it, and it of nothing
 * but kept figures and what people wrote. Days and figures are in the words of the office already.
 */

export interface Column {
  head: string;
  align?: 'right' | 'center';
  /** Of the table's width, beside the others. */
  share: number;
  /** What its cells hold in a workbook; text without it. */
  kind?: 'number' | 'day';
}

/** A cell; days as `YYYY-MM-DD` in columns of days. */
export type PaperCell = string | number | null;

export interface Table {
  /** Above it, and the name of its sheet. */
  title: string;
  columns: readonly Column[];
  rows: readonly (readonly PaperCell[])[];
  /** What each figure counts, by cell, where a page leads to its rows; files do not read it. */
  figures?: readonly (readonly (string | null)[])[];
}

export interface Picture {
  /** Above it. */
  title: string;
  /** What it says, for who does not see it. */
  alt: string;
  /** A document of ours that stands alone, and its size in units of its own. */
  svg: string;
  width: number;
  height: number;
}

/** A figure of a sentence, and the key of its rows, as a page leads to them. */
export type Figure = readonly [name: string, key: string];

export type Block =
  | { kind: 'text'; text: string; figures?: readonly Figure[] }
  | { kind: 'list'; items: readonly string[] }
  | { kind: 'table'; table: Table }
  | { kind: 'picture'; picture: Picture };

export interface PaperSection {
  /** Of the narrative; what people write in it stands after what is computed. */
  code: string;
  /** Blank where its text has none above it. */
  head: string;
  blocks: readonly Block[];
  /** Paragraphs that people wrote. */
  written: readonly string[];
}

export interface Annex {
  /** Mentioned in the text. */
  title: string;
  table: Table;
  landscape: boolean;
  /** Too long to be read on paper: it stands in the workbook alone. */
  onlyInWorkbook?: boolean;
}

export interface Paper {
  /** BÁO CÁO */
  name: string;
  /** What it is about, below the name. */
  about: string;
  /** No name stands above its text: what it is about stands below its number, as a công văn has it. */
  untitled?: boolean;
  area: string;
  /** Within a sentence: `tính đến 16 giờ ngày 27/9/2025`. */
  asOf: string;
  opening: string;
  sections: readonly PaperSection[];
  annexes: readonly Annex[];
  /** The last line; that of a report where it says nothing. */
  closing?: string | undefined;
}

export const closingOf = ({ closing = 'Trân trọng báo cáo./.' }: Pick<Paper, 'closing'>) => closing;

/** To whom it goes: one on the line of "Kính gửi:", more on a line each with a dash, ";" between and "." at the end. */
export function addressedTo(names: readonly string[]): string[] {
  const [only, ...others] = names;
  if (others.length === 0) return [`Kính gửi: ${only ?? ''}.`];
  return ['Kính gửi:', ...names.map((name, at) => `- ${name}${at === names.length - 1 ? '.' : ';'}`)];
}

const ROMAN: readonly (readonly [value: number, sign: string])[] = [
  ...([
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
  ] as const),
  ...([
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ] as const),
];

/** Heads and annexes are numbered so: an annex for each of 168 localities is CLXVIII. */
export function roman(number: number): string {
  const found = ROMAN.find(([value]) => value <= number);
  return found ? found[1] + roman(number - found[0]) : '';
}
