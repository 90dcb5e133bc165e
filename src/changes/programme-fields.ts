import { orNone, type Readers, readChoice, readDay, readInteger, readNumber } from '../fields.ts';
import { refuse } from '../refused.ts';
import type { ProgrammeSettings } from '../registry/types.ts';
import type { ProgrammeDays } from './programmes.ts';
import type { OwnSettings } from './province-settings.ts';

const readLockDays = (field: string, text: string) => readInteger(field, text, 1, 60);
const readFreshness = (field: string, text: string) => readInteger(field, text, 0, 250);
const readPercent = (field: string, text: string) => readNumber(field, text, 0, 100);
const readStreak = (field: string, text: string) => readInteger(field, text, 1, 60);
const readMinutes = (field: string, text: string) => readInteger(field, text, 1, 1_439);

/** How the settings of a programme are read, at the shell and in the form. */
export const SETTINGS_FIELDS: Readers<ProgrammeSettings> = {
  cutoff: (text, field) => ({ cutoff: readTime(field, text) }),
  'lock-days': (text, field) => ({ lockDays: readLockDays(field, text) }),
  'reporting-days': (text, field) => ({
    reportingDays: readChoice(field, text, ['working', 'every'] as const),
  }),
  freshness: (text, field) => ({ freshness: readFreshness(field, text) }),
  amber: (text, field) => ({ amberThreshold: readPercent(field, text) }),
  deadline: (text, field) => ({ deadline: orNone(text, (day) => readDay(field, day)) }),
  'missing-streak': (text, field) => ({ missingStreak: readStreak(field, text) }),
  'due-soon-minutes': (text, field) => ({ dueSoonMinutes: readMinutes(field, text) }),
};

/** What a province may have otherwise; `none`: as the programme has it. */
export const PROVINCE_FIELDS: Readers<OwnSettings> = {
  cutoff: (text, field) => ({ cutoff: orNone(text, (t) => readTime(field, t)) }),
  'lock-days': (text, field) => ({ lockDays: orNone(text, (t) => readLockDays(field, t)) }),
  freshness: (text, field) => ({ freshness: orNone(text, (t) => readFreshness(field, t)) }),
  amber: (text, field) => ({ amberThreshold: orNone(text, (t) => readPercent(field, t)) }),
  'missing-streak': (text, field) => ({ missingStreak: orNone(text, (t) => readStreak(field, t)) }),
  'due-soon-minutes': (text, field) => ({ dueSoonMinutes: orNone(text, (t) => readMinutes(field, t)) }),
};

/** When a programme runs, and from when its settings hold. */
export const PROGRAMME_DAYS: Readers<ProgrammeDays> = {
  'starts-on': (text, field) => ({ startsOn: readDay(field, text) }),
  'ends-on': (text, field) => ({ endsOn: orNone(text, (day) => readDay(field, day)) }),
  from: (text, field) => ({ from: readDay(field, text) }),
};

function readTime(field: string, text: string): string {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(text) || text === '00:00')
    refuse(field, ['Nhập giờ và phút, từ 00:01 đến 23:59.', `“${text}” is not a time from 00:01 to 23:59.`]);
  return text;
}
