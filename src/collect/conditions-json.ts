import type { Registry } from '../registry/snapshot.ts';
import { exemptionsOn } from './exempt.ts';
import { conditionsOf } from './reasons.ts';
import type { UnreadStatus } from './types.ts';

/** Kept at most, some 3 kB each: enough for a day of the nation. */
const MOST = 4_000;

/**
 * The conditions of a status with their reasons, as a member of its JSON. What a status says changes seldom and is asked for often, so the words are
 * made once for what is stored, by whichever locality.
 */
export function createConditionsJson(): (registry: Registry, row: UnreadStatus) => Buffer {
  const made = new Map<string, Buffer>();
  return (registry, row) => {
    const exempt = exemptionsOn(registry, row);
    const why = exempt.map(({ indicator, reason }) => `${indicator} ${reason}`).join('\n');
    const key = `${registry.version} ${row.day} ${row.conditions}${row.gaps}${why}`;
    const known = made.get(key);
    if (known !== undefined) return known;
    const stored = { conditions: JSON.parse(row.conditions), gaps: JSON.parse(row.gaps) };
    const conditions = conditionsOf(stored, registry.indicatorsOn(row.day), exempt);
    const json = Buffer.from(`"conditions":${JSON.stringify(conditions)}`);
    const [oldest] = made.size < MOST ? [] : made.keys();
    if (oldest !== undefined) made.delete(oldest);
    made.set(key, json);
    return json;
  };
}
