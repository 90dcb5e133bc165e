import { type Day, formatDay } from '../days.ts';
import { fault } from '../faults.ts';
import type { Words } from '../i18n/say.ts';
import { composed } from '../lib/composed.ts';
import { type Objection, Refused } from '../refused.ts';
import { brokenCell, readCode } from '../sheets/cells.ts';
import type { Found, KnownColumn, Layout } from '../sheets/find-rows.ts';
import type { Registry } from './snapshot.ts';

/** The sheet of contacts: read, checked, and laid beside those there are. Pure. */

export const CONTACT_COLUMNS = [
  'locality',
  'province',
  'name',
  'position',
  'email',
  'phone',
  'role',
] as const;
type Column = (typeof CONTACT_COLUMNS)[number];

/** `operator` hears of the service itself: of one province's, or of all of it. */
export const CONTACT_ROLES = ['officer', 'leader', 'department', 'operator'] as const;
export type ContactRole = (typeof CONTACT_ROLES)[number];

/** Who hears for one locality or one province. */
export interface Contact {
  locality: string | null;
  province: string | null;
  name: string;
  position: string;
  email: string | null;
  phone: string | null;
  role: ContactRole;
}

export interface SheetFault {
  /** Row of the sheet; 1 is the head. */
  row: number;
  column: string;
  message: string;
  messageVi: string;
}

/** Names what is wrong with a column, in both languages. */
type SayFault = (column: Column | '', messageVi: string, message: string) => void;

const LONGEST = 200;
/** What mail programs take without quoting; a line break or a second address in it must never pass. */
const EMAIL = /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/i;
const PHONE = /^\+?[\d .()-]{6,25}$/;
/** Controls, line ends, and what delimits addresses in a mail's head. */
const UNSAFE = /\p{C}|[\u2028\u2029<>"]/u;

const PEOPLE_CALL_THEM: Record<Column, Pick<KnownColumn, 'names' | 'kind'>> = {
  locality: { names: ['Mã đơn vị', 'Mã xã'], kind: 'code' },
  province: { names: ['Mã tỉnh', 'Mã tỉnh, thành phố'], kind: 'code' },
  name: { names: ['Họ tên', 'Họ và tên'], kind: 'text' },
  position: { names: ['Chức vụ'], kind: 'text' },
  email: { names: ['E-mail', 'Email', 'Thư điện tử'], kind: 'value' },
  phone: { names: ['Điện thoại', 'Số điện thoại'], kind: 'value' },
  role: { names: ['Vai trò'], kind: 'value' },
};

/** The columns by which a sheet of contacts is known. */
export const CONTACT_LAYOUT: Layout = {
  columns: CONTACT_COLUMNS.map((header) => ({ header, ...PEOPLE_CALL_THEM[header] })),
  needed: CONTACT_COLUMNS,
  marks: ['province', 'email', 'phone', 'role'],
};

/**
 * The contacts of a sheet that {@link CONTACT_LAYOUT} describes.
 * Every fault is named with its row and column; with any, the contacts are not to be stored.
 */
export function readContacts(
  { headers, rows }: Pick<Found, 'headers' | 'rows'>,
  registry: Registry,
  today: Day,
): { contacts: Contact[]; faults: SheetFault[] } {
  const faults: SheetFault[] = [];
  const contacts: Contact[] = [];
  const seen = new Map<string, number>();
  for (const { row, cells, spoilt = [] } of rows) {
    const found: SheetFault[] = [];
    const say: SayFault = (column, messageVi, message) => found.push({ row, column, message, messageVi });
    const cell = (column: Column) => cells[headers.indexOf(column)] ?? '';
    for (const column of CONTACT_COLUMNS) {
      const broken = spoilt.includes(column)
        ? fault(`/${column}`, 'code_lost_digits')
        : brokenCell(`/${column}`, cell(column));
      if (broken) say(column, broken.messageVi, broken.message);
    }
    const contact = readFields((column) => asTyped(column, cell(column)), registry, today, say);
    for (const key of keysOf(contact)) {
      const earlier = seen.get(key);
      if (earlier !== undefined)
        say(
          'name',
          `Đã có ở dòng ${earlier}, cùng nơi và cùng vai trò.`,
          `stands in row ${earlier} already, for the same place and role`,
        );
      else seen.set(key, row);
    }
    if (found.length === 0) contacts.push(contact);
    faults.push(...found);
  }
  return { contacts, faults };
}

/** Nine digits are a telephone whose zero the spreadsheet dropped. */
const MOBILE_WITHOUT_ZERO = /^[235789]\d{8}$/;

/** A cell with what a spreadsheet took from it. */
function asTyped(column: Column, cell: string): string {
  if (column === 'locality') return readCode(cell);
  return column === 'phone' && MOBILE_WITHOUT_ZERO.test(cell) ? `0${cell}` : cell;
}

/**
 * One contact as somebody typed it, in a form.
 * @throws {Refused} with every objection
 */
export function readContact(typed: Record<Column, string>, registry: Registry, today: Day): Contact {
  const wrong: Objection[] = [];
  const contact = readFields(
    (column) => composed(typed[column]).trim(),
    registry,
    today,
    (field, vi, en) => wrong.push({ field, vi, en }),
  );
  if (wrong.length > 0) throw new Refused(wrong);
  return contact;
}

function readFields(
  cell: (column: Column) => string,
  registry: Registry,
  today: Day,
  say: SayFault,
): Contact {
  const locality = padded(cell('locality'), 5);
  const province = padded(cell('province'), 2);
  const role = CONTACT_ROLES.find((one) => one === cell('role').toLowerCase());
  if (!role)
    say(
      'role',
      'Chọn một vai trò trong danh sách.',
      `“${cell('role')}” is not one of ${CONTACT_ROLES.join(', ')}`,
    );
  checkPlace(locality, province, role, registry, today, say);

  for (const column of ['name', 'position'] as const) {
    if (UNSAFE.test(cell(column)))
      say(
        column,
        'Có dấu xuống dòng, ký tự bị lỗi hoặc một trong các dấu < > ".',
        'holds a line break, control character, or one of < > "',
      );
    if (cell(column).length > LONGEST)
      say(column, `Tối đa ${LONGEST} ký tự.`, `has more than ${LONGEST} characters`);
  }
  const name = cell('name');
  if (name === '') say('name', 'Nhập họ tên.', 'is empty');
  const email = cell('email') || null;
  if (email !== null && (email.length > 254 || !EMAIL.test(email)))
    say(
      'email',
      'Địa chỉ email chưa đúng, ví dụ đúng: an@so.gov.vn.',
      `“${plain(email)}” is not an e-mail address`,
    );
  const phone = cell('phone') || null;
  if (phone !== null && !PHONE.test(phone))
    say(
      'phone',
      'Số điện thoại chưa đúng, ví dụ đúng: 0912 345 678.',
      `“${plain(phone)}” is not a telephone number`,
    );
  if (email === null && phone === null)
    say('email', 'Nhập email hoặc số điện thoại.', 'neither e-mail nor telephone is given');
  return {
    locality: locality || null,
    province: province || null,
    name,
    position: cell('position'),
    email,
    phone,
    role: role ?? 'officer',
  };
}

/** What a contact of each role may be of, by why not of the others. */
const PLACES: Record<
  ContactRole,
  { notOfLocality: Words | null; notOfProvince: Words | null; maybeNowhere: boolean }
> = {
  officer: {
    notOfLocality: null,
    notOfProvince: [
      'Cán bộ cấp xã thuộc một xã, phường, đặc khu: nhập tên đơn vị.',
      'an officer is of a locality',
    ],
    maybeNowhere: false,
  },
  leader: { notOfLocality: null, notOfProvince: null, maybeNowhere: false },
  department: {
    notOfLocality: ['Sở, ngành thuộc tỉnh, thành phố: bỏ trống xã, phường.', 'a department is of a province'],
    notOfProvince: null,
    maybeNowhere: false,
  },
  operator: {
    notOfLocality: [
      'Quản trị viên hệ thống thuộc tỉnh, thành phố hoặc toàn quốc: bỏ trống xã, phường.',
      'an operator is of a province, or of neither',
    ],
    notOfProvince: null,
    maybeNowhere: true,
  },
};

function checkPlace(
  locality: string,
  province: string,
  role: ContactRole | undefined,
  registry: Registry,
  today: Day,
  say: SayFault,
): void {
  const of = role && PLACES[role];
  if (locality === '' && province === '' && of?.maybeNowhere) return;
  if ((locality === '') === (province === '')) {
    say(
      'locality',
      'Chọn một xã, phường, đặc khu, hoặc một tỉnh, thành phố.',
      'give either a locality or a province',
    );
    return;
  }
  if (locality !== '') {
    const unit = registry.localities.get(locality);
    if (!unit) say('locality', 'Không có đơn vị này.', `there is no locality “${plain(locality)}”`);
    else if (unit.validTo !== null && unit.validTo < today)
      say(
        'locality',
        `Đơn vị này đã ngừng hoạt động sau ngày ${formatDay(unit.validTo)}.`,
        `it ended on ${formatDay(unit.validTo)}`,
      );
    if (of?.notOfLocality) say('locality', ...of.notOfLocality);
  } else {
    if (!registry.provinces.has(province))
      say('province', 'Không có tỉnh, thành phố này.', `there is no province “${plain(province)}”`);
    if (of?.notOfProvince) say('province', ...of.notOfProvince);
  }
}

/** Spreadsheets drop the zeros with which a code begins. */
function padded(code: string, length: number): string {
  return /^\d+$/.test(code) ? code.padStart(length, '0') : code;
}

/** Fit for a terminal. */
function plain(text: string): string {
  return text.replace(/\p{C}/gu, '�').slice(0, 80);
}

/** By these a contact is known again: his place and role, with his address or else his name. */
function keysOf({ role, locality, province, email, name }: Contact): string[] {
  const place = `${role} ${locality ?? ''} ${province ?? ''}`;
  const keys = [`${place} name ${name.toLowerCase()}`];
  return email === null ? keys : [`${place} email ${email.toLowerCase()}`, ...keys];
}

/** Each contact with the one stored that it brings up to date, if there is one: by address, else by name. */
export function matchContacts<S extends Contact & { id: number }>(
  contacts: readonly Contact[],
  stored: readonly S[],
): { contact: Contact; known: S | undefined }[] {
  const byKey = new Map(stored.flatMap((one) => keysOf(one).map((key) => [key, one] as const)));
  const taken = new Set<S>();
  const take = (keys: string[]): S | undefined => {
    const known = keys.map((key) => byKey.get(key)).find((one) => one !== undefined && !taken.has(one));
    if (known) taken.add(known);
    return known;
  };
  return contacts.map((contact) => ({ contact, known: take(keysOf(contact)) }));
}
