import { changeRegistry } from '../../changes/registry.ts';
import { findBoundaryMap, removeBoundaries } from '../../registry/boundaries-store.ts';
import { authorOf } from '../audit.ts';
import { command } from '../command.ts';
import { Refused } from '../errors.ts';

export const boundariesRemove = command({
  name: 'boundaries remove',
  summary: 'Removes the areas of a province; its map is one of tiles again.',
  operands: { province: '2-digit code of the province' },
  options: {},
  examples: ['31'],
  async run(shell, { province }) {
    await changeRegistry(shell.db, authorOf(shell), async (tx) => {
      const before = await findBoundaryMap(tx, province);
      if (!before) throw new Refused(`Province “${province}” has no areas.`);
      await removeBoundaries(tx, province);
      return { action: 'boundaries.remove', target: province, area: province, before };
    });
    shell.print(`Removed the areas of province ${province}.`);
  },
});
