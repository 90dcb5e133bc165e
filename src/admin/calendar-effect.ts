import type { CalendarEffect } from '../changes/calendar-effect.ts';
import type { Day } from '../days.ts';
import type { Shell } from './shell.ts';

/** Localities named at most. */
const NAMED = 20;

/** Whom a word of the calendar makes missing, or asks no more. */
export function printEffect(
  { print }: Pick<Shell, 'print'>,
  { days, colours }: CalendarEffect,
  day: Day,
): void {
  for (const { programme, province, after, expected, unreported, isPast } of days) {
    const where = `${programme.code}, province ${province}`;
    print(
      after
        ? `${where}: ${day} becomes a reporting day of ${expected} localities.`
        : `${where}: no report of ${day} is asked any more, of ${expected} localities.`,
    );
    if (!isPast) continue;
    const codes = unreported.slice(0, NAMED).map(({ code }) => code);
    const list = `${codes.join(', ')}${unreported.length > NAMED ? ', …' : ''}`;
    if (unreported.length > 0)
      print(
        after
          ? `  ${unreported.length} without a record become missing, and nobody is alerted of it: ${list}`
          : `  ${unreported.length} are missing no more: ${list}`,
      );
  }
  for (const { programme, changes } of colours)
    print(`${programme.code}: ${changes.length} localities change colour today.`);
  if (days.length === 0 && colours.length === 0) print('No report is asked otherwise than now.');
}
