import { type Day, dayOf } from '../days.ts';
import type { RootSql } from '../db/connect.ts';
import type { RegistryCache } from '../registry/cache.ts';
import type { Registry } from '../registry/snapshot.ts';
import { collect } from './collect.ts';
import { hasUnsettled } from './open-days.ts';

/**
 * A record belongs to no programme: a day that has locked by the rules of one may still be open by another's. Before
 * anything is written, what has locked is made final while it stands as it did then, where no round has come to it.
 * Answers the registry that knows so. Where there is one programme, its lock refuses the record.
 */
export function createSettleFirst(
  sql: RootSql,
  cache: RegistryCache,
): (registry: Registry, now: Date) => Promise<Registry> {
  /** A day locks at its end: once a day is enough for each version of the registry. */
  const settledOn = new WeakMap<Registry, Day>();
  let settling: Promise<unknown> | undefined;

  return async (registry, now) => {
    const today = dayOf(now);
    if (registry.programmes.size < 2 || settledOn.get(registry) === today) return registry;
    if (![...registry.programmes.values()].some((one) => hasUnsettled(registry, one, now))) {
      settledOn.set(registry, today);
      return registry;
    }
    settling ??= collect(sql, registry, now).finally(() => {
      settling = undefined;
    });
    await settling;
    return await cache.fresh();
  };
}
