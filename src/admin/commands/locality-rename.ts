import { putLocalityName } from '../../registry/changes-store.ts';
import { LOCALITY_TYPES, versionOn } from '../../registry/types.ts';
import { command } from '../command.ts';
import { Refused } from '../errors.ts';
import { findLocality, readChoice, readDay, readText } from '../input.ts';
import { changeRegistry, checkOpen, programmesOf } from '../registry.ts';

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
    const name = readText(options.name, '--name', 100);
    const from = readDay(options.from, '--from');
    const wanted = options.type && readChoice(options.type.normalize('NFC'), '--type', LOCALITY_TYPES);
    await changeRegistry(shell, async (tx, registry) => {
      const locality = findLocality(registry, code);
      if (from < locality.validFrom)
        throw new Refused(`Locality ${code} is in force from ${locality.validFrom} only.`);
      checkOpen(registry, programmesOf(registry, locality.province), from, shell.now, '--from');
      const before = versionOn(locality.names, from) ?? null;
      const type = wanted || before?.type || 'xã';
      await putLocalityName(tx, { locality: code, validFrom: from, name, type });
      return { action: 'locality.rename', target: code, before, after: { validFrom: from, name, type } };
    });
    shell.print(`Locality ${code} is “${name}” from ${from} on.`);
  },
});
