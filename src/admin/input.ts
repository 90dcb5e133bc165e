import { type Day, instantOf, isDay } from '../days.ts';
import { isPlainAddress } from '../outbox/address.ts';
import type { Registry } from '../registry/snapshot.ts';
import type { Indicator, Locality, Programme } from '../registry/types.ts';
import { Refused, UsageError } from './errors.ts';

/** Reading what was typed: each names what is wrong and with which argument. */

/** @throws {UsageError} */
export function readDay(text: string, what: string): Day {
  if (!isDay(text)) throw new UsageError(`${what}: “${text}” is not a day; write YYYY-MM-DD.`);
  return text;
}

/** An instant with its offset from UTC. @throws {UsageError} */
export function readInstant(text: string, what: string): Date {
  const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d.*(Z|[+-]\d\d:\d\d)$/.test(text) ? new Date(text) : null;
  if (!instant || Number.isNaN(instant.getTime()))
    throw new UsageError(
      `${what}: “${text}” is not an instant; write it with its offset, e.g. 2025-09-27T16:00:00+07:00.`,
    );
  return instant;
}

/** An instant, or a day that stands for its end. @throws {UsageError} */
export function readEnd(text: string, what: string): Date {
  return isDay(text) ? instantOf(text, '24:00') : readInstant(text, what);
}

/** @throws {UsageError} */
export function readInteger(text: string, what: string, min: number, max: number): number {
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= min && value <= max))
    throw new UsageError(`${what}: “${text}” is not a whole number from ${min} to ${max}.`);
  return value;
}

/** The number by which a list names its rows: an integer of PostgreSQL. @throws {UsageError} */
export function readId(text: string): number {
  return readInteger(text, 'ID', 1, 2_147_483_647);
}

/** @throws {UsageError} */
export function readNumber(text: string, what: string, min: number, max: number): number {
  const value = /^\d{1,12}(\.\d{1,6})?$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= min && value <= max))
    throw new UsageError(`${what}: “${text}” is not a number from ${min} to ${max}.`);
  return value;
}

/** @throws {UsageError} */
export function readChoice<T extends string>(text: string, what: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === text);
  if (found === undefined) throw new UsageError(`${what}: “${text}” is not one of ${choices.join(', ')}.`);
  return found;
}

/** One line of plain text in composed form. @throws {UsageError} */
export function readText(text: string, what: string, max = 200): string {
  const clean = text.normalize('NFC').trim();
  if (clean === '') throw new UsageError(`${what}: it is empty.`);
  if (clean.length > max) throw new UsageError(`${what}: at most ${max} characters.`);
  if (/\p{C}|[\u2028\u2029]/u.test(clean) || !clean.isWellFormed())
    throw new UsageError(`${what}: it holds line breaks or control characters.`);
  return clean;
}

/** In small letters. @throws {UsageError} */
export function readEmail(text: string, what: string): string {
  const clean = text.normalize('NFC').trim().toLowerCase();
  if (!isPlainAddress(clean)) throw new UsageError(`${what}: “${text}” is not an e-mail address.`);
  return clean;
}

/** In small letters; never looks like an address. @throws {UsageError} */
export function readUserName(text: string, what: string): string {
  const clean = text.trim().toLowerCase();
  if (!/^[a-z0-9][a-z0-9._-]{1,49}$/.test(clean))
    throw new UsageError(`${what}: 2 to 50 letters without marks, digits, “.”, “-” and “_”.`);
  return clean;
}

/** @throws {Refused} */
export function findLocality(registry: Registry, code: string): Locality {
  const locality = registry.localities.get(code);
  if (!locality) throw new Refused(`There is no locality “${code}”.`);
  return locality;
}

/** @throws {Refused} */
export function findProgramme(registry: Registry, code: string): Programme {
  const programme = registry.programmes.get(code);
  if (!programme)
    throw new Refused(
      `There is no programme “${code}”; there is ${[...registry.programmes.keys()].join(', ')}.`,
    );
  return programme;
}

/** The version of an indicator that holds on a day. @throws {Refused} */
export function findIndicator(registry: Registry, code: string, day: Day): Indicator {
  const indicator = registry.indicatorsOn(day).get(code);
  if (!indicator) throw new Refused(`No indicator “${code}” is in force on ${day}.`);
  return indicator;
}

/** `VN` or a province. @throws {Refused} */
export function findScope(registry: Registry, scope: string): void {
  if (scope !== 'VN' && !registry.provinces.has(scope))
    throw new Refused(`There is no province “${scope}”; VN is the whole nation.`);
}

/** @throws {UsageError} */
export function readYesNo(text: string, what: string): boolean {
  return readChoice(text, what, ['yes', 'no']) === 'yes';
}

/** How options are read, each into the fields that it sets. */
export type Readers<T> = Record<string, (text: string) => Partial<T>>;

/** The fields that the options given set. @throws {UsageError} */
export function readFields<T>(readers: Readers<T>, given: Record<string, string | undefined>): Partial<T> {
  const fields: Partial<T> = {};
  for (const [name, read] of Object.entries(readers)) {
    const text = given[name];
    if (text !== undefined) Object.assign(fields, read(text));
  }
  return fields;
}

/** `none` takes away what is set. */
export function orNone<T>(text: string, read: (text: string) => T): T | null {
  return text === 'none' ? null : read(text);
}

/** @throws {Refused} when there is no such area, or no longer */
export function checkArea(registry: Registry, area: string, today: Day): void {
  const locality = registry.localities.get(area);
  if (area !== '*' && !locality && !registry.provinces.has(area))
    throw new Refused(`There is no locality or province “${area}”.`);
  if (locality?.validTo && locality.validTo < today)
    throw new Refused(`Locality ${area} ended on ${locality.validTo}.`);
}
