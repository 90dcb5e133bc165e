import { orNone, type Readers, readChoice, readDay, readInteger, readNumber } from '../fields.ts';
import { refuse } from '../refused.ts';
import type { ProgrammeSettings } from '../registry/types.ts';
import type { ProgrammeDays } from './programmes.ts';

/** How the settings of a programme are read, at the shell and in the form. */
export const SETTINGS_FIELDS: Readers<ProgrammeSettings> = {
  cutoff: (text, field) => ({ cutoff: readTime(field, text) }),
  'lock-days': (text, field) => ({ lockDays: readInteger(field, text, 1, 60) }),
  'reporting-days': (text, field) => ({
    reportingDays: readChoice(field, text, ['working', 'every'] as const),
  }),
  freshness: (text, field) => ({ freshness: readInteger(field, text, 0, 250) }),
  amber: (text, field) => ({ amberThreshold: readNumber(field, text, 0, 100) }),
  deadline: (text, field) => ({ deadline: orNone(text, (day) => readDay(field, day)) }),
  'missing-streak': (text, field) => ({ missingStreak: readInteger(field, text, 1, 60) }),
  'due-soon-minutes': (text, field) => ({ dueSoonMinutes: readInteger(field, text, 1, 1_439) }),
};

/** When a programme runs, and from when its settings hold. */
export const PROGRAMME_DAYS: Readers<ProgrammeDays> = {
  'starts-on': (text, field) => ({ startsOn: readDay(field, text) }),
  'ends-on': (text, field) => ({ endsOn: orNone(text, (day) => readDay(field, day)) }),
  from: (text, field) => ({ from: readDay(field, text) }),
};

function readTime(field: string, text: string): string {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(text) || text === '00:00')
    refuse(field, ['Ghi giờ và phút, từ 00:01 đến 23:59.', `“${text}” is not a time from 00:01 to 23:59.`]);
  return text;
}
