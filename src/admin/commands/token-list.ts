import { listTokens } from '../../access/store.ts';
import { isoLocal } from '../../days.ts';
import { command } from '../command.ts';
import { table } from '../table.ts';

export const tokenList = command({
  name: 'token list',
  summary: 'Lists the tokens, revoked ones too; the tokens themselves are kept nowhere.',
  operands: {},
  options: {},
  examples: [''],
  async run(shell) {
    const rows = (await listTokens(shell.db.orm)).map((one) => [
      String(one.id),
      one.role,
      one.area,
      isoLocal(one.createdAt),
      one.revokedAt ? isoLocal(one.revokedAt) : '-',
      one.name,
    ]);
    shell.print(table(['ID', 'ROLE', 'AREA', 'CREATED', 'REVOKED', 'NAME'], rows));
  },
});
