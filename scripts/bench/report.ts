/** One line of the table: what was measured, against what, and whether that is enough. */
export interface Line {
  what: string;
  measured: string;
  beside: string;
  target: string;
  /** Null where nothing is asked. */
  ok: boolean | null;
}

export function printTable(lines: readonly Line[]): void {
  const rows = [
    ['', 'measured', 'beside it', 'target', 'verdict'],
    ...lines.map((line) => [line.what, line.measured, line.beside, line.target, verdict(line.ok)]),
  ];
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => [...(row[column] ?? '')].length)),
  );
  for (const row of rows)
    console.log(
      row
        .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - [...cell].length))
        .join('  ')
        .trimEnd(),
    );
}

/** A line of what took so many milliseconds, of which no more than `most` are wanted. */
export function within(what: string, took: number, most: number, beside: string): Line {
  return { what, measured: ms(took), beside, target: `≤ ${most.toLocaleString('en')} ms`, ok: took <= most };
}

const verdict = (ok: boolean | null) => (ok === null ? '' : ok ? 'ok' : 'ABOVE');

export const ms = (figure: number) => `${figure.toFixed(figure < 10 ? 1 : 0)} ms`;
export const rate = (figure: number) => `${Math.round(figure).toLocaleString('en')}/s`;
export const times = (figure: number) => `${figure.toFixed(2)}×`;
export const mb = (figure: number) => `${Math.round(figure)} MB`;
