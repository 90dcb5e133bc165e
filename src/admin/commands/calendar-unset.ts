import { unsetCalendarDay } from '../../changes/calendar.ts';
import { authorOf } from '../audit.ts';
import { command } from '../command.ts';
import { readDay } from '../input.ts';

export const calendarUnset = command({
  name: 'calendar unset',
  summary: 'Makes a day of the calendar a plain day of its week again.',
  operands: { day: 'the day, YYYY-MM-DD' },
  options: { scope: { type: 'string', value: 'SCOPE', help: 'VN, the default, or a province code' } },
  examples: ['2026-11-24'],
  async run(shell, operands, options) {
    const day = readDay(operands.day, 'DAY');
    const scope = options.scope ?? 'VN';
    await unsetCalendarDay(shell.db, authorOf(shell), { scope, day });
    shell.print(`${day} is a plain day in ${scope}.`);
  },
});
