import {
  createProgramme,
  type NewProgramme,
  newProgrammeFields,
  settingsFields,
} from '../../changes/programme-create.ts';
import { loadRegistry } from '../../changes/registry.ts';
import { COPIED_ALONG } from '../../digest/copies.ts';
import { PERIODS } from '../../registry/types.ts';
import { authorOf } from '../audit.ts';
import { command, optional } from '../command.ts';
import { readTogether } from '../input.ts';
import { SETTINGS_OPTIONS } from './programme-options.ts';

export const programmeCreate = command({
  name: 'programme create',
  summary: 'Makes a programme: who is asked, from when, by which settings.',
  operands: { code: 'its code: small letters without marks, digits and “-”' },
  options: {
    'name-vi': { ...optional('NAME', 'what people call it'), required: true },
    'name-en': optional('NAME', 'the same in English; as in Vietnamese when left out'),
    provinces: {
      ...optional('CODES', 'provinces asked, e.g. 79 or 79,80; * for the nation'),
      required: true,
    },
    copy: optional('CODE', 'the programme whose settings and indicators it starts with'),
    'starts-on': { ...optional('DAY', 'its first day'), required: true },
    'ends-on': optional('DAY', 'its last day, today at the earliest'),
    period: optional('PERIOD', `${PERIODS.join(', ')}: what its figures are of; day when left out`),
    'closes-on': optional(
      'DAYS',
      'days of the year that half-years or years are reported of, e.g. 06-30,12-31',
    ),
    ...SETTINGS_OPTIONS,
  },
  examples: [
    'hcmc-daily --name-vi "Báo cáo sẵn sàng hằng ngày" --provinces 79 --copy haiphong-daily --starts-on 2026-12-01',
  ],
  notes:
    'Where it starts on a day that has been, days that are locked by now are final at once, and nobody hears of any day before yesterday.',
  async run(shell, { code }, options) {
    const registry = await loadRegistry(shell.db);
    const [fields, settings] = readTogether(
      [newProgrammeFields(registry), { ...options, code }],
      [settingsFields(registry), options],
    );
    const wanted = { ...(fields as NewProgramme), settings };
    await createProgramme(shell.db, authorOf(shell), wanted, COPIED_ALONG);
    shell.print(`Programme ${code} is made; see \`programme list\`.`);
  },
});
