import { listTokens } from '../../access/store.ts';
import { isoLocal } from '../../days.ts';
import { command } from '../command.ts';
import { table } from '../table.ts';

const HEAD = ['ID', 'ROLE', 'AREA', 'CREATED', 'BY', 'EXPIRES', 'LAST USE', 'REVOKED', 'NAME'];

export const tokenList = command({
  name: 'token list',
  summary: 'Lists the tokens, those expired or revoked too; the tokens themselves are kept nowhere.',
  operands: {},
  options: {},
  examples: [''],
  async run(shell) {
    const rows = (await listTokens(shell.db.orm)).map((one) => [
      String(one.id),
      one.role,
      one.area,
      isoLocal(one.createdAt),
      one.createdBy ?? '-',
      one.expiresAt ? isoLocal(one.expiresAt) : '-',
      one.lastUsedAt ? isoLocal(one.lastUsedAt) : '-',
      one.revokedAt ? isoLocal(one.revokedAt) : '-',
      one.name,
    ]);
    shell.print(table(HEAD, rows));
  },
});
