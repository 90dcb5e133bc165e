import { addDays } from '../../days.ts';
import { dropVersionsAfter, endVersion, readVersions } from '../../registry/changes-store.ts';
import { inForce } from '../../registry/types.ts';
import { command } from '../command.ts';
import { Refused } from '../errors.ts';
import { readDay } from '../input.ts';
import { changeRegistry, checkOpen, programmesOf } from '../registry.ts';

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
    await changeRegistry(shell, async (tx, registry) => {
      const next = addDays(lastDay, 1);
      checkOpen(registry, programmesOf(registry, 'VN'), next, shell.now, 'The day after --last-day');
      const before = await readVersions(tx, code);
      const last = before.find((one) => inForce(one, lastDay));
      if (!last) throw new Refused(`No indicator “${code}” is in force on ${lastDay}.`);
      await dropVersionsAfter(tx, code, lastDay);
      await endVersion(tx, code, last.validFrom, lastDay);
      const dates = before.map(({ validFrom, validTo }) => ({ validFrom, validTo }));
      return { action: 'indicator.end', target: code, before: dates, after: { validTo: lastDay } };
    });
    shell.print(`“${code}” is asked for the last time on ${lastDay}.`);
  },
});
