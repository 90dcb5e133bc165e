import { basename } from 'node:path';
import { changeRegistry } from '../../changes/registry.ts';
import { dayOf } from '../../days.ts';
import { groupBy } from '../../lib/group-by.ts';
import { readBoundaries } from '../../registry/boundaries.ts';
import { findBoundaryMap, replaceBoundaries } from '../../registry/boundaries-store.ts';
import { authorOf } from '../audit.ts';
import { command, optional } from '../command.ts';
import { Refused } from '../errors.ts';
import { readOperatorFile } from '../files.ts';
import { readText } from '../input.ts';

export const boundariesImport = command({
  name: 'boundaries import',
  summary: 'Reads the areas of localities of a GeoJSON file, for the map of the board.',
  operands: {
    file: 'GeoJSON FeatureCollection in WGS 84, a feature a locality, its code in the property “code”',
  },
  options: {
    source: optional(
      'TEXT',
      'where the areas are from, as it stands under the map; else the name of the file',
    ),
  },
  examples: ['haiphong.geojson --source "Sở Nông nghiệp và Môi trường, 7/2025"'],
  notes: [
    'A province in the file must be whole; its areas take the place of those it had. With any fault nothing is',
    'stored. Without areas the map is one of tiles, as it stays for whoever chooses it.',
  ].join('\n'),
  async run(shell, { file }, options) {
    const source = readText(options.source ?? basename(file), '--source');
    const text = (await readOperatorFile(file)).toString('utf8');
    let stored: string[] = [];
    await changeRegistry(shell.db, authorOf(shell), async (tx, registry) => {
      const { boundaries, faults } = readBoundaries(text, registry, dayOf(shell.now));
      if (faults.length > 0) throw new Refused(`Nothing is stored.\n${faults.join('\n')}`);
      const byProvince = groupBy(boundaries, (one) => one.province);
      const before = [];
      for (const [province, areas] of byProvince) {
        before.push((await findBoundaryMap(tx, province)) ?? { province });
        await replaceBoundaries(tx, { province, source, importedAt: shell.now }, areas);
      }
      stored = [...byProvince].map(
        ([province, areas]) => `${areas.length} areas of province ${province} stored.`,
      );
      const after = [...byProvince].map(([province, areas]) => ({ province, source, areas: areas.length }));
      const [only, ...others] = byProvince.keys();
      const area = only !== undefined && others.length === 0 ? only : '*';
      return { action: 'boundaries.import', target: [...byProvince.keys()].join(' '), area, before, after };
    });
    for (const line of stored) shell.print(line);
  },
});
