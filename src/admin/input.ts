import { findByLogin } from '../accounts/person-store.ts';
import type { Person } from '../accounts/types.ts';
import type { Day } from '../days.ts';
import type { OrmTx } from '../db/connect.ts';
import * as fields from '../fields.ts';
import { type Objection, objectionsOf, Refused } from '../refused.ts';
import type { Registry } from '../registry/snapshot.ts';
import type { Indicator, Locality } from '../registry/types.ts';
import { UsageError } from './errors.ts';

/** Reading what was typed: each names what is wrong and with which argument. */

/** What is wrong, each with its argument: in English, then in Vietnamese. */
function inBoth(objections: readonly Objection[], at: (one: Objection) => string): string {
  const english = objections.map((one) => `${at(one)}: ${one.en}`);
  const vietnamese = objections.filter(({ vi, en }) => vi !== en).map((one) => `${at(one)}: ${one.vi}`);
  return [...english, ...vietnamese].join('\n');
}

/** @throws {UsageError} for what the reader refuses */
function typed<T>(what: string, read: () => T): T {
  const one = objectionsOf(read);
  if ('value' in one) return one.value;
  throw new UsageError(inBoth(one.objections, () => what));
}

/** @throws {UsageError} */
export const readDay = (text: string, what: string): Day => typed(what, () => fields.readDay(what, text));

/** An instant with its offset from UTC. @throws {UsageError} */
export const readInstant = (text: string, what: string): Date =>
  typed(what, () => fields.readInstant(what, text));

/** An instant, or a day that stands for its end. @throws {UsageError} */
export const readEnd = (text: string, what: string): Date => typed(what, () => fields.readEnd(what, text));

/** @throws {UsageError} */
export const readInteger = (text: string, what: string, min: number, max: number): number =>
  typed(what, () => fields.readInteger(what, text, min, max));

/** The number by which a list names its rows: an integer of PostgreSQL. @throws {UsageError} */
export const readId = (text: string): number => readInteger(text, 'ID', 1, 2_147_483_647);

/** @throws {UsageError} */
export const readChoice = <T extends string>(text: string, what: string, choices: readonly T[]): T =>
  typed(what, () => fields.readChoice(what, text, choices));

/** One line of plain text in composed form. @throws {UsageError} */
export const readText = (text: string, what: string, max?: number): string =>
  typed(what, () => fields.readText(what, text, max));

/** The fields that the options given set. @throws {UsageError} */
export function readFields<T>(
  readers: fields.Readers<T>,
  given: Record<string, string | boolean | undefined>,
): Partial<T> {
  const texts = Object.entries(given).filter((pair): pair is [string, string] => typeof pair[1] === 'string');
  const one = objectionsOf(() => fields.readFields(readers, Object.fromEntries(texts)));
  if ('value' in one) return one.value;
  throw new UsageError(inBoth(one.objections, ({ field }) => `--${field}`));
}

/** What several groups of fields set, with every objection of all. @throws {UsageError} */
export function readTogether<T extends readonly unknown[]>(
  ...groups: { [K in keyof T]: [fields.Readers<T[K]>, Record<string, string | boolean | undefined>] }
): { [K in keyof T]: Partial<T[K]> } {
  const faults: string[] = [];
  const read = groups.map(([readers, given]) => {
    try {
      return readFields(readers, given);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      faults.push(error.message);
      return {};
    }
  });
  if (faults.length > 0) throw new UsageError(faults.join('\n'));
  return read as { [K in keyof T]: Partial<T[K]> };
}

/** @throws {Refused} */
export function findLocality(registry: Registry, code: string): Locality {
  const locality = registry.localities.get(code);
  if (!locality) throw new Refused(`There is no locality “${code}”.`);
  return locality;
}

/** The version of an indicator that holds on a day. @throws {Refused} */
export function findIndicator(registry: Registry, code: string, day: Day): Indicator {
  const indicator = registry.indicatorsOn(day).get(code);
  if (!indicator) throw new Refused(`No indicator “${code}” is in force on ${day}.`);
  return indicator;
}

/** @throws {Refused} when nobody signs in with that name */
export async function requirePerson(tx: OrmTx, login: string): Promise<Person> {
  const person = await findByLogin(tx, login);
  if (!person) throw new Refused(`There is no account “${login}”.`);
  return person;
}
