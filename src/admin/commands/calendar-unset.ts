import { dropCalendarDay, readCalendarDay } from '../../registry/changes-store.ts';
import { command } from '../command.ts';
import { Refused } from '../errors.ts';
import { findScope, readDay } from '../input.ts';
import { changeRegistry, checkOpen, programmesOf } from '../registry.ts';

export const calendarUnset = command({
  name: 'calendar unset',
  summary: 'Makes a day of the calendar a plain day of its week again.',
  operands: { day: 'the day, YYYY-MM-DD' },
  options: { scope: { type: 'string', value: 'SCOPE', help: 'VN, the default, or a province code' } },
  examples: ['2026-11-24'],
  async run(shell, operands, options) {
    const day = readDay(operands.day, 'DAY');
    const scope = options.scope ?? 'VN';
    await changeRegistry(shell, async (tx, registry) => {
      findScope(registry, scope);
      checkOpen(registry, programmesOf(registry, scope), day, shell.now, 'DAY');
      const before = await readCalendarDay(tx, scope, day);
      if (!before) throw new Refused(`The calendar of ${scope} says nothing of ${day}.`);
      await dropCalendarDay(tx, scope, day);
      return { action: 'calendar.unset', target: `${scope} ${day}`, before };
    });
    shell.print(`${day} is a plain day in ${scope}.`);
  },
});
