import type { Values } from '../../src/intake/types.ts';
import type { Registry } from '../../src/registry/snapshot.ts';

/** Values that meet every required indicator of a day. */
export function greenValues(registry: Registry, day: string): Values {
  const values: Values = {};
  for (const indicator of registry.indicatorsOn(day).values()) {
    if (!indicator.required) continue;
    if (indicator.kind === 'boolean') values[indicator.code] = true;
    if (indicator.kind === 'ratio') values[indicator.code] = { have: 5, need: 5 };
    if (indicator.kind === 'number') values[indicator.code] = indicator.threshold ?? 1;
    if (indicator.kind === 'date') values[indicator.code] = '2028-01-01';
  }
  return values;
}
