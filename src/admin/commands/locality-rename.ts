import { RENAMING_FIELDS, renameLocality } from '../../changes/localities.ts';
import { LOCALITY_TYPES } from '../../registry/types.ts';
import { authorOf } from '../audit.ts';
import { command } from '../command.ts';
import { readFields } from '../input.ts';

export const localityRename = command({
  name: 'locality rename',
  summary: 'Gives a locality another name or type from a day on, under the code that it has.',
  operands: { code: '5-digit code of the locality' },
  options: {
    name: {
      type: 'string',
      value: 'NAME',
      help: 'its name without the type, e.g. "Cẩm Giàng"',
      required: true,
    },
    type: {
      type: 'string',
      value: 'TYPE',
      help: `${LOCALITY_TYPES.join(', ')}; the one it has when left out`,
    },
    from: { type: 'string', value: 'DAY', help: 'the first day of the new name', required: true },
  },
  examples: ['26170 --name "Trị An" --type phường --from 2026-04-30'],
  notes: 'Earlier days keep the earlier name; a later name that is already set keeps its own day.',
  async run(shell, { code }, options) {
    const { name = '', from = '', type } = readFields(RENAMING_FIELDS, options);
    await renameLocality(shell.db, authorOf(shell), code, { name, from, ...(type && { type }) });
    shell.print(`Locality ${code} is “${name}” from ${from} on.`);
  },
});
