import { type Fault, fault, pointerStep } from '../faults.ts';
import type { Indicator } from '../registry/types.ts';

export type Half = 'have' | 'need';

/** A column that holds values of an indicator; null when the whole of it. */
export interface ValueColumn {
  role: 'value';
  header: string;
  indicator: Indicator;
  half: Half | null;
}

/** What a column of a sheet holds. */
export type Column = { role: 'locality' | 'day' | 'note'; header: string } | ValueColumn;

/** Columns that help whoever reads the sheet and say nothing to the service. */
const FOR_THE_READER = new Set(['name', 'type', 'province', 'stt']);
const FIXED = ['locality', 'day', 'note'] as const;
const SHOWN_CHARACTERS = 60;

/** The columns in which one indicator stands: one for each half of a ratio, else one. */
export function columnsOf(indicator: Indicator): ValueColumn[] {
  const column = (header: string, half: Half | null): ValueColumn => ({
    role: 'value',
    header,
    indicator,
    half,
  });
  return indicator.kind === 'ratio'
    ? [column(`${indicator.code}.have`, 'have'), column(`${indicator.code}.need`, 'need')]
    : [column(indicator.code, null)];
}

export type Header = { ok: true; columns: (Column | undefined)[] } | { ok: false; faults: Fault[] };

/**
 * Reads row 1 of a sheet, upper or lower case alike: what each column holds, undefined where it is only for the
 * reader. A name that nobody knows is a fault, else a slip in it would lose a column without a word;
 * so are data under no name. `indicators` are all there ever were: which are asked depends on the day of each row.
 */
export function readHeader(rows: readonly (readonly string[])[], indicators: readonly Indicator[]): Header {
  const known = knownColumns(indicators);
  const names = (rows[0] ?? []).map((cell) => cell.toLowerCase());
  const faults: Fault[] = [];
  const columns = names.map((name) => {
    const column = known.get(name);
    if (name !== '' && !column && !FOR_THE_READER.has(name)) faults.push(ofColumn('unknown_column', name));
    return column;
  });
  for (const name of new Set(names.filter((one, at) => known.has(one) && names.indexOf(one) !== at)))
    faults.push(ofColumn('duplicate_column', name));
  for (const name of ['locality', 'day'])
    if (!names.includes(name)) faults.push(ofColumn('missing_column', name));
  if (!columns.some((column) => column?.role === 'value')) faults.push(fault('', 'no_value_column'));
  for (const at of namelessColumns(rows, names)) faults.push(ofColumn('nameless_column', letterOf(at)));
  return faults.length > 0 ? { ok: false, faults } : { ok: true, columns };
}

function knownColumns(indicators: readonly Indicator[]): Map<string, Column> {
  const fixed = FIXED.map((header): [string, Column] => [header, { role: header, header }]);
  const values = indicators.flatMap(columnsOf).map((column): [string, Column] => [column.header, column]);
  return new Map([...fixed, ...values]);
}

function ofColumn(
  code: 'unknown_column' | 'duplicate_column' | 'missing_column' | 'nameless_column',
  name: string,
): Fault {
  const column = name.slice(0, SHOWN_CHARACTERS);
  return fault(`/${pointerStep(column)}`, code, { column });
}

function namelessColumns(rows: readonly (readonly string[])[], names: readonly string[]): number[] {
  const found = new Set<number>();
  for (const row of rows.slice(1))
    for (const [at, cell] of row.entries()) if (cell !== '' && !names[at]) found.add(at);
  return [...found].sort((a, b) => a - b);
}

/** A, …, Z, AA, …: as spreadsheets call the column at a position. */
function letterOf(at: number): string {
  const last = String.fromCharCode(65 + (at % 26));
  return at < 26 ? last : letterOf(Math.floor(at / 26) - 1) + last;
}
