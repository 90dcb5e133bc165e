import { listContacts } from '../../registry/contacts-store.ts';
import { command } from '../command.ts';
import { table } from '../table.ts';

export const contactsList = command({
  name: 'contacts list',
  summary: 'Lists who hears for which locality or province.',
  operands: {},
  options: {},
  examples: [''],
  async run(shell) {
    const rows = (await listContacts(shell.db.orm)).map((one) => [
      String(one.id),
      one.locality ?? '-',
      one.province ?? '-',
      one.role,
      one.name,
      one.position,
      one.email ?? '-',
      one.phone ?? '-',
    ]);
    shell.print(table(['ID', 'LOCALITY', 'PROVINCE', 'ROLE', 'NAME', 'POSITION', 'EMAIL', 'PHONE'], rows));
  },
});
