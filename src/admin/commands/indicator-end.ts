import { endIndicator } from '../../changes/indicators.ts';
import { authorOf } from '../audit.ts';
import { command } from '../command.ts';
import { readDay } from '../input.ts';

export const indicatorEnd = command({
  name: 'indicator end',
  summary: 'Ends an indicator: nobody is asked for it after its last day.',
  operands: { code: 'code of the indicator' },
  options: {
    'last-day': { type: 'string', value: 'DAY', help: 'the last day it is asked', required: true },
  },
  examples: ['equipment.kiosk --last-day 2026-12-31'],
  notes: 'Versions that were to start later are dropped.',
  async run(shell, { code }, options) {
    const lastDay = readDay(options['last-day'], '--last-day');
    await endIndicator(shell.db, authorOf(shell), code, lastDay);
    shell.print(`“${code}” is asked for the last time on ${lastDay}.`);
  },
});
