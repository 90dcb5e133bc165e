import { refuseArea } from '../../access/areas.ts';
import { ROLES } from '../../access/principal.ts';
import { changePerson, PERSON_FIELDS, type PersonChange } from '../../accounts/people.ts';
import { loadRegistry } from '../../changes/registry.ts';
import { dayOf } from '../../days.ts';
import { authorOf } from '../audit.ts';
import { command, optional } from '../command.ts';
import { UsageError } from '../errors.ts';
import { readFields } from '../input.ts';
import { requirePerson } from '../people.ts';

const { role, area, name: fullName, position } = PERSON_FIELDS;

export const userSet = command({
  name: 'user set',
  summary: 'Changes role, area, name or position of an account; another role or area signs it out.',
  operands: { login: 'user name or e-mail address' },
  options: {
    role: optional('ROLE', ROLES.join(', ')),
    area: optional('AREA', 'a locality or province code, or * for all'),
    name: optional('NAME', 'full name'),
    position: optional('TEXT', 'position in the office'),
  },
  examples: ['an@so.example --role leader --area 31'],
  async run(shell, { login }, options) {
    const fields = readFields<PersonChange>({ role, area, name: fullName, position }, options);
    if (Object.keys(fields).length === 0) throw new UsageError('Nothing to change is given.');
    if (fields.area !== undefined) refuseArea(await loadRegistry(shell.db), fields.area, dayOf(shell.now));
    const { id, name } = await requirePerson(shell.db.orm, login);
    await changePerson(shell.db.orm, authorOf(shell), id, fields);
    shell.print(`Changed the account of “${fields.name ?? name}”.`);
  },
});
