import { ROLES } from '../../access/principal.ts';
import { insertToken } from '../../access/store.ts';
import { hashToken, newToken } from '../../access/tokens.ts';
import { dayOf } from '../../days.ts';
import { writeAudit } from '../audit.ts';
import { command } from '../command.ts';
import { checkArea, readChoice, readText } from '../input.ts';
import { loadRegistry } from '../registry.ts';

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
  },
  examples: [
    '--role officer --area 10903 --name "Xã Cẩm Giàng"',
    '--role department --area 31 --name "Sở KH&CN"',
    '--role admin --area \'*\' --name "Operator"',
  ],
  notes: 'Any role may have any area: an integration that posts for a whole province is an officer of it.',
  async run(shell, _, options) {
    const role = readChoice(options.role, '--role', ROLES);
    const name = readText(options.name, '--name', 100);
    const area = options.area;
    checkArea(await loadRegistry(shell), area, dayOf(shell.now));
    const token = newToken();
    await shell.db.orm.transaction(async (tx) => {
      const id = await insertToken(tx, { hash: hashToken(token), name, role, area, createdAt: shell.now });
      await writeAudit(tx, shell, { action: 'token.create', target: name, after: { id, role, area } });
    });
    shell.print(token);
  },
});
