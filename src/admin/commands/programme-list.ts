import { loadRegistry } from '../../changes/registry.ts';
import { command } from '../command.ts';
import { table } from '../table.ts';

export const programmeList = command({
  name: 'programme list',
  summary: 'Lists the programmes and their settings from each day on.',
  operands: {},
  options: {},
  examples: [''],
  async run(shell) {
    const { programmes } = await loadRegistry(shell.db);
    const all = [...programmes.values()];
    shell.print(
      table(
        ['PROGRAMME', 'PROVINCES', 'STARTS', 'ENDS', 'FINAL THROUGH', 'ALERTS FROM', 'NAME'],
        all.map((one) => [
          one.code,
          one.provinces.join(','),
          one.startsOn ?? '-',
          one.endsOn ?? '-',
          one.finalThrough ?? '-',
          one.alertsFrom ?? '-',
          one.nameVi,
        ]),
      ),
    );
    shell.print('');
    shell.print(
      table(
        [
          'PROGRAMME',
          'FROM',
          'CUTOFF',
          'LOCK',
          'DAYS',
          'FRESHNESS',
          'AMBER',
          'DEADLINE',
          'STREAK',
          'DUE SOON',
        ],
        all.flatMap((one) =>
          one.settings.map((set) => [
            one.code,
            set.validFrom,
            set.cutoff,
            String(set.lockDays),
            set.reportingDays,
            String(set.freshness),
            String(set.amberThreshold),
            set.deadline ?? '-',
            String(set.missingStreak),
            String(set.dueSoonMinutes),
          ]),
        ),
      ),
    );
  },
});
