import { programmeNameFields, settingsFields } from '../../changes/programme-create.ts';
import { PROGRAMME_DAYS, PROVINCE_FIELDS } from '../../changes/programme-fields.ts';
import { setProgramme } from '../../changes/programmes.ts';
import { setProvinceSettings } from '../../changes/province-settings.ts';
import { loadRegistry } from '../../changes/registry.ts';
import { dayOf } from '../../days.ts';
import { authorOf } from '../audit.ts';
import { command, optional } from '../command.ts';
import { UsageError } from '../errors.ts';
import { readFields, readTogether } from '../input.ts';
import { SETTINGS_OPTIONS } from './programme-options.ts';

export const programmeSet = command({
  name: 'programme set',
  summary:
    'Sets when a programme starts and ends, and its settings from a day on, in all or in one province.',
  operands: { code: 'code of the programme, e.g. haiphong-daily' },
  options: {
    'starts-on': optional('DAY', 'its first day; only while none of its days is final'),
    'ends-on': optional('DAY', 'its last day, today at the earliest; none'),
    from: optional('DAY', 'the first day of the settings below; today when left out'),
    province: optional('CODE', 'set them for this province alone; none is then as the programme has it'),
    ...SETTINGS_OPTIONS,
    'name-vi': optional('NAME', 'what people call it'),
    'name-en': optional('NAME', 'the same in English'),
    provinces: optional('CODES', 'provinces asked; only while it has not begun'),
  },
  examples: [
    'haiphong-daily --starts-on 2026-11-02',
    'haiphong-daily --from 2026-12-01 --cutoff 16:30 --deadline 2026-12-31',
    'haiphong-daily --province 31 --from 2026-12-01 --cutoff 17:30 --lock-days 2',
  ],
  notes:
    'Where the start is moved back, days that are locked by now become final at once, and nobody hears of any day before yesterday.',
  async run(shell, { code }, { province, ...options }) {
    if (province !== undefined) {
      const { from = dayOf(shell.now) } = readFields(PROGRAMME_DAYS, { from: options.from });
      await setProvinceSettings(shell.db, authorOf(shell), code, {
        province,
        from,
        settings: readOwn(options),
      });
      shell.print(`Province ${province} of ${code} is set; see \`programme list\`.`);
      return;
    }
    const registry = await loadRegistry(shell.db);
    const [settings, days, names] = readTogether(
      [settingsFields(registry), options],
      [PROGRAMME_DAYS, options],
      [programmeNameFields(registry), options],
    );
    if (Object.keys(settings).length === 0) {
      if (days.from !== undefined) throw new UsageError('--from is of settings, and none is given.');
      if (Object.keys({ ...days, ...names }).length === 0) throw new UsageError('Nothing to set is given.');
    }
    const from = days.from ?? dayOf(shell.now);
    await setProgramme(shell.db, authorOf(shell), code, { ...days, ...names, from, settings });
    shell.print(`Programme ${code} is set; see \`programme list\`.`);
  },
});

/** @throws {UsageError} for what is the same in all provinces */
function readOwn(options: Record<string, string | undefined>) {
  const common = Object.entries(options).find(
    ([name, text]) => text !== undefined && name !== 'from' && !(name in PROVINCE_FIELDS),
  );
  if (common) throw new UsageError(`--${common[0]} is the same in all provinces of a programme.`);
  const settings = readFields(PROVINCE_FIELDS, options);
  if (Object.keys(settings).length === 0) throw new UsageError('Nothing to set is given.');
  return settings;
}
