import { loadRegistry } from '../../changes/registry.ts';
import type { ProgrammeSettings, ProvinceSettings } from '../../registry/types.ts';
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
          'PROVINCE',
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
        all.flatMap((one) => [
          ...one.settings.map((set) => [one.code, '-', ...columnsOf(set)]),
          ...one.provinceSettings.map((set) => [one.code, set.province, ...columnsOf(set)]),
        ]),
      ),
    );
  },
});

/** What a province has as the programme has it is blank. */
function columnsOf(set: ProgrammeSettings | ProvinceSettings): string[] {
  const { lockDays, freshness, amberThreshold, missingStreak, dueSoonMinutes } = set;
  const common = 'reportingDays' in set ? set : undefined;
  return [
    set.validFrom,
    set.cutoff,
    lockDays,
    common?.reportingDays,
    freshness,
    amberThreshold,
    common && (common.deadline ?? '-'),
    missingStreak,
    dueSoonMinutes,
  ].map((value) => String(value ?? ''));
}
