import { ROLES } from '../../access/principal.ts';
import { makePasswordLink } from '../../accounts/password-link.ts';
import { findByLogin, insertPerson } from '../../accounts/person-store.ts';
import { dayOf } from '../../days.ts';
import { writeAudit } from '../audit.ts';
import { command, optional } from '../command.ts';
import { Refused, UsageError } from '../errors.ts';
import { checkArea, readChoice, readEmail, readText, readUserName } from '../input.ts';
import { loadRegistry } from '../registry.ts';

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
    const role = readChoice(options.role, '--role', ROLES);
    const name = readText(options.name, '--name', 100);
    const position = options.position === undefined ? null : readText(options.position, '--position', 100);
    const email = options.email === undefined ? null : readEmail(options.email, '--email');
    const given = options['user-name'];
    const userName = given === undefined ? null : readUserName(given, '--user-name');
    if (email === null && userName === null) throw new UsageError('Missing: --email or --user-name.');
    const area = options.area;
    checkArea(await loadRegistry(shell), area, dayOf(shell.now));
    const link = await shell.db.orm.transaction(async (tx) => {
      for (const login of [email, userName])
        if (login !== null && (await findByLogin(tx, login)))
          throw new Refused(`There is an account “${login}” already.`);
      const person = { userName, email, name, position, role, area };
      const id = await insertPerson(tx, { ...person, createdAt: shell.now });
      const target = userName ?? email ?? '';
      await writeAudit(tx, shell, { action: 'user.create', target, after: { id, ...person } });
      return options.invite ? makePasswordLink(tx, id, shell.publicUrl, shell.now) : undefined;
    });
    shell.print(link ?? `Made an account for “${name}”.`);
  },
});
