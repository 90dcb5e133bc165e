import { ROLES, type Role } from '../../access/principal.ts';
import { insertAudit, insertToken } from '../../access/store.ts';
import { hashToken, newToken } from '../../access/tokens.ts';
import { type Day, dayOf } from '../../days.ts';
import type { Registry } from '../../registry/snapshot.ts';
import { command } from '../command.ts';
import { Refused } from '../errors.ts';
import { readChoice, readText } from '../input.ts';
import { loadRegistry } from '../registry.ts';

/** Roles whose work spans localities: a token of theirs for a single one would be a mistake. */
const WIDE: readonly Role[] = ['department', 'finance', 'admin'];

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
  notes: `An officer has one locality; ${WIDE.join(', ')} have a province or *; the others any of these.`,
  async run(shell, _, options) {
    const role = readChoice(options.role, '--role', ROLES);
    const name = readText(options.name, '--name', 100);
    const area = options.area;
    checkArea(await loadRegistry(shell), role, area, dayOf(shell.now));
    const token = newToken();
    await shell.db.orm.transaction(async (tx) => {
      const id = await insertToken(tx, { hash: hashToken(token), name, role, area, createdAt: shell.now });
      await insertAudit(tx, {
        at: shell.now,
        actor: shell.actor,
        source: 'shell',
        action: 'token.create',
        target: name,
        after: { id, role, area },
      });
    });
    shell.print(token);
  },
});

/** @throws {Refused} when there is no such area, or the role cannot have it */
function checkArea(registry: Registry, role: Role, area: string, today: Day): void {
  const locality = registry.localities.get(area);
  if (area !== '*' && !locality && !registry.provinces.has(area))
    throw new Refused(`There is no locality or province “${area}”.`);
  if (locality?.validTo && locality.validTo < today)
    throw new Refused(`Locality ${area} ended on ${locality.validTo}.`);
  if (role === 'officer' && !locality)
    throw new Refused('An officer reports for one locality: give its 5-digit code as --area.');
  if (locality && WIDE.includes(role))
    throw new Refused(`The role ${role} is for a province or all (*), not for one locality.`);
}
