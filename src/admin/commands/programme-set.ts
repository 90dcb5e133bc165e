import { PROGRAMME_DAYS, PROVINCE_FIELDS, SETTINGS_FIELDS } from '../../changes/programme-fields.ts';
import { setProgramme } from '../../changes/programmes.ts';
import { setProvinceSettings } from '../../changes/province-settings.ts';
import { dayOf } from '../../days.ts';
import { authorOf } from '../audit.ts';
import { command, optional } from '../command.ts';
import { UsageError } from '../errors.ts';
import { readFields } from '../input.ts';

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
    cutoff: optional('HH:MM', 'time from which a record of the day is late'),
    'lock-days': optional('N', 'reporting days after which a day locks'),
    'reporting-days': optional('DAYS', 'working or every'),
    freshness: optional('N', 'reporting days that a value stands'),
    amber: optional('N', 'percent from which a locality is yellow, not red'),
    deadline: optional('DAY', 'the final deadline; none'),
    'missing-streak': optional('N', 'reporting days missing in a row that raise an alert of their own'),
    'due-soon-minutes': optional('N', 'minutes before the cutoff at which a reminder goes out'),
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
    const settings = readFields(SETTINGS_FIELDS, options);
    const days = readFields(PROGRAMME_DAYS, options);
    if (Object.keys(settings).length === 0) {
      if (days.from !== undefined) throw new UsageError('--from is of settings, and none is given.');
      if (Object.keys(days).length === 0) throw new UsageError('Nothing to set is given.');
    }
    const from = days.from ?? dayOf(shell.now);
    await setProgramme(shell.db, authorOf(shell), code, { ...days, from, settings });
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
