import { verifyAudit } from '../../access/audit-chain-store.ts';
import { command, optional } from '../command.ts';
import { Refused } from '../errors.ts';

export const auditVerify = command({
  name: 'audit verify',
  summary: 'Checks that no row of the audit was changed or taken away; fails at the first that was.',
  operands: {},
  options: { head: optional('HASH', 'one that this command has printed before, kept elsewhere') },
  examples: ['', '--head 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
  notes: [
    'Each row is chained to the one before within a minute. Whoever may do everything to the database may also make',
    'the chain anew: a hash kept elsewhere shows that. The log of the service tells it whenever the chain grows.',
  ].join('\n'),
  async run(shell, _, { head: kept }) {
    const { rows, head, waiting, broken } = await verifyAudit(shell.db.sql, kept?.trim().toLowerCase());
    shell.print(`${rows} rows checked.`);
    if (broken !== null) throw new Refused(`The audit is broken: ${broken}.`);
    if (waiting > 0) shell.print(`${waiting} are too new to be in the chain.`);
    shell.print(`The chain is unbroken. Head: ${head?.hash ?? 'none yet'}`);
  },
});
