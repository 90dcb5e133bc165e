import { refuseArea } from '../../access/areas.ts';
import { ROLES } from '../../access/principal.ts';
import { createToken, type NewToken, TOKEN_FIELDS } from '../../access/token-changes.ts';
import { loadRegistry } from '../../changes/registry.ts';
import { dayOf } from '../../days.ts';
import { authorOf } from '../audit.ts';
import { command, optional } from '../command.ts';
import { readFields } from '../input.ts';

export const tokenCreate = command({
  name: 'token create',
  summary: 'Makes a token and prints it, this once: only its hash is stored.',
  operands: {},
  options: {
    role: { type: 'string', value: 'ROLE', help: ROLES.join(', '), required: true },
    area: {
      type: 'string',
      value: 'AREA',
      help: 'a locality or province code, or * for all',
      required: true,
    },
    name: { type: 'string', value: 'NAME', help: 'who or what uses it; records show it', required: true },
    expires: optional('DAY', 'the last day on which it is taken, or an instant; without it, until revoked'),
  },
  examples: [
    '--role officer --area 10903 --name "Xã Cẩm Giàng"',
    '--role department --area 31 --name "Sở KH&CN" --expires 2027-12-31',
    '--role admin --area \'*\' --name "Operator"',
  ],
  notes: 'Any role may have any area: an integration that posts for a whole province is an officer of it.',
  async run(shell, _, options) {
    const given = readFields<NewToken>(TOKEN_FIELDS, options);
    const { role = 'viewer', area = '', name = '', expiresAt = null } = given;
    refuseArea(await loadRegistry(shell.db), area, dayOf(shell.now));
    shell.print(await createToken(shell.db.orm, authorOf(shell), { name, role, area, expiresAt }));
  },
});
