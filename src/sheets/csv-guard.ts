import { SheetProblem } from './problem.ts';
import type { TableLimits } from './table.ts';

const MAX_LINE_BYTES = 256 * 1024;
const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;

const DELIMITERS = [',', ';', '\t'] as const;
/** Titles may stand above the head; so many lines that hold anything are looked at. */
const SNIFFED_LINES = 20;

/**
 * `,`, `;` or tab: which of them stands equally often, outside quotes, in most of the first lines; of two the one that
 * stands more often.
 */
export function sniffDelimiter(text: Buffer): string {
  const lines: number[][] = [];
  let counts: number[] | undefined;
  let quoted = false;
  for (const byte of text.subarray(0, MAX_LINE_BYTES)) {
    if (byte === QUOTE) quoted = !quoted;
    else if (!quoted && (byte === LF || byte === CR)) {
      counts = undefined;
      continue;
    }
    if (!counts) {
      if (lines.length === SNIFFED_LINES) break;
      counts = DELIMITERS.map(() => 0);
      lines.push(counts);
    }
    const at = quoted ? -1 : DELIMITERS.findIndex((sign) => sign.charCodeAt(0) === byte);
    if (at >= 0) counts[at] = (counts[at] ?? 0) + 1;
  }
  const weights = DELIMITERS.map((_, at) => evenness(lines.map((line) => line[at] ?? 0)));
  const best = weights.reduce((a, b) => (b[0] > a[0] || (b[0] === a[0] && b[1] > a[1]) ? b : a));
  return DELIMITERS[weights.indexOf(best)] ?? ',';
}

/** In how many lines a sign stands as often as in most, and how often that is. */
function evenness(counts: readonly number[]): [lines: number, times: number] {
  const lines = new Map<number, number>();
  for (const count of counts) if (count > 0) lines.set(count, (lines.get(count) ?? 0) + 1);
  let most: [number, number] = [0, 0];
  for (const [times, of] of lines)
    if (of > most[0] || (of === most[0] && times > most[1])) most = [of, times];
  return most;
}

/**
 * One pass before the parser, whose own size limit does not count empty fields: refuses NULs, lines
 * without end, too many columns in a line, more records and cells than a table may have, and a quote that
 * is never closed.
 */
export function guardCsv(text: Buffer, delimiter: string, limits: TableLimits): void {
  const { maxRows, maxColumns, maxCells } = limits;
  const separator = delimiter.charCodeAt(0);
  let line = 1;
  let lineStart = 0;
  let records = 1;
  let columns = 1;
  let cells = 1;
  let quoted = false;
  /** Where the quote that is open stands. */
  let quoteLine = 1;
  for (let at = 0; at < text.length; at += 1) {
    const byte = text[at];
    if (byte === 0) throw new SheetProblem('malformed_csv', 'there is a NUL.', line);
    if (at - lineStart > MAX_LINE_BYTES)
      throw new SheetProblem('malformed_csv', 'the line is too long.', line);
    if (byte === QUOTE) {
      quoted = !quoted;
      quoteLine = line;
    } else if (byte === LF || byte === CR) {
      // CR LF is one line end, counted at its LF.
      if (byte === CR && text[at + 1] === LF) continue;
      line += 1;
      lineStart = at + 1;
      if (quoted) continue;
      records += 1;
      cells += 1;
      columns = 1;
    } else if (byte === separator && !quoted) {
      columns += 1;
      cells += 1;
      if (columns > maxColumns) throw new SheetProblem('malformed_csv', 'there are too many columns.', line);
    }
  }
  if (quoted) throw new SheetProblem('lone_quote', 'it is never closed.', quoteLine);
  // The rows, and what follows the last line break.
  if (records > maxRows + 1) throw new SheetProblem('too_large', `At most ${maxRows} rows.`);
  if (cells > maxCells) throw new SheetProblem('too_large', `At most ${maxCells} cells.`);
}
