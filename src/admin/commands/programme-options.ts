import { optional } from '../command.ts';

/** Settings of a programme, as both commands take them. */
export const SETTINGS_OPTIONS = {
  cutoff: optional('HH:MM', 'time from which a record of the day is late'),
  'lock-days': optional('N', 'reporting days after which a day locks'),
  'reporting-days': optional('DAYS', 'working or every'),
  freshness: optional('N', 'reporting days that a value stands'),
  amber: optional('N', 'percent from which a locality is yellow, not red'),
  deadline: optional('DAY', 'the final deadline; none'),
  'missing-streak': optional('N', 'reporting days missing in a row that raise an alert of their own'),
  'due-soon-minutes': optional('N', 'minutes before the cutoff at which a reminder goes out'),
  indicators: optional('CODES', 'indicators asked, by comma; all for the whole catalogue'),
} as const;
