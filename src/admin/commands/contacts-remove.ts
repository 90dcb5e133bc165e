import { changeRegistry } from '../../changes/registry.ts';
import { removeContact } from '../../registry/contacts-store.ts';
import { authorOf } from '../audit.ts';
import { command } from '../command.ts';
import { Refused } from '../errors.ts';
import { readId } from '../input.ts';

export const contactsRemove = command({
  name: 'contacts remove',
  summary: 'Removes a contact, who hears no more.',
  operands: { id: 'its number in `contacts list`' },
  options: {},
  examples: ['7'],
  async run(shell, operands) {
    const id = readId(operands.id);
    await changeRegistry(shell.db, authorOf(shell), async (tx) => {
      const removed = await removeContact(tx, id);
      if (!removed) throw new Refused(`There is no contact with the number ${id}.`);
      const { role, locality, province } = removed;
      return { action: 'contacts.remove', target: `contact ${id}`, before: { role, locality, province } };
    });
    shell.print(`Removed contact ${id}.`);
  },
});
