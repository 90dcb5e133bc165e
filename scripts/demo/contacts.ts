import type { Day } from '../../src/days.ts';
import type { Orm } from '../../src/db/connect.ts';
import { readContacts } from '../../src/registry/contacts.ts';
import { insertContacts } from '../../src/registry/contacts-store.ts';
import type { Registry } from '../../src/registry/snapshot.ts';
import { readCsv } from '../../src/sheets/read.ts';

/** Stores the people of a CSV as `admin contacts import` does in an empty service. */
export async function importContacts(orm: Orm, registry: Registry, csv: string, today: Day): Promise<void> {
  const { contacts, faults } = readContacts(await readCsv(Buffer.from(csv)), registry, today);
  if (faults.length > 0) throw new Error(`Invented contacts are refused: ${JSON.stringify(faults[0])}`);
  await orm.transaction(async (tx) => await insertContacts(tx, contacts));
}
