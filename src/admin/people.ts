import { findByLogin } from '../accounts/person-store.ts';
import type { Person } from '../accounts/types.ts';
import type { OrmTx } from '../db/connect.ts';
import { Refused } from './errors.ts';

/** @throws {Refused} when nobody signs in with that name */
export async function requirePerson(tx: OrmTx, login: string): Promise<Person> {
  const person = await findByLogin(tx, login);
  if (!person) throw new Refused(`There is no account “${login}”.`);
  return person;
}
