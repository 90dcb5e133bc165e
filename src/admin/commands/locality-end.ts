import { addDays } from '../../days.ts';
import { endLocality } from '../../registry/changes-store.ts';
import { inForce } from '../../registry/types.ts';
import { command } from '../command.ts';
import { Refused } from '../errors.ts';
import { findLocality, readDay } from '../input.ts';
import { changeRegistry, checkOpen, programmesOf } from '../registry.ts';

export const localityEnd = command({
  name: 'locality end',
  summary: 'Ends a locality: merged into another, or dissolved. Its history stays under its code.',
  operands: { code: '5-digit code of the locality' },
  options: {
    'last-day': { type: 'string', value: 'DAY', help: 'its last day in force', required: true },
    successor: { type: 'string', value: 'CODE', help: 'the locality that takes over' },
  },
  examples: ['10903 --last-day 2026-12-31 --successor 10888'],
  notes:
    'From the day after, its gaps and alerts are resolved, its tokens only read, and its contacts hear nothing.',
  async run(shell, { code }, options) {
    const validTo = readDay(options['last-day'], '--last-day');
    const successor = options.successor ?? null;
    await changeRegistry(shell, async (tx, registry) => {
      const locality = findLocality(registry, code);
      if (validTo < locality.validFrom)
        throw new Refused(`Locality ${code} is in force from ${locality.validFrom} only.`);
      const next = addDays(validTo, 1);
      const programmes = programmesOf(registry, locality.province);
      checkOpen(registry, programmes, next, shell.now, 'The day after --last-day');
      if (locality.validTo !== null)
        checkOpen(registry, programmes, addDays(locality.validTo, 1), shell.now, 'It has ended already');
      if (successor === code) throw new Refused('A locality cannot be its own successor.');
      if (successor !== null && !inForce(findLocality(registry, successor), next))
        throw new Refused(`The successor ${successor} is not in force on ${next}.`);
      await endLocality(tx, code, { validTo, successor });
      return {
        action: 'locality.end',
        target: code,
        before: { validTo: locality.validTo, successor: locality.successor },
        after: { validTo, successor },
      };
    });
    shell.print(`Locality ${code} ends on ${validTo}${successor ? `; ${successor} takes over` : ''}.`);
  },
});
