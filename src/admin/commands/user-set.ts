import { refuseArea } from '../../access/areas.ts';
import { ROLES } from '../../access/principal.ts';
import { agenciesFor } from '../../accounts/agency-rules.ts';
import { changePerson, PERSON_FIELDS, type PersonChange } from '../../accounts/people.ts';
import { loadRegistry } from '../../changes/registry.ts';
import { dayOf } from '../../days.ts';
import { authorOf } from '../audit.ts';
import { command, optional } from '../command.ts';
import { Refused, UsageError } from '../errors.ts';
import { readFields, requirePerson } from '../input.ts';
import type { Shell } from '../shell.ts';

const { role, area, name: fullName, position } = PERSON_FIELDS;

export const userSet = command({
  name: 'user set',
  summary: 'Changes role, area, name, position or agency of an account; another role or area signs it out.',
  operands: { login: 'user name or e-mail address' },
  options: {
    role: optional('ROLE', ROLES.join(', ')),
    area: optional('AREA', 'a locality or province code, or * for all'),
    name: optional('NAME', 'full name'),
    position: optional('TEXT', 'position in the office'),
    agency: optional('CODE', 'the agency that he belongs to, by whose tasks he is asked; none: of none'),
  },
  examples: ['an@so.example --role leader --area 31'],
  async run(shell, { login }, options) {
    const fields = readFields<PersonChange>(
      { role, area, name: fullName, position, agency: readAgency },
      options,
    );
    if (Object.keys(fields).length === 0) throw new UsageError('Nothing to change is given.');
    if (fields.area !== undefined) refuseArea(await loadRegistry(shell.db), fields.area, dayOf(shell.now));
    const { id, name, area: known } = await requirePerson(shell.db.orm, login);
    if (fields.agency) await refuseAgency(shell, fields.area ?? known, fields.agency);
    await changePerson(shell.db.orm, authorOf(shell), id, fields);
    shell.print(`Changed the account of “${fields.name ?? name}”.`);
  },
});

const readAgency = (text: string) => ({ agency: text === 'none' ? null : text });

/** @throws {Refused} where the area has no such agency today */
async function refuseAgency(shell: Shell, area: string, code: string): Promise<void> {
  const known = agenciesFor(await loadRegistry(shell.db), area, dayOf(shell.now));
  if (!known.some((one) => one.code === code)) throw new Refused(`There is no agency “${code}” in ${area}.`);
}
