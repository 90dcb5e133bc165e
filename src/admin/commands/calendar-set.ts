import { CALENDAR_FIELDS, previewCalendarDay, setCalendarDay } from '../../changes/calendar.ts';
import { CALENDAR_KINDS } from '../../registry/types.ts';
import { authorOf } from '../audit.ts';
import { printEffect } from '../calendar-effect.ts';
import { command } from '../command.ts';
import { readChoice, readDay, readFields } from '../input.ts';

export const calendarSet = command({
  name: 'calendar set',
  summary: 'Makes a day a day off or a make-up workday.',
  operands: { day: 'the day, YYYY-MM-DD', kind: CALENDAR_KINDS.join(', ') },
  options: {
    name: { type: 'string', value: 'NAME', help: 'what it is, in Vietnamese', required: true },
    scope: { type: 'string', value: 'SCOPE', help: 'VN, the default, or a province code' },
    source: { type: 'string', value: 'TEXT', help: 'the notice that says so' },
    preview: { type: 'boolean', help: 'says what it would do, and does nothing' },
  },
  examples: [
    '2026-11-24 holiday --name "Ngày Văn hóa Việt Nam"',
    '2025-07-22 holiday --name "Nghỉ tránh bão số 3" --scope 31',
    '2025-09-27 makeup_workday --name "Làm bù" --preview',
  ],
  notes: 'The word of a province goes before that of the nation.',
  async run(shell, operands, options) {
    const day = readDay(operands.day, 'DAY');
    const kind = readChoice(operands.kind, 'KIND', CALENDAR_KINDS);
    const { nameVi = '', source = null, scope = 'VN' } = readFields(CALENDAR_FIELDS, options);
    const author = authorOf(shell);
    const effect = await previewCalendarDay(shell.db, { scope, day, kind }, author.now);
    if (options.preview) return printEffect(shell, effect, day);
    await setCalendarDay(shell.db, author, { scope, day, kind, nameVi, source });
    printEffect(shell, effect, day);
    shell.print(`${day} is ${kind} in ${scope}: ${nameVi}.`);
  },
});
