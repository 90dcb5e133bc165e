import { resetPerson } from '../../accounts/people.ts';
import { authorOf } from '../audit.ts';
import { command } from '../command.ts';
import { requirePerson } from '../input.ts';

export const userReset = command({
  name: 'user reset',
  summary: 'Takes a person’s password away, ends his sessions and prints a link to set a new one.',
  operands: { login: 'user name or e-mail address' },
  options: {
    'second-factor': { type: 'boolean', help: 'take the second factor away as well, for who lost it' },
  },
  examples: ['an@so.example'],
  notes: 'The link is good once, for 72 hours. It also lifts the wait after failed sign-ins.',
  async run(shell, operands, options) {
    const { id } = await requirePerson(shell.db.orm, operands.login);
    const how = { publicUrl: shell.publicUrl, secondFactor: options['second-factor'] };
    shell.print(await resetPerson(shell.db.orm, authorOf(shell), id, how));
  },
});
