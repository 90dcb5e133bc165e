import { type Fault, fault } from '../faults.ts';
import { brokenCell, dayFaults, hasMonthFirst, plainWord, readCode, readDay } from '../sheets/cells.ts';
import type { CellKind, Found, Layout } from '../sheets/find-rows.ts';
import type { RawCertificate } from './check.ts';
import type { CertificateKind } from './types.ts';

/** The sheet of certificates: a row each. Pure. */

/** Columns with their names for people and widths, in the order of the template. */
export const COLUMNS = [
  { header: 'locality', kind: 'code', field: 'locality', nameVi: 'Mã đơn vị', width: 12 },
  { header: 'name', kind: 'text', field: null, nameVi: 'Tên đơn vị (chỉ để xem)', width: 24 },
  { header: 'kind', kind: 'value', field: 'kind', nameVi: 'Loại', width: 12 },
  {
    header: 'holder',
    kind: 'text',
    field: 'holder',
    nameVi: 'Chức vụ (không ghi họ tên), hoặc tên con dấu, thiết bị',
    width: 32,
  },
  { header: 'issuer', kind: 'text', field: 'issuer', nameVi: 'Cơ quan cấp', width: 36 },
  { header: 'serial', kind: 'serial', field: 'serial', nameVi: 'Số hiệu chứng thư (serial)', width: 36 },
  { header: 'valid_from', kind: 'day', field: 'validFrom', nameVi: 'Có hiệu lực từ ngày', width: 14 },
  { header: 'valid_to', kind: 'day', field: 'validTo', nameVi: 'Hết hạn ngày', width: 14 },
] as const satisfies readonly {
  header: string;
  kind: CellKind;
  field: keyof RawCertificate | null;
  nameVi: string;
  width: number;
}[];

/** Said by people as well as by the API. */
export const KIND_WORDS: Record<CertificateKind, readonly [vi: string, en: string]> = {
  personal: ['cá nhân', 'personal'],
  organisation: ['tổ chức', 'organisation'],
  device: ['thiết bị', 'device'],
};
const OPTIONAL = ['name', 'holder'];

/** What the lists of the register call their columns, so that a list that was taken away is read back. */
const LISTED_AS: Partial<Record<(typeof COLUMNS)[number]['header'], readonly string[]>> = {
  locality: ['Code'],
  kind: ['Kind'],
  holder: ['Cấp cho', 'Whose'],
  issuer: ['Issuer'],
  serial: ['Số hiệu chứng thư, cơ quan cấp', 'Serial number, issuer'],
  valid_from: ['Valid from'],
  valid_to: ['Hết hạn', 'Ends'],
};

/** The columns by which a sheet of certificates is known. */
export const CERTIFICATE_LAYOUT: Layout = {
  columns: COLUMNS.map(({ header, nameVi, kind }) => ({
    header,
    names: [nameVi, ...(LISTED_AS[header] ?? [])],
    kind,
  })),
  needed: COLUMNS.map(({ header }) => header).filter((header) => !OPTIONAL.includes(header)),
  marks: ['kind', 'serial', 'valid_from', 'valid_to'],
};

export interface SheetRow {
  sheet: number;
  /** As the sheet counts, from 1. */
  row: number;
  raw: RawCertificate;
  /** What only the sheet knows to be wrong. */
  faults: Fault[];
}

/** The rows of a sheet with something in them besides a place. */
export function readRows({ headers, rows }: Pick<Found, 'headers' | 'rows'>): SheetRow[] {
  const columns = headers.map((header) => COLUMNS.find((one) => one.header === header));
  const monthFirst = columns.map(
    (column, at) => column?.kind === 'day' && hasMonthFirst(rows.map(({ cells }) => cells[at] ?? '')),
  );
  return rows.flatMap(({ sheet, row, cells, spoilt = [] }): SheetRow[] => {
    const raw: RawCertificate = { locality: '' };
    const faults: Fault[] = [];
    for (const [at, column] of columns.entries()) {
      const cell = cells[at] ?? '';
      if (!column?.field || cell === '') continue;
      raw[column.field] = readCell(column.field, cell);
      const pointer = `/${column.field}`;
      const broken = brokenCell(pointer, cell);
      if (broken) faults.push(broken);
      else if (column.kind === 'day') faults.push(...dayFaults(pointer, cell, monthFirst[at] ?? false));
      else if (spoilt.includes(column.header))
        faults.push(fault(pointer, column.field === 'serial' ? 'serial_lost_digits' : 'code_lost_digits'));
    }
    const { locality, ...rest } = raw;
    return Object.keys(rest).length === 0 ? [] : [{ sheet, row, raw, faults }];
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
  // The lists add what the word means, in brackets.
  const word = plainWord(cell).replace(/\s*\([^()]*\)$/, '');
  return Object.entries(KIND_WORDS).find(
    ([kind, names]) => kind === word || names.some((name) => plainWord(name) === word),
  )?.[0];
}

/** The column in which a fault of the check is looked for. */
export function columnOf(pointer: string): string {
  const field = pointer.slice(1);
  return COLUMNS.find((one) => one.field === field)?.header ?? 'locality';
}
