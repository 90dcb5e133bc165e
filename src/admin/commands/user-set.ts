import { ROLES } from '../../access/principal.ts';
import { nameOf } from '../../accounts/names.ts';
import { updatePerson } from '../../accounts/person-store.ts';
import type { Person } from '../../accounts/types.ts';
import { dayOf } from '../../days.ts';
import { writeAudit } from '../audit.ts';
import { command, optional } from '../command.ts';
import { UsageError } from '../errors.ts';
import { checkArea, readChoice, readFields, readText } from '../input.ts';
import { requirePerson } from '../people.ts';
import { loadRegistry } from '../registry.ts';

type Fields = Pick<Person, 'role' | 'area' | 'name' | 'position'>;

export const userSet = command({
  name: 'user set',
  summary: 'Changes role, area, name or position of an account, from its next request on.',
  operands: { login: 'user name or e-mail address' },
  options: {
    role: optional('ROLE', ROLES.join(', ')),
    area: optional('AREA', 'a locality or province code, or * for all'),
    name: optional('NAME', 'full name'),
    position: optional('TEXT', 'position in the office'),
  },
  examples: ['an@so.example --role leader --area 31'],
  async run(shell, { login }, options) {
    const fields = readFields<Fields>(
      {
        role: (text) => ({ role: readChoice(text, '--role', ROLES) }),
        area: (area) => ({ area }),
        name: (text) => ({ name: readText(text, '--name', 100) }),
        position: (text) => ({ position: readText(text, '--position', 100) }),
      },
      options,
    );
    if (Object.keys(fields).length === 0) throw new UsageError('Nothing to change is given.');
    if (fields.area !== undefined) checkArea(await loadRegistry(shell), fields.area, dayOf(shell.now));
    const name = await shell.db.orm.transaction(async (tx) => {
      const person = await requirePerson(tx, login);
      const { role, area, name, position } = person;
      await updatePerson(tx, person.id, fields);
      const target = nameOf(person);
      await writeAudit(tx, shell, {
        action: 'user.set',
        target,
        before: { role, area, name, position },
        after: fields,
      });
      return fields.name ?? name;
    });
    shell.print(`Changed the account of “${name}”.`);
  },
});
