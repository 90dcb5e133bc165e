import { SheetProblem } from './problem.ts';
import type { TableLimits } from './table.ts';

const MAX_LINE_BYTES = 256 * 1024;
const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;

/** `,`, `;` or tab: which of them stands most often, outside quotes, in the first line that holds anything. */
export function sniffDelimiter(text: Buffer): string {
  const counts = new Map([
    [',', 0],
    [';', 0],
    ['\t', 0],
  ]);
  let quoted = false;
  let filled = false;
  for (const byte of text.subarray(0, MAX_LINE_BYTES)) {
    if (byte === QUOTE) quoted = !quoted;
    else if (!quoted && (byte === LF || byte === CR)) {
      if (filled) break;
      continue;
    }
    filled = true;
    const char = String.fromCharCode(byte);
    const count = counts.get(char);
    if (!quoted && count !== undefined) counts.set(char, count + 1);
  }
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best))[0];
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
