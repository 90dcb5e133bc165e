import { isUnknown, plainWord, readBoolean, readNumber } from './cells.ts';
import { type CellKind, columnOf, type Layout } from './head.ts';

/** Rows below a head that are no data: known for what they are, so that they can be counted by it. Pure. */

export type SkippedReason = 'title' | 'head' | 'numbering' | 'total' | 'signature' | 'note';

export interface Beside {
  headers: readonly string[];
  layout: Layout;
  kindOf: ReadonlyMap<string, CellKind>;
  names: ReadonlyMap<string, string>;
  /** It stands right below the head. */
  below: boolean;
  /** A signature stands above. */
  signed: boolean;
}

const TOTAL =
  /^(?:tong|cong|tong cong|tong so|tong hop|cong don|luy ke|trung binh|binh quan|toan (?:xa|tinh|thanh pho|huyen)|total|grand total)\b/;
const SIGNATURE =
  /^(?:\(?(?:nguoi|can bo) (?:lap|bao cao|tong hop|duyet|kiem tra|ky)|lap bang|lap bieu|thu truong|chu tich|pho chu tich|giam doc|pho giam doc|truong phong|chanh van phong|tm\.|kt\.|tl\.|tuq\.|noi nhan|xac nhan|\(?da ky|\(?ky ten|\(?ky,|\(?ky va|ket thuc)/;
const SIGNED_ON = /\bngay\s*[\d.…]*\s*thang\s*[\d.…]*\s*nam\b/;
const NOTE = /^(?:ghi chu|chu thich|chu y|luu y|huong dan|nguon|note)\b|^\*/;

/** What a row is, where it is no data; `own` are its cells, `cells` those of known columns. */
export function reasonToSkip(
  own: readonly string[],
  cells: readonly string[],
  beside: Beside,
): SkippedReason | undefined {
  const filled = own.filter((cell) => cell !== '');
  if (isNumbering(filled)) return 'numbering';
  const cellOf = (header: string) => cells[beside.headers.indexOf(header)] ?? '';
  const key = cellOf('locality');
  if (/^'?\d/.test(key)) return undefined;
  const named = new Set(own.map((cell) => columnOf(cell, beside.names)).filter((one) => one !== undefined))
    .size;
  if (named >= 2 && named * 2 >= filled.length) return 'head';
  if (beside.below && !beside.layout.ofWords && isNamesRow(cells, beside)) return 'head';
  if (beside.layout.marks.some((header) => isMark(cellOf(header), beside.signed))) return undefined;
  const first = plainWord(filled.find((cell) => !/^[\d.]+$/.test(cell)) ?? '');
  if (TOTAL.test(first)) return 'total';
  if (NOTE.test(first)) return 'note';
  const said = filled.map(plainWord);
  if (said.some((word) => SIGNATURE.test(word) || SIGNED_ON.test(word))) return 'signature';
  // Names below a signature; a figure would be somebody's.
  return beside.signed && !filled.some((cell) => /\d/.test(cell)) ? 'signature' : undefined;
}

/** Whether a cell is a value of its column, and not what office papers end with, which may stand in any. */
function isMark(cell: string, signed: boolean): boolean {
  if (cell === '') return false;
  const word = plainWord(cell);
  if ([TOTAL, NOTE, SIGNATURE].some((one) => one.test(word))) return false;
  return !(signed && !/\d/.test(cell)) && !/^\D*,? ngay .*\bthang\b.*\bnam\b/.test(word);
}

/** `(1) (2) (3)` below a head, or `A B 1 2`. */
function isNumbering(filled: readonly string[]): boolean {
  if (filled.length < 3 || (filled[0]?.length ?? 0) > 4) return false;
  const plain = filled.map((cell) => cell.replace(/^[([]|[)\]]$/g, ''));
  const letters = plain.findIndex((cell) => !/^[A-Z]$/.test(cell));
  const from = letters === -1 ? plain.length : letters;
  const inOrder = plain.slice(0, from).every((cell, at) => cell === String.fromCharCode(65 + at));
  const numbers = plain.slice(from).map((cell) => (/^\d{1,3}$/.test(cell) ? Number(cell) : Number.NaN));
  return (
    inOrder &&
    numbers.length > 0 &&
    numbers.every(
      (one, at) => one === at + 1 || (from === 0 && one === at + (numbers[0] ?? 0) && (numbers[0] ?? 9) <= 1),
    )
  );
}

/**
 * Row 2 of the template names the columns for people, who may change the names. It is known by what it lacks: there
 * is no code in it, no day and no value that could be read.
 */
function isNamesRow(cells: readonly string[], { headers, kindOf, layout }: Beside): boolean {
  const needed = layout.needed.every((header) => (cells[headers.indexOf(header)] ?? '') !== '');
  return (
    needed &&
    headers.every((header, at) => {
      const cell = cells[at] ?? '';
      const kind = kindOf.get(header);
      if (kind === 'code' || kind === 'day') return !/^\d/.test(cell);
      if (kind === 'yes') return !isUnknown(cell) && readBoolean(cell) === undefined;
      return kind !== 'number' || (!isUnknown(cell) && readNumber(cell) === undefined);
    })
  );
}
