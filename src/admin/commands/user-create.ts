import { refuseArea } from '../../access/areas.ts';
import { ROLES } from '../../access/principal.ts';
import { makePasswordLink } from '../../accounts/password-link.ts';
import { createPerson, type NewPerson, PERSON_FIELDS } from '../../accounts/people.ts';
import { loadRegistry } from '../../changes/registry.ts';
import { dayOf } from '../../days.ts';
import { authorOf } from '../audit.ts';
import { command, optional } from '../command.ts';
import { UsageError } from '../errors.ts';
import { readFields } from '../input.ts';

const NOBODY: NewPerson = {
  userName: null,
  email: null,
  name: '',
  position: null,
  role: 'viewer',
  area: '',
};

export const userCreate = command({
  name: 'user create',
  summary: 'Makes an account for a person; with --invite prints the link by which the password is set.',
  operands: {},
  options: {
    role: { type: 'string', value: 'ROLE', help: ROLES.join(', '), required: true },
    area: {
      type: 'string',
      value: 'AREA',
      help: 'a locality or province code, or * for all',
      required: true,
    },
    name: { type: 'string', value: 'NAME', help: 'full name; records show it', required: true },
    email: optional('ADDRESS', 'signs in with it'),
    'user-name': optional('USER', 'signs in with it, besides or instead of the address'),
    position: optional('TEXT', 'position in the office'),
    invite: { type: 'boolean', help: 'print a link that is good once, for 72 hours' },
  },
  examples: [
    '--email an@so.example --name "Nguyễn Văn An" --role admin --area \'*\' --invite',
    '--user-name camgiang --name "Trần Thị Bình" --role officer --area 10903 --invite',
  ],
  notes: 'Without --invite the account has no way in until `user reset` makes a link.',
  async run(shell, _, options) {
    if (options.email === undefined && options['user-name'] === undefined)
      throw new UsageError('Missing: --email or --user-name.');
    const person = { ...NOBODY, ...readFields<NewPerson>(PERSON_FIELDS, options) };
    const { name, area } = person;
    refuseArea(await loadRegistry(shell.db), area, dayOf(shell.now));
    const link = await shell.db.orm.transaction(async (tx) => {
      const id = await createPerson(tx, authorOf(shell), person);
      return options.invite ? makePasswordLink(tx, id, shell.publicUrl, shell.now) : undefined;
    });
    shell.print(link ?? `Made an account for “${name}”.`);
  },
});
