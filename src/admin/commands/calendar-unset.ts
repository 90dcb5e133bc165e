import { previewCalendarDay, unsetCalendarDay } from '../../changes/calendar.ts';
import { authorOf } from '../audit.ts';
import { printEffect } from '../calendar-effect.ts';
import { command } from '../command.ts';
import { readDay } from '../input.ts';

export const calendarUnset = command({
  name: 'calendar unset',
  summary: 'Makes a day of the calendar a plain day of its week again.',
  operands: { day: 'the day, YYYY-MM-DD' },
  options: {
    scope: { type: 'string', value: 'SCOPE', help: 'VN, the default, or a province code' },
    preview: { type: 'boolean', help: 'says what it would do, and does nothing' },
  },
  examples: ['2026-11-24'],
  async run(shell, operands, options) {
    const day = readDay(operands.day, 'DAY');
    const scope = options.scope ?? 'VN';
    const author = authorOf(shell);
    const effect = await previewCalendarDay(shell.db, { scope, day, kind: null }, author.now);
    if (options.preview) return printEffect(shell, effect, day);
    await unsetCalendarDay(shell.db, author, { scope, day });
    printEffect(shell, effect, day);
    shell.print(`${day} is a plain day in ${scope}.`);
  },
});
