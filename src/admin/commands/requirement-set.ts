import { setRequirement } from '../../changes/requirements.ts';
import { LARGEST_COUNT } from '../../registry/types.ts';
import { authorOf } from '../audit.ts';
import { command } from '../command.ts';
import { readDay, readInteger } from '../input.ts';

export const requirementSet = command({
  name: 'requirement set',
  summary: 'Sets what a locality needs of an indicator; it goes before the need that records say.',
  operands: {
    locality: '5-digit code of the locality',
    indicator: 'an indicator of the kind ratio',
    need: 'how many it needs, or none to let records say it again',
  },
  options: { from: { type: 'string', value: 'DAY', help: 'the first day that it counts', required: true } },
  examples: [
    '10903 equipment.computer 8 --from 2026-12-01',
    '10903 equipment.computer none --from 2027-01-01',
  ],
  async run(shell, operands, options) {
    const need = operands.need === 'none' ? null : readInteger(operands.need, 'NEED', 0, LARGEST_COUNT);
    const from = readDay(options.from, '--from');
    const { locality: code, indicator } = operands;
    await setRequirement(shell.db, authorOf(shell), { locality: code, indicator, need, from });
    shell.print(
      need === null
        ? `From ${from} on, the records of ${code} say what it needs of ${indicator}.`
        : `From ${from} on, ${code} needs ${need} of ${indicator}.`,
    );
  },
});
