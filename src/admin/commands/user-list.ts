import { nameOf } from '../../accounts/names.ts';
import { listPeople } from '../../accounts/person-store.ts';
import type { Person } from '../../accounts/types.ts';
import { isoLocal } from '../../days.ts';
import { command } from '../command.ts';
import { table } from '../table.ts';

export const userList = command({
  name: 'user list',
  summary: 'Lists the accounts, disabled ones too.',
  operands: {},
  options: {},
  examples: [''],
  async run(shell) {
    const rows = (await listPeople(shell.db.orm)).map((one) => [
      nameOf(one),
      one.role,
      one.area,
      stateOf(one),
      one.lastSeenAt ? isoLocal(one.lastSeenAt) : '-',
      one.name,
    ]);
    shell.print(table(['LOGIN', 'ROLE', 'AREA', 'STATE', 'SEEN', 'NAME'], rows));
  },
});

function stateOf({ disabledAt, password, secondFactorSince }: Person): string {
  if (disabledAt) return 'disabled';
  if (password === null) return 'no password';
  return secondFactorSince ? 'second factor' : 'password';
}
