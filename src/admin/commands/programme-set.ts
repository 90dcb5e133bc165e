import { PROGRAMME_DAYS, SETTINGS_FIELDS } from '../../changes/programme-fields.ts';
import { setProgramme } from '../../changes/programmes.ts';
import { dayOf } from '../../days.ts';
import { authorOf } from '../audit.ts';
import { command, optional } from '../command.ts';
import { UsageError } from '../errors.ts';
import { readFields } from '../input.ts';

export const programmeSet = command({
  name: 'programme set',
  summary: 'Sets when a programme starts and ends, and its settings from a day on.',
  operands: { code: 'code of the programme, e.g. haiphong-daily' },
  options: {
    'starts-on': optional('DAY', 'its first day; only while none of its days is final'),
    'ends-on': optional('DAY', 'its last day, today at the earliest; none'),
    from: optional('DAY', 'the first day of the settings below; today when left out'),
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
  ],
  notes:
    'Where the start is moved back, days that are locked by now become final at once, and nobody hears of any day before yesterday.',
  async run(shell, { code }, options) {
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
