import { type Fault, fault, pointerStep } from '../faults.ts';
import { plainWord } from './cells.ts';
import type { Grid } from './table.ts';

/** The row that names the columns: found where it is, by codes or by what people call them. Pure. */

/**
 * What a column holds, as far as reading its cells goes. A `code` has digits alone and stands in a list; a `serial` is
 * hexadecimal and stands in none, so that nothing but the cell tells whether it is whole.
 */
export type CellKind = 'code' | 'serial' | 'day' | 'number' | 'yes' | 'value' | 'text';

export interface KnownColumn {
  /** Its code, by which faults and answers name it. */
  header: string;
  /** What else it is called by people; the first is what they are told. */
  names: readonly string[];
  kind: CellKind;
}

/** Which columns a kind of sheet has. */
export interface Layout {
  columns: readonly KnownColumn[];
  /** Without these nothing can be read; in the order in which they are told. */
  needed: readonly string[];
  /** One of these is needed besides, if there are any. */
  someOf?: readonly string[];
  /** Where any of these is filled in, a row is never taken for a heading, a total or a signature. */
  marks: readonly string[];
  /** Its cells are words: a row below the head is data unless it names the columns again. */
  ofWords?: true;
}

/** A head stands this high. */
const HEAD_ROWS = 20;
export const SHOWN_CHARACTERS = 60;
const SHOWN_SHEETS = 5;

/** Columns that help whoever reads a sheet and say nothing to the service: one list for all sheets. */
const FOR_THE_READER = new Set(
  [
    ...[
      'stt',
      'tt',
      'số tt',
      'số thứ tự',
      'no',
      'no.',
      '#',
      'name',
      'type',
      'unit',
      'province',
      'loại',
      'loại đơn vị',
    ],
    ...[
      'tên',
      'tên đơn vị',
      'đơn vị',
      'xã',
      'phường',
      'xã, phường',
      'xã/phường',
      'tên xã',
      'tên xã, phường',
      'địa phương',
    ],
    ...[
      'xã, phường, đặc khu',
      'tên xã, phường, đặc khu',
      'tỉnh',
      'thành phố',
      'tỉnh, thành phố',
      'tỉnh/thành phố',
      'huyện',
    ],
  ].map(plainWord),
);

/** A name made of parts as codes are: with a slip in it a column would be lost. */
const LIKE_A_CODE = /^[a-z\d]+(?:[._][a-z\d]+)+$/;

export interface Head {
  at: number;
  /** The code of each column, undefined where it is none of ours. */
  columns: (string | undefined)[];
}

export const isMissing = ({ code }: Fault) => code === 'missing_column' || code === 'no_value_column';

/** By which names each column is known, as {@link plainWord} leaves them. */
export function namesOf({ columns }: Layout): Map<string, string> {
  const known = new Map<string, string>();
  const unclear = new Set<string>();
  for (const { header, names } of columns) {
    for (const name of new Set(names.flatMap((one) => [nameKey(one), nameKey(withoutHint(one))]))) {
      if (known.has(name) && known.get(name) !== header) unclear.add(name);
      else known.set(name, header);
    }
  }
  for (const name of unclear) known.delete(name);
  for (const { header } of columns) known.set(nameKey(header), header);
  return known;
}

const nameKey = (name: string) => plainWord(name).replace(/[\s*:]+$/, '');
/** Without what stands in brackets at its end: a unit, or how to fill it in. */
const withoutHint = (name: string) => name.replace(/\s*\([^()]*\)\s*$/, '');

export function columnOf(cell: string, names: ReadonlyMap<string, string>): string | undefined {
  return cell === '' ? undefined : (names.get(nameKey(cell)) ?? names.get(nameKey(withoutHint(cell))));
}

/** The first row that names all that is needed; where none does, the one that names most columns. */
export function headOf({ rows }: Grid, names: ReadonlyMap<string, string>, layout: Layout): Head | undefined {
  let best: Head | undefined;
  let most = 1;
  for (const [at, cells] of rows.slice(0, HEAD_ROWS).entries()) {
    const columns = cells.map((cell) => columnOf(cell, names));
    const count = new Set(columns.filter((one) => one !== undefined)).size;
    if (count > 1 && isWhole(columns, layout)) return { at, columns };
    if (count <= most) continue;
    best = { at, columns };
    most = count;
  }
  return best;
}

function isWhole(columns: readonly (string | undefined)[], { needed, someOf = [] }: Layout): boolean {
  return (
    needed.every((header) => columns.includes(header)) &&
    (someOf.length === 0 || columns.some((one) => one !== undefined && someOf.includes(one)))
  );
}

export function headFaults(grid: Grid, { at, columns }: Head, layout: Layout): Fault[] {
  const row = at + 1;
  const nameOf = (header: string) => layout.columns.find((one) => one.header === header)?.names[0] ?? header;
  const inSheetVi = grid.name === '' ? '' : `, trang tính “${grid.name.slice(0, SHOWN_CHARACTERS)}”`;
  const slips = columns.flatMap((column, place) => {
    const name = (grid.rows[at]?.[place] ?? '').toLowerCase();
    return column === undefined && isSlip(name, layout) ? [ofColumn('unknown_column', name)] : [];
  });
  const twice = new Set(columns.filter((one, place) => one !== undefined && columns.indexOf(one) !== place));
  const missing = layout.needed.filter((header) => !columns.includes(header));
  const someOf = layout.someOf ?? [];
  const none = someOf.length > 0 && !columns.some((one) => one !== undefined && someOf.includes(one));
  return [
    ...slips,
    ...[...twice].map((header) => ofColumn('duplicate_column', header ?? '')),
    ...missing.map((header) =>
      ofColumn('missing_column', header, { row, columnVi: nameOf(header), inSheetVi }),
    ),
    ...(none ? [fault('', 'no_value_column')] : []),
  ];
}

/** Whether a name that is not known is likely to be one of ours with a slip in it. */
function isSlip(name: string, { columns }: Layout): boolean {
  const key = nameKey(name);
  if (key === '' || FOR_THE_READER.has(key)) return false;
  if (LIKE_A_CODE.test(name)) return true;
  return columns.some(({ header, names }) =>
    [header, ...names, ...names.map(withoutHint)].some((one) => isNear(nameKey(one), key)),
  );
}

/** One letter more, less or other, or two that changed places; short words are too much alike for that. */
function isNear(a: string, b: string): boolean {
  if (a === b || Math.min(a.length, b.length) < 6 || Math.abs(a.length - b.length) > 1) return false;
  let from = 0;
  while (from < Math.min(a.length, b.length) && a[from] === b[from]) from += 1;
  let back = 0;
  while (back < Math.min(a.length, b.length) - from && a.at(-1 - back) === b.at(-1 - back)) back += 1;
  const restA = a.slice(from, a.length - back);
  const restB = b.slice(from, b.length - back);
  return (
    Math.max(restA.length, restB.length) === 1 ||
    (restA.length === 2 && restA[0] === restB[1] && restA[1] === restB[0])
  );
}

export function ofColumn(
  code: 'unknown_column' | 'duplicate_column' | 'missing_column' | 'nameless_column',
  name: string,
  details: Record<string, unknown> = {},
): Fault {
  const column = name.slice(0, SHOWN_CHARACTERS);
  return fault(`/${pointerStep(column)}`, code, { column, ...details });
}

export function noHead(grids: readonly Grid[], { columns, needed, someOf = [] }: Layout): Fault {
  const looked = [...needed, ...someOf.slice(0, 1)];
  const nameOf = (header: string) => columns.find((one) => one.header === header)?.names[0] ?? header;
  const called = grids.map(({ name }) => name).filter((name) => name !== '');
  const shown = called.slice(0, SHOWN_SHEETS).map((name) => `“${name.slice(0, SHOWN_CHARACTERS)}”`);
  const more = called.length > shown.length ? ', …' : '';
  return fault('', 'no_head', {
    names: looked.map((header) => `“${header}”`).join(', '),
    namesVi: looked.map((header) => `“${nameOf(header)}” (${header})`).join(', '),
    most: HEAD_ROWS,
    sheets: shown.length === 0 ? 'the file' : `${shown.join(', ')}${more}`,
    sheetsVi: shown.length === 0 ? 'tệp' : `trang tính ${shown.join(', ')}${more}`,
  });
}

export function isForTheReader(name: string): boolean {
  return (
    FOR_THE_READER.has(nameKey(name)) ||
    FOR_THE_READER.has(nameKey(withoutHint(name))) ||
    plainWord(name).startsWith('ten don vi.')
  );
}

/** A, …, Z, AA, …: as spreadsheets call the column at a position. */
export function letterOf(at: number): string {
  const last = String.fromCharCode(65 + (at % 26));
  return at < 26 ? last : letterOf(Math.floor(at / 26) - 1) + last;
}
