import { endLocalityOn } from '../../changes/localities.ts';
import { authorOf } from '../audit.ts';
import { command } from '../command.ts';
import { readDay } from '../input.ts';

export const localityEnd = command({
  name: 'locality end',
  summary: 'Ends a locality: merged into another, or dissolved. Its history stays under its code.',
  operands: { code: '5-digit code of the locality' },
  options: {
    'last-day': { type: 'string', value: 'DAY', help: 'its last day in force', required: true },
    successor: {
      type: 'string',
      value: 'CODE',
      help: 'the locality that takes over; of several, codes parted by commas',
    },
  },
  examples: ['10903 --last-day 2026-12-31 --successor 10888'],
  notes:
    'From the day after, its gaps and alerts are resolved, its tokens only read, and its contacts hear nothing.',
  async run(shell, { code }, options) {
    const lastDay = readDay(options['last-day'], '--last-day');
    const successors = (options.successor ?? '').split(',').filter((one) => one !== '');
    await endLocalityOn(shell.db, authorOf(shell), code, { lastDay, successors });
    shell.print(
      `Locality ${code} ends on ${lastDay}${successors.length > 0 ? `; ${successors.join(', ')} takes over` : ''}.`,
    );
  },
});
