import {
  createLocalities,
  NEW_LOCALITY_FIELDS,
  type NewLocality,
  POSITION_FIELDS,
} from '../../changes/new-localities.ts';
import { LOCALITY_TYPES } from '../../registry/types.ts';
import { authorOf } from '../audit.ts';
import { command } from '../command.ts';
import { readFields } from '../input.ts';

export const localityCreate = command({
  name: 'locality create',
  summary: 'Makes a locality, new or of a merger or a split, from a day on.',
  operands: { code: 'its code of 5 digits' },
  options: {
    type: { type: 'string', value: 'TYPE', help: LOCALITY_TYPES.join(', '), required: true },
    name: { type: 'string', value: 'NAME', help: 'its name without the type', required: true },
    province: { type: 'string', value: 'CODE', help: 'the province that it lies in', required: true },
    from: { type: 'string', value: 'DAY', help: 'its first day', required: true },
    predecessors: {
      type: 'string',
      value: 'CODES',
      help: 'the units that it takes over from, parted by commas',
    },
    ends: {
      type: 'string',
      value: 'YES|NO',
      help: 'whether those end the day before (yes), or go on without what became this one (no)',
    },
    lon: { type: 'string', value: 'DEGREES', help: 'where it lies, east' },
    lat: { type: 'string', value: 'DEGREES', help: 'where it lies, north' },
  },
  examples: [
    '99001 --type phường --name "Cẩm Giàng" --province 31 --from 2026-12-01 --predecessors 10888,10903',
    '99002 --type xã --name "Tân An" --province 31 --from 2026-12-01 --predecessors 10909 --ends no',
  ],
  notes: [
    'It starts grey: no record of another is its own. What predecessors reported stays under their codes; nobody',
    'is asked for them after their last day. Contacts, tokens and accounts are not carried over. Several at once,',
    'as when one is split up: `locality import`.',
  ].join('\n'),
  async run(shell, { code }, { predecessors = '', ...options }) {
    const given = readFields<NewLocality>(
      { ...NEW_LOCALITY_FIELDS, ...POSITION_FIELDS },
      { ...options, code },
    );
    const { type = 'xã', name = '', province = '', from = '', ends = true, lon = null, lat = null } = given;
    const row: NewLocality = {
      code,
      type,
      name,
      province,
      from,
      predecessors: predecessors.split(',').filter((one) => one !== ''),
      ends,
      lon,
      lat,
    };
    const { changed } = await createLocalities(shell.db, authorOf(shell), [row]);
    shell.print(`Locality ${code} begins on ${from}.`);
    for (const one of changed)
      shell.print(one.validTo === null ? `${one.code} goes on.` : `${one.code} ends on ${one.validTo}.`);
  },
});
