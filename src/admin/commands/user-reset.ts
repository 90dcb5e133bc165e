import { dropSecondFactor } from '../../accounts/enrol.ts';
import { forgetFailures } from '../../accounts/failure-store.ts';
import { nameOf, subjectOf } from '../../accounts/names.ts';
import { makePasswordLink } from '../../accounts/password-link.ts';
import { updatePerson } from '../../accounts/person-store.ts';
import { endSessionsOf } from '../../accounts/session-store.ts';
import { writeAudit } from '../audit.ts';
import { command } from '../command.ts';
import { requirePerson } from '../people.ts';

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
    const link = await shell.db.orm.transaction(async (tx) => {
      const person = await requirePerson(tx, operands.login);
      await updatePerson(tx, person.id, { password: null });
      await endSessionsOf(tx, person.id, shell.now, {});
      if (options['second-factor']) await dropSecondFactor(tx, person.id);
      await forgetFailures(tx, subjectOf(person));
      await writeAudit(tx, shell, { action: 'user.reset', target: nameOf(person), after: options });
      return await makePasswordLink(tx, person.id, shell.publicUrl, shell.now);
    });
    shell.print(link);
  },
});
