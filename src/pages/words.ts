import { areaName } from '../access/areas.ts';
import { COLOURS } from '../charts/colours.ts';
import type { Colour, IndicatorState } from '../collect/types.ts';
import { GAP_STATES } from '../collect/words.ts';
import type { Registry } from '../registry/snapshot.ts';
import type { Say, Words } from './language.tsx';

export { COLOUR_ORDER, COLOURS } from '../charts/colours.ts';
export { REPORTING_WORDS } from '../collect/words.ts';

/** How an indicator or a condition stands: of the same signs and colours. */
export const STATES: Record<IndicatorState, { sign: string; colour: Colour; words: Words }> = {
  met: { sign: COLOURS.green.sign, colour: 'green', words: ['đạt', 'met'] },
  unmet: { sign: COLOURS.red.sign, colour: 'red', words: GAP_STATES.unmet },
  unknown: { sign: COLOURS.grey.sign, colour: 'grey', words: GAP_STATES.unknown },
  not_applicable: { sign: '/', colour: 'grey', words: ['không áp dụng', 'not applicable'] },
};

/** An area as people call it. */
export function areaWords(registry: Registry, area: string, now: Date, say: Say): string {
  if (area === '*') return say('Cả nước', 'The whole nation');
  return areaName(registry, area, now) ?? area;
}
