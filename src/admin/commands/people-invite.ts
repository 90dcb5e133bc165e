import { loadRegistry } from '../../changes/registry.ts';
import { dayOf } from '../../days.ts';
import { readWays } from '../../outbox/ways.ts';
import { inviteIn } from '../../people/invite.ts';
import { readRollout } from '../../people/rollout.ts';
import type { Registry } from '../../registry/snapshot.ts';
import { authorOf } from '../audit.ts';
import { command, optional } from '../command.ts';
import { Refused } from '../errors.ts';
import { table } from '../table.ts';

const PROVINCE = { province: optional('CODE', 'of this province alone') };

export const peopleInvite = command({
  name: 'people invite',
  summary: 'Invites, or reminds, everybody who has an account and has not come; once a day at most.',
  operands: {},
  options: PROVINCE,
  examples: ['--province 79'],
  notes: 'The link is made when the message is sent, and is good once, for seven days.',
  async run(shell, _, { province = '*' }) {
    const registry = await loadRegistry(shell.db);
    requireProvince(registry, province);
    const { awaited } = await readRollout(shell.db, registry, province, shell.now);
    const ids = awaited.flatMap(({ account }) => (account ? [account.id] : []));
    const ways = await readWays(shell.db.sql, shell.now);
    const { invited, already, unreachable } = await shell.db.orm.transaction((tx) =>
      inviteIn(tx, authorOf(shell), ids, ways, { dryRun: false, anew: true }),
    );
    shell.print(
      `${invited} invited, ${already} asked today already, ${unreachable.length} without a way to be written to.`,
    );
    for (const { name, area } of unreachable) shell.print(`  ${area} ${name}`);
  },
});

export const peopleRollout = command({
  name: 'people rollout',
  summary: 'Shows how far units have come: invited, opened, signed in, first record.',
  operands: {},
  options: PROVINCE,
  examples: ['--province 79'],
  async run(shell, _, { province = '*' }) {
    const registry = await loadRegistry(shell.db);
    requireProvince(registry, province);
    const { totals, units } = await readRollout(shell.db, registry, province, shell.now);
    const rows = units.map((one) => {
      const { code, type, name } = registry.nameOn(one.locality, dayOf(shell.now));
      const { people, invited, opened, signedIn, lastRecordOn } = one;
      return [
        code,
        `${type} ${name}`,
        ...[people, invited, opened, signedIn].map(String),
        lastRecordOn ?? '-',
      ];
    });
    shell.print(table(['UNIT', 'NAME', 'PEOPLE', 'INVITED', 'OPENED', 'SIGNED IN', 'LAST RECORD'], rows));
    const { people, invited, opened, signedIn, reporting, units: all } = totals;
    shell.print(
      `${people} people: ${invited} invited, ${opened} opened, ${signedIn} signed in; ${reporting} of ${all} units have reported.`,
    );
  },
});

/** @throws {Refused} */
function requireProvince(registry: Registry, code: string): void {
  if (code !== '*' && !registry.provinces.has(code)) throw new Refused(`There is no province “${code}”.`);
}
