import { disablePerson, enablePerson } from '../../accounts/people.ts';
import { authorOf } from '../audit.ts';
import { command } from '../command.ts';
import { requirePerson } from '../input.ts';

const operands = { login: 'user name or e-mail address' };

export const userDisable = command({
  name: 'user disable',
  summary: 'Closes an account: its sessions end at once, its link is void.',
  operands,
  options: {},
  examples: ['an@so.example'],
  async run(shell, { login }) {
    const { id, name } = await requirePerson(shell.db.orm, login);
    await disablePerson(shell.db.orm, authorOf(shell), id);
    shell.print(`Disabled “${name}”.`);
  },
});

export const userEnable = command({
  name: 'user enable',
  summary: 'Opens an account that was disabled, with the password that it had.',
  operands,
  options: {},
  examples: ['an@so.example'],
  async run(shell, { login }) {
    const { id, name } = await requirePerson(shell.db.orm, login);
    await enablePerson(shell.db.orm, authorOf(shell), id);
    shell.print(`Enabled “${name}”.`);
  },
});
