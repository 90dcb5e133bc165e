import { type Day, instantOf, isDay } from './days.ts';
import { composed } from './lib/composed.ts';
import { isPlainAddress } from './lib/plain-address.ts';
import { type Objection, objectionsOf, Refused, refuse } from './refused.ts';

/**
 * Reading what was typed, at the shell or in a form. Each takes the field's name and the text, and
 * refuses in both languages what it cannot be.
 */

/** @throws {Refused} */
export function readDay(field: string, text: string): Day {
  if (!isDay(text))
    refuse(field, [
      text === '' ? 'Chọn một ngày.' : `“${text}” không phải là ngày. Chọn một ngày trên lịch.`,
      `“${text}” is not a day; write YYYY-MM-DD.`,
    ]);
  return text;
}

/** An instant with its offset from UTC. @throws {Refused} */
export function readInstant(field: string, text: string): Date {
  const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d.*(Z|[+-]\d\d:\d\d)$/.test(text) ? new Date(text) : null;
  if (!instant || Number.isNaN(instant.getTime()))
    refuse(field, [
      'Chọn ngày và giờ.',
      `“${text}” is not an instant; write it with its offset, e.g. 2025-09-27T16:00:00+07:00.`,
    ]);
  return instant;
}

/** An instant, or a day that stands for its end. @throws {Refused} */
export function readEnd(field: string, text: string): Date {
  return isDay(text) ? instantOf(text, '24:00') : readInstant(field, text);
}

/** @throws {Refused} */
export function readInteger(field: string, text: string, min: number, max: number): number {
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= min && value <= max))
    refuse(field, [
      `Nhập số nguyên từ ${min} đến ${max}.`,
      `“${text}” is not a whole number from ${min} to ${max}.`,
    ]);
  return value;
}

/** @throws {Refused} */
export function readNumber(field: string, text: string, min: number, max: number): number {
  // A comma is how Vietnamese offices write it.
  const value = /^\d{1,12}([.,]\d{1,6})?$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN;
  if (!(value >= min && value <= max))
    refuse(field, [`Nhập một số từ ${min} đến ${max}.`, `“${text}” is not a number from ${min} to ${max}.`]);
  return value;
}

/** @throws {Refused} */
export function readChoice<T extends string>(field: string, text: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === text);
  if (found === undefined)
    refuse(field, ['Chọn một mục trong danh sách.', `“${text}” is not one of ${choices.join(', ')}.`]);
  return found;
}

/** @throws {Refused} */
export function readYesNo(field: string, text: string): boolean {
  return readChoice(field, text, ['yes', 'no']) === 'yes';
}

/** One line of plain text in composed form. @throws {Refused} */
export function readText(field: string, text: string, max = 200): string {
  const clean = composed(text).trim();
  if (clean === '') refuse(field, ['Vui lòng nhập mục này.', 'it is empty.']);
  if (clean.length > max) refuse(field, [`Tối đa ${max} ký tự.`, `at most ${max} characters.`]);
  if (/\p{C}|[\u2028\u2029]/u.test(clean) || !clean.isWellFormed())
    refuse(field, [
      'Nội dung có dấu xuống dòng hoặc ký tự bị lỗi.',
      'it holds line breaks or control characters.',
    ]);
  return clean;
}

/** In small letters. @throws {Refused} */
export function readEmail(field: string, text: string): string {
  const clean = composed(text).trim().toLowerCase();
  if (!isPlainAddress(clean))
    refuse(field, [
      'Địa chỉ email chưa đúng, ví dụ đúng: an@so.gov.vn.',
      `“${text}” is not an e-mail address.`,
    ]);
  return clean;
}

/** In small letters; never looks like an address. @throws {Refused} */
export function readUserName(field: string, text: string): string {
  const clean = text.trim().toLowerCase();
  if (!/^[a-z0-9][a-z0-9._-]{1,49}$/.test(clean))
    refuse(field, [
      'Từ 2 đến 50 ký tự: chữ không dấu, số, dấu chấm, “-” và “_”.',
      '2 to 50 letters without marks, digits, “.”, “-” and “_”.',
    ]);
  return clean;
}

/** `none` takes away what is set. */
export function orNone<T>(text: string, read: (text: string) => T): T | null {
  return text === 'none' ? null : read(text);
}

/** How fields are read, each into what it sets. */
export type Readers<T> = Record<string, (text: string, field: string) => Partial<T>>;

/**
 * What the fields given set; those left out set nothing.
 * @throws {Refused} with every objection
 */
export function readFields<T>(readers: Readers<T>, given: Record<string, string | undefined>): Partial<T> {
  const fields: Partial<T> = {};
  const all: Objection[] = [];
  for (const [name, read] of Object.entries(readers)) {
    const text = given[name];
    if (text === undefined) continue;
    const one = objectionsOf(() => read(text, name));
    if ('value' in one) Object.assign(fields, one.value);
    else all.push(...one.objections);
  }
  if (all.length > 0) throw new Refused(all);
  return fields;
}
