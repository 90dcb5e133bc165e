import { ROLES, type Role } from '../access/principal.ts';
import { ROLE_WORDS } from '../access/words.ts';
import { internationalPhone } from '../channels/phone.ts';
import type { Day } from '../days.ts';
import { type Fault, fault } from '../faults.ts';
import { isPlainAddress } from '../lib/plain-address.ts';
import type { Contact, ContactRole } from '../registry/contacts.ts';
import type { Registry } from '../registry/snapshot.ts';
import { brokenCell, plainWord, readBoolean } from '../sheets/cells.ts';
import type { CellKind, Found, Layout } from '../sheets/find-rows.ts';
import { areaReader } from './area.ts';

/** The sheet of people: a row is a person, who signs in, hears of his area, or both. Pure. */

/** Columns with what people call them, in the order of the template. */
export const PEOPLE_COLUMNS = [
  { header: 'name', kind: 'text', names: ['Họ tên', 'Họ và tên'], width: 26 },
  { header: 'position', kind: 'text', names: ['Chức vụ'], width: 24 },
  { header: 'email', kind: 'value', names: ['Email', 'E-mail', 'Thư điện tử'], width: 30 },
  { header: 'phone', kind: 'value', names: ['Điện thoại', 'Số điện thoại'], width: 16 },
  { header: 'role', kind: 'value', names: ['Vai trò'], width: 24 },
  {
    header: 'area',
    kind: 'code',
    names: ['Mã đơn vị', 'Mã xã', 'Địa bàn', 'Mã địa bàn'],
    width: 14,
  },
  { header: 'hears', kind: 'yes', names: ['Nhận tin (có/không)', 'Nhận tin'], width: 12 },
  { header: 'account', kind: 'yes', names: ['Có tài khoản (có/không)', 'Tài khoản'], width: 14 },
] as const satisfies readonly {
  header: string;
  kind: CellKind;
  names: readonly string[];
  width: number;
}[];
export type PeopleColumn = (typeof PEOPLE_COLUMNS)[number]['header'];

/** The columns by which a sheet of people is known. */
export const PEOPLE_LAYOUT: Layout = {
  columns: PEOPLE_COLUMNS,
  needed: ['name', 'role', 'area'],
  someOf: ['email', 'phone'],
  marks: ['email', 'phone', 'role', 'area'],
};

/** A person as a row says. */
export interface RowPerson {
  name: string;
  /** Blank where it is not said. */
  position: string;
  /** In small letters. */
  email: string | null;
  phone: string | null;
  role: Role;
  /** A locality's code, a province's, or `*`. */
  area: string;
  /** Whether he is a contact, to whom messages go. */
  hears: boolean;
  /** Whether he signs in. */
  account: boolean;
}

export interface PeopleRow {
  sheet: number;
  /** As the sheet counts, from 1. */
  row: number;
  /** Nothing stands in it but its place, as in a template that is not filled in yet. */
  blank: boolean;
  faults: Fault[];
  /** Whole only where there are no faults. */
  person: RowPerson;
}

const LONGEST = 100;
/** Controls, line ends, and what delimits addresses in a mail's head. */
const UNSAFE = /\p{C}|[\u2028\u2029<>"]/u;
/** Nine digits are a telephone whose zero the spreadsheet dropped. */
const WITHOUT_ZERO = /^[235789]\d{8}$/;

/** As what somebody of a role hears; an administrator does by his account, others hear nothing. */
const HEARS_AS: Partial<Record<Role, ContactRole>> = {
  officer: 'officer',
  leader: 'leader',
  department: 'department',
};

/** The roles by their names, with and without marks and commas, and by their codes. */
const ROLE_NAMES = new Map(
  ROLES.flatMap((role) => [role, ...ROLE_WORDS[role]].map((name) => [roleKey(name), role] as const)),
);
for (const [name, role] of [
  ['cán bộ', 'officer'],
  ['cán bộ xã', 'officer'],
  ['sở, ngành', 'department'],
  ['lãnh đạo ubnd', 'leader'],
  ['quản trị', 'admin'],
] as const)
  ROLE_NAMES.set(roleKey(name), role);

function roleKey(name: string): string {
  return plainWord(name).replaceAll(',', '').replace(/\s+/g, ' ');
}

/** The people of a sheet, each with all that is wrong with its cells; `area` is that of who sends it. */
export function readPeople(
  { headers, rows }: Pick<Found, 'headers' | 'rows'>,
  registry: Registry,
  area: string,
  today: Day,
): PeopleRow[] {
  const areas = areaReader(registry, area, today);
  return rows.map(({ sheet, row, cells, spoilt = [] }) => {
    const cell = (column: PeopleColumn) => cells[headers.indexOf(column)] ?? '';
    const read = readRow(cell, areas);
    const broken = PEOPLE_COLUMNS.flatMap(({ header }) => {
      const fault = spoilt.includes(header) ? lost(header) : brokenCell(`/${header}`, cell(header));
      return fault ? [fault] : [];
    });
    const known = new Set(broken.map(({ pointer }) => pointer));
    const blank = (['name', 'position', 'email', 'phone'] as const).every((one) => cell(one) === '');
    return {
      sheet,
      row,
      blank,
      ...read,
      faults: [...broken, ...read.faults.filter((one) => !known.has(one.pointer))],
    };
  });
}

const lost = (header: string): Fault => fault(`/${header}`, 'code_lost_digits');

/** One person, as his cells say or as a form does. */
function readRow(
  cell: (column: PeopleColumn) => string,
  readArea: (text: string) => string | Fault,
): { person: RowPerson; faults: Fault[] } {
  const faults: Fault[] = [];
  const wrong = (column: PeopleColumn, ...of: [Parameters<typeof fault>[1], Record<string, unknown>?]) =>
    void faults.push(fault(`/${column}`, ...of));
  for (const column of ['name', 'position'] as const) {
    if (UNSAFE.test(cell(column))) wrong(column, 'malformed_text');
    else if (cell(column).length > LONGEST)
      wrong(column, 'invalid_value', {
        why: `at most ${LONGEST} characters`,
        whyVi: `tối đa ${LONGEST} ký tự`,
      });
  }
  if (cell('name') === '') wrong('name', 'required');
  const email = cell('email').toLowerCase() || null;
  if (email !== null && !isPlainAddress(email)) wrong('email', 'not_an_email', { text: email });
  // By an apostrophe people keep a spreadsheet from dropping the zero.
  const digits = cell('phone').replace(/^'/, '');
  const phone = WITHOUT_ZERO.test(digits) ? `0${digits}` : digits || null;
  if (phone !== null && internationalPhone(phone) === null) wrong('phone', 'not_a_phone', { text: phone });
  if (email === null && phone === null) wrong('email', 'no_way_to_reach');

  const role = ROLE_NAMES.get(roleKey(cell('role')));
  if (cell('role') === '') wrong('role', 'required');
  else if (!role) wrong('role', 'unknown_role', { text: cell('role'), ...ALL_ROLES });
  const found = cell('area') === '' ? fault('/area', 'required') : readArea(cell('area'));
  const area = typeof found === 'string' ? found : '';
  if (typeof found !== 'string') faults.push(found);
  else if (role) {
    const why = notOf(role, area);
    if (why) wrong('role', 'role_not_there', { ...wordsOf(role), ...why });
  }

  const answer = (column: 'hears' | 'account'): boolean | undefined => {
    const text = cell(column);
    const read = text === '' ? undefined : readBoolean(text);
    if (text !== '' && read === undefined) wrong(column, 'not_yes_or_no');
    return read;
  };
  const hears = answer('hears');
  const account = answer('account') ?? true;
  if (role && hears === true && role !== 'admin' && !HEARS_AS[role])
    wrong('hears', 'hears_by_role', {
      ...wordsOf(role),
      why: 'gets no messages',
      whyVi: 'không nhận tin nhắc',
    });
  if (role === 'admin' && hears === false)
    wrong('hears', 'hears_by_role', {
      ...wordsOf(role),
      why: 'always hears of the service',
      whyVi: 'luôn nhận tin về vận hành',
    });
  const isContact = role !== undefined && HEARS_AS[role] !== undefined && hears !== false;
  if (role && !account && !isContact) wrong('account', 'does_nothing');
  return {
    faults,
    person: {
      name: cell('name'),
      position: cell('position'),
      email,
      phone,
      role: role ?? 'viewer',
      area,
      hears: isContact,
      account,
    },
  };
}

const ALL_ROLES = {
  names: ROLES.join(', '),
  namesVi: ROLES.map((role) => ROLE_WORDS[role][0]).join('; '),
};
const wordsOf = (role: Role) => ({ role, roleVi: ROLE_WORDS[role][0] });

/** Why nobody of a role is of such an area; null where he may be. */
function notOf(role: Role, area: string): { why: string; whyVi: string } | null {
  const isLocality = area.length === 5;
  if (role === 'officer' && !isLocality)
    return {
      why: 'an officer is of a locality',
      whyVi: 'cán bộ cấp xã thuộc một xã, phường, đặc khu (mã 5 số)',
    };
  if (isLocality && (role === 'department' || role === 'finance'))
    return {
      why: 'a department is of a province',
      whyVi: 'sở, ngành thuộc tỉnh, thành phố (mã 2 số)',
    };
  if (area === '*' && (role === 'leader' || role === 'department'))
    return { why: 'name a province', whyVi: 'nhập mã tỉnh, thành phố (2 số)' };
  return null;
}

/** The contact that a person is; null where he hears nothing, or by his account. */
export function contactOf({ role, area, hears, name, position, email, phone }: RowPerson): Contact | null {
  const as = HEARS_AS[role];
  if (!hears || as === undefined) return null;
  const isLocality = area.length === 5;
  return {
    locality: isLocality ? area : null,
    province: isLocality ? null : area,
    ...{ name, position, email, phone, role: as },
  };
}

/** What a person signs in with: his address, else his telephone's digits. */
export function loginsOf({ email, phone }: Pick<RowPerson, 'email' | 'phone'>): {
  email: string | null;
  userName: string | null;
} {
  if (email !== null) return { email, userName: null };
  const digits = phone === null ? null : internationalPhone(phone);
  return { email: null, userName: digits === null ? null : `0${digits.slice(2)}` };
}
