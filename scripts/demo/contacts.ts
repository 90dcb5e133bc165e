import type { Day } from '../../src/days.ts';
import type { Orm } from '../../src/db/connect.ts';
import { CONTACT_LAYOUT, readContacts } from '../../src/registry/contacts.ts';
import { insertContacts } from '../../src/registry/contacts-store.ts';
import type { Registry } from '../../src/registry/snapshot.ts';
import { findRows } from '../../src/sheets/find-rows.ts';
import { readCsv } from '../../src/sheets/read.ts';

/** Stores the people of a CSV as `admin contacts import` does in an empty service. */
export async function importContacts(orm: Orm, registry: Registry, csv: string, today: Day): Promise<void> {
  const finding = await findRows(await readCsv(Buffer.from(csv)), CONTACT_LAYOUT);
  if (!finding.ok) throw new Error(`Invented contacts are refused: ${JSON.stringify(finding.faults[0])}`);
  const { contacts, faults } = readContacts(finding.found, registry, today);
  if (faults.length > 0) throw new Error(`Invented contacts are refused: ${JSON.stringify(faults[0])}`);
  await orm.transaction(async (tx) => await insertContacts(tx, contacts));
}
