import type { Tx } from '../db/connect.ts';
import { type Day, dayOf } from '../days.ts';
import type { CurrentValues } from '../intake/types.ts';
import { covers, type Registry } from '../registry/snapshot.ts';
import type { Locality } from '../registry/types.ts';
import { settle } from './settle.ts';
import type { StatusRow } from './types.ts';

/**
 * Intake's next step: the statuses of the localities that reported, in every programme that asks them,
 * from the earliest day reported through today.
 */
export async function settleStored(
  tx: Tx,
  registry: Registry,
  stored: { localities: Locality[]; from: Day; current: Map<string, CurrentValues> },
  now: Date,
): Promise<StatusRow[]> {
  const today = dayOf(now);
  const rows: StatusRow[] = [];
  for (const programme of registry.programmes.values()) {
    const localities = stored.localities.filter((locality) => covers(programme, locality.province));
    if (localities.length === 0) continue;
    const input = { ...stored, programme, localities, through: today, cause: 'intake' as const };
    rows.push(...(await settle(tx, registry, input, now)).rows);
  }
  return rows;
}
