import { revokeToken } from '../../access/store.ts';
import { writeAudit } from '../audit.ts';
import { command } from '../command.ts';
import { Refused } from '../errors.ts';
import { readId } from '../input.ts';

export const tokenRevoke = command({
  name: 'token revoke',
  summary: 'Revokes a token; it is refused from the next request on.',
  operands: { id: 'its number in `token list`' },
  options: {},
  examples: ['12'],
  async run(shell, operands) {
    const id = readId(operands.id);
    const name = await shell.db.orm.transaction(async (tx) => {
      const revoked = await revokeToken(tx, id, shell.now);
      if (!revoked) throw new Refused(`There is no live token with the number ${id}.`);
      const { name, role, area } = revoked;
      await writeAudit(tx, shell, { action: 'token.revoke', target: name, before: { id, role, area } });
      return name;
    });
    shell.print(`Revoked token ${id}, “${name}”.`);
  },
});
