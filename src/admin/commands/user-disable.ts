import { forgetFailures } from '../../accounts/failure-store.ts';
import { nameOf, subjectOf } from '../../accounts/names.ts';
import { dropLink, updatePerson } from '../../accounts/person-store.ts';
import { endSessionsOf } from '../../accounts/session-store.ts';
import { writeAudit } from '../audit.ts';
import { command } from '../command.ts';
import { Refused } from '../errors.ts';
import { requirePerson } from '../people.ts';

const operands = { login: 'user name or e-mail address' };

export const userDisable = command({
  name: 'user disable',
  summary: 'Closes an account: its sessions end at once, its link is void.',
  operands,
  options: {},
  examples: ['an@so.example'],
  async run(shell, { login }) {
    const name = await shell.db.orm.transaction(async (tx) => {
      const person = await requirePerson(tx, login);
      if (person.disabledAt) throw new Refused(`“${login}” is disabled already.`);
      await updatePerson(tx, person.id, { disabledAt: shell.now });
      await dropLink(tx, person.id);
      await endSessionsOf(tx, person.id, shell.now, {});
      await writeAudit(tx, shell, { action: 'user.disable', target: nameOf(person) });
      return person.name;
    });
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
    const name = await shell.db.orm.transaction(async (tx) => {
      const person = await requirePerson(tx, login);
      if (!person.disabledAt) throw new Refused(`“${login}” is not disabled.`);
      // Seen now, else it would be disabled again in the night.
      await updatePerson(tx, person.id, { disabledAt: null, lastSeenAt: shell.now });
      await forgetFailures(tx, subjectOf(person));
      await writeAudit(tx, shell, { action: 'user.enable', target: nameOf(person) });
      return person.name;
    });
    shell.print(`Enabled “${name}”.`);
  },
});
