import { insertAudit, listTokens, revokeToken } from '../../access/store.ts';
import { command } from '../command.ts';
import { Refused } from '../errors.ts';
import { readInteger } from '../input.ts';

export const tokenRevoke = command({
  name: 'token revoke',
  summary: 'Revokes a token; it is refused from the next request on.',
  operands: { id: 'its number in `token list`' },
  options: {},
  examples: ['12'],
  async run(shell, operands) {
    const id = readInteger(operands.id, 'ID', 1, 2_147_483_647);
    const token = (await listTokens(shell.db.orm)).find((one) => one.id === id);
    await shell.db.orm.transaction(async (tx) => {
      if (!token || !(await revokeToken(tx, id, shell.now)))
        throw new Refused(`There is no live token with the number ${id}.`);
      await insertAudit(tx, {
        at: shell.now,
        actor: shell.actor,
        source: 'shell',
        action: 'token.revoke',
        target: token.name,
        before: { id, role: token.role, area: token.area },
      });
    });
    shell.print(`Revoked token ${id}, “${token?.name}”.`);
  },
});
