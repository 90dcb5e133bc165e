import { addDays, dayOf, instantOf, isoLocal } from '../../days.ts';
import { putException } from '../../registry/changes-store.ts';
import { inForce } from '../../registry/types.ts';
import { command } from '../command.ts';
import { Refused } from '../errors.ts';
import { findLocality, readDay, readEnd, readText } from '../input.ts';
import { changeRegistry } from '../registry.ts';

/** As long as it lasts the collector computes all days since, so it must not last for ever. */
const LONGEST_DAYS = 31;

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
    const reason = readText(options.reason, '--reason', 500);
    const today = dayOf(shell.now);
    if (day > today) throw new Refused(`${day} has not begun.`);
    if (until <= shell.now || until > instantOf(addDays(today, LONGEST_DAYS), '24:00'))
      throw new Refused(`--until must lie ahead, by ${LONGEST_DAYS} days at most.`);
    await changeRegistry(shell, async (tx, registry) => {
      const locality = findLocality(registry, operands.locality);
      if (!inForce(locality, day)) throw new Refused(`Locality ${locality.code} was not in force on ${day}.`);
      await putException(tx, { locality: locality.code, day, until, reason });
      return {
        action: 'exception.open',
        target: `${locality.code} ${day}`,
        after: { until: isoLocal(until), reason },
      };
    });
    shell.print(`Locality ${operands.locality} may report ${day} until ${isoLocal(until)}.`);
  },
});
