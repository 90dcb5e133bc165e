import { changeRegistry } from '../../changes/registry.ts';
import { dayOf } from '../../days.ts';
import {
  CONTACT_COLUMNS,
  CONTACT_LAYOUT,
  CONTACT_ROLES,
  type Contact,
  matchContacts,
  readContacts,
  type SheetFault,
} from '../../registry/contacts.ts';
import { insertContacts, listContacts, updateContacts } from '../../registry/contacts-store.ts';
import { findRows } from '../../sheets/find-rows.ts';
import { notTaken, sheetNotes } from '../../sheets/found.ts';
import { readBook } from '../../sheets/read.ts';
import { authorOf } from '../audit.ts';
import { command } from '../command.ts';
import { Refused } from '../errors.ts';
import { readOperatorFile } from '../files.ts';

export const contactsImport = command({
  name: 'contacts import',
  summary: 'Reads contacts of a CSV or XLSX file: new ones are added, known ones brought up to date.',
  operands: { file: `CSV or XLSX with the columns ${CONTACT_COLUMNS.join(',')}` },
  options: {},
  examples: ['contacts.csv'],
  notes: [
    `Roles: ${CONTACT_ROLES.join(', ')}. A row has either a locality or a province. A contact is known again by its`,
    'place and role with its e-mail, else its name. With any fault nothing is stored. Nobody is removed by it:',
    'see `contacts remove`.',
  ].join('\n'),
  async run(shell, { file }) {
    const finding = await findRows(await readBook(await readOperatorFile(file)), CONTACT_LAYOUT);
    if (!finding.ok)
      throw new Refused(`Nothing is stored.\n${finding.faults.map((fault) => fault.message).join('\n')}`);
    for (const { message } of sheetNotes(finding.found, false).notices ?? []) shell.print(message);
    const rows = notTaken(finding.found, ['locality']);
    let added = 0;
    let updated = 0;
    await changeRegistry(shell.db, authorOf(shell), async (tx, registry) => {
      const { contacts, faults } = readContacts(rows, registry, dayOf(shell.now));
      if (faults.length > 0) throw new Refused(`Nothing is stored.\n${faults.map(lineOf).join('\n')}`);
      const matched = matchContacts(contacts, await listContacts(tx));
      const fresh = matched.filter(({ known }) => known === undefined).map(({ contact }) => contact);
      const changes = matched.flatMap(({ contact, known }) => {
        const fields = known ? changedFields(known, contact) : [];
        return known && fields.length > 0 ? [{ id: known.id, fields, contact }] : [];
      });
      await updateContacts(tx, changes);
      const ids = await insertContacts(tx, fresh);
      added = ids.length;
      updated = changes.length;
      return {
        action: 'contacts.import',
        target: 'contacts',
        area: '*',
        // Persons stand in the contacts alone, so that removing one there is enough.
        after: { added: ids, updated: changes.map(({ id, fields }) => ({ id, fields })) },
      };
    });
    shell.print(`${added} added, ${updated} updated.`);
  },
});

function lineOf({ row, column, message }: SheetFault): string {
  return `row ${row}${column === '' ? '' : `, ${column}`}: ${message}`;
}

function changedFields(known: Contact, contact: Contact): string[] {
  return CONTACT_COLUMNS.filter((column) => known[column] !== contact[column]);
}
