import { revokeTokenOf } from '../../access/token-changes.ts';
import { authorOf } from '../audit.ts';
import { command } from '../command.ts';
import { readId } from '../input.ts';

export const tokenRevoke = command({
  name: 'token revoke',
  summary: 'Revokes a token; it is refused from the next request on.',
  operands: { id: 'its number in `token list`' },
  options: {},
  examples: ['12'],
  async run(shell, operands) {
    const id = readId(operands.id);
    const { name } = await revokeTokenOf(shell.db.orm, authorOf(shell), id);
    shell.print(`Revoked token ${id}, “${name}”.`);
  },
});
