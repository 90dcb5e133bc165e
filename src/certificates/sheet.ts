import { composed } from '../composed.ts';
import { type Fault, fault, pointerStep } from '../faults.ts';
import { readCode, readDay } from '../intake/sheet-cells.ts';
import type { RawCertificate } from './check.ts';
import type { CertificateKind } from './types.ts';

/** The sheet of certificates: a row each. Pure. */

/** Columns with their names for people and widths, in the order of the template. */
export const COLUMNS = [
  { header: 'locality', field: 'locality', nameVi: 'Mã đơn vị', width: 12 },
  { header: 'name', field: null, nameVi: 'Tên đơn vị (chỉ để xem)', width: 24 },
  { header: 'kind', field: 'kind', nameVi: 'Loại', width: 12 },
  {
    header: 'holder',
    field: 'holder',
    nameVi: 'Chức vụ (không ghi họ tên), hoặc tên con dấu, thiết bị',
    width: 32,
  },
  { header: 'issuer', field: 'issuer', nameVi: 'Cơ quan cấp', width: 36 },
  { header: 'serial', field: 'serial', nameVi: 'Số sê-ri', width: 36 },
  { header: 'valid_from', field: 'validFrom', nameVi: 'Có hiệu lực từ ngày', width: 14 },
  { header: 'valid_to', field: 'validTo', nameVi: 'Hết hạn ngày', width: 14 },
] as const satisfies readonly {
  header: string;
  field: keyof RawCertificate | null;
  nameVi: string;
  width: number;
}[];
type Column = (typeof COLUMNS)[number];

/** Said by people as well as by the API. */
export const KIND_WORDS: Record<CertificateKind, readonly [vi: string, en: string]> = {
  personal: ['cá nhân', 'personal'],
  organisation: ['tổ chức', 'organisation'],
  device: ['thiết bị', 'device'],
};
const OPTIONAL = ['name', 'holder'];
const SHOWN_CHARACTERS = 60;

export type Header = { ok: true; columns: (Column | undefined)[] } | { ok: false; faults: Fault[] };

/** Reads row 1; a column that is missing, unknown or repeated refuses the sheet. */
export function readHeader(row: readonly string[]): Header {
  const names = row.map((cell) => cell.toLowerCase());
  const columns = names.map((name) => COLUMNS.find(({ header }) => header === name));
  const ofColumn = (code: 'unknown_column' | 'duplicate_column' | 'missing_column', name: string) => {
    const column = name.slice(0, SHOWN_CHARACTERS);
    return fault(`/${pointerStep(column)}`, code, { column });
  };
  const faults = [
    ...names
      .filter((name, at) => name !== '' && !columns[at])
      .map((name) => ofColumn('unknown_column', name)),
    ...new Set(names.filter((name, at) => name !== '' && names.indexOf(name) !== at)),
    ...COLUMNS.filter(({ header }) => !OPTIONAL.includes(header) && !names.includes(header)).map(
      ({ header }) => ofColumn('missing_column', header),
    ),
  ].map((one) => (typeof one === 'string' ? ofColumn('duplicate_column', one) : one));
  return faults.length > 0 ? { ok: false, faults } : { ok: true, columns };
}

export interface SheetRow {
  /** As the sheet counts: 1 is the header. */
  row: number;
  raw: RawCertificate;
}

/** The rows below the header, less those that are blank and the names of the columns in row 2. */
export function readRows(
  rows: readonly (readonly string[])[],
  columns: readonly (Column | undefined)[],
): SheetRow[] {
  return rows.flatMap((cells, at): SheetRow[] => {
    const raw: RawCertificate = { locality: '' };
    for (const [place, column] of columns.entries()) {
      const cell = cells[place] ?? '';
      if (!column?.field || cell === '') continue;
      raw[column.field] = readCell(column.field, cell);
    }
    const { locality, ...rest } = raw;
    const names = at === 1 && locality !== '' && !/^\d/.test(locality);
    const blank = Object.keys(rest).length === 0;
    return at === 0 || blank || names ? [] : [{ row: at + 1, raw }];
  });
}

/** What cannot be read stays as it is, for the check to refuse. */
function readCell(field: keyof RawCertificate, cell: string): string {
  switch (field) {
    case 'locality':
      return readCode(cell);
    case 'kind':
      return kindOf(cell) ?? cell;
    case 'validFrom':
    case 'validTo':
      return readDay(cell) ?? cell;
    default:
      return cell;
  }
}

function kindOf(cell: string): string | undefined {
  const word = composed(cell).toLowerCase();
  return Object.entries(KIND_WORDS).find(([kind, names]) => kind === word || names.includes(word))?.[0];
}

/** The column in which a fault of the check is looked for. */
export function columnOf(pointer: string): string {
  const field = pointer.slice(1);
  return COLUMNS.find((one) => one.field === field)?.header ?? 'locality';
}
