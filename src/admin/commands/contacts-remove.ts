import { dropContact } from '../../changes/contacts.ts';
import { authorOf } from '../audit.ts';
import { command } from '../command.ts';
import { readId } from '../input.ts';

export const contactsRemove = command({
  name: 'contacts remove',
  summary: 'Removes a contact, who hears no more.',
  operands: { id: 'its number in `contacts list`' },
  options: {},
  examples: ['7'],
  async run(shell, operands) {
    const id = readId(operands.id);
    await dropContact(shell.db, authorOf(shell), id);
    shell.print(`Removed contact ${id}.`);
  },
});
