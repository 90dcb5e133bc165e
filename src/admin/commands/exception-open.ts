import { EXCEPTION_FIELDS, LONGEST_DAYS, openException } from '../../changes/exceptions.ts';
import { isoLocal } from '../../days.ts';
import { authorOf } from '../audit.ts';
import { command } from '../command.ts';
import { readDay, readEnd, readFields } from '../input.ts';

export const exceptionOpen = command({
  name: 'exception open',
  summary: 'Lets one locality report a locked day after all, for a while.',
  operands: { locality: '5-digit code of the locality', day: 'the day to report, YYYY-MM-DD' },
  options: {
    until: {
      type: 'string',
      value: 'INSTANT',
      help: 'when it ends: an instant with its offset, or a day for its end',
      required: true,
    },
    reason: { type: 'string', value: 'TEXT', help: 'why', required: true },
  },
  examples: ['10903 2026-11-16 --until 2026-11-25T17:00:00+07:00 --reason "Mất điện do bão"'],
  notes: `It lasts ${LONGEST_DAYS} days at most. Opening the same day again replaces when it ends.`,
  async run(shell, operands, options) {
    const day = readDay(operands.day, 'DAY');
    const until = readEnd(options.until, '--until');
    const { reason = '' } = readFields(EXCEPTION_FIELDS, { reason: options.reason });
    await openException(shell.db, authorOf(shell), operands.locality, { day, until, reason });
    shell.print(`Locality ${operands.locality} may report ${day} until ${isoLocal(until)}.`);
  },
});
