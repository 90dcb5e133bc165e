import { type Day, dayOf } from '../days.ts';
import type { Tx } from '../db/connect.ts';
import type { Stored } from '../intake/submit.ts';
import { covers, type Registry } from '../registry/snapshot.ts';
import { computedFrom } from './open-days.ts';
import { settle } from './settle.ts';
import type { StatusRow } from './types.ts';

/**
 * Intake's next step: the statuses of the localities that reported, in every programme that asks them,
 * from the earliest day reported through today.
 */
export async function settleStored(
  tx: Tx,
  registry: Registry,
  stored: Stored,
  now: Date,
): Promise<StatusRow[]> {
  const rows: StatusRow[] = [];
  for (const programme of registry.programmes.values()) {
    const computable = computedFrom(registry, programme, now);
    const localities = stored.localities
      .filter(({ locality }) => covers(programme, locality.province))
      // A day that is final here may still be open by another programme's rules.
      .map(({ locality, from }) => ({ locality, from: latest(from, computable(locality)) }));
    if (localities.length === 0) continue;
    const input = {
      programme,
      localities,
      through: dayOf(now),
      cause: 'intake' as const,
      current: stored.current,
      newest: stored.newest,
    };
    rows.push(...(await settle(tx, registry, input, now)).rows);
  }
  return rows;
}

const latest = (a: Day, b: Day) => (a > b ? a : b);
