import { paidOf } from '../../funding/marks.ts';
import { gapSheet } from '../../gaps/sheet.ts';
import type { Registry } from '../../registry/snapshot.ts';
import type { Cell } from '../../sheets/write.ts';
import type { GapsFacts } from './facts.ts';

/** The rows of the page as a sheet, in its order and with the columns of the API's. */
export function gapLines(
  registry: Registry,
  { today, found }: Pick<GapsFacts, 'today' | 'found'>,
  ofNation: boolean,
) {
  const { columns, cells } = gapSheet(registry, today, ofNation);
  function* lines(): Generator<Cell[]> {
    for (const { named, of, paid, ...gap } of found)
      yield cells({ ...gap, ...paidOf(paid), locality: named, group: of.condition, agency: of.agency });
  }
  return { columns, lines: lines() };
}
