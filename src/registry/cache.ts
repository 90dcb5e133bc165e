import type { Orm } from '../db/connect.ts';
import { createRegistry, type Registry } from './snapshot.ts';
import { readRegistry, registryVersion } from './store.ts';

/** Keeps the latest snapshot of the registry, so that a request does not read it again. */
export interface RegistryCache {
  /** The snapshot of the version that a statement just read, or of a newer one. */
  at(version: number): Promise<Registry>;
  /** The snapshot as of now: one small statement to learn the version. */
  fresh(): Promise<Registry>;
}

export function createRegistryCache(orm: Orm): RegistryCache {
  let held: Registry | undefined;
  let loading: Promise<Registry> | undefined;

  async function load(): Promise<Registry> {
    // Requests that meet a stale snapshot at the same moment share one reading.
    loading ??= readRegistry(orm)
      .then((rows) => {
        held = createRegistry(rows);
        return held;
      })
      .finally(() => {
        loading = undefined;
      });
    return await loading;
  }

  async function at(version: number): Promise<Registry> {
    if (held && held.version >= version) return held;
    const loaded = await load();
    // A reading that began before the change may have missed it.
    return loaded.version >= version ? loaded : await load();
  }

  return { at, fresh: async () => at(await registryVersion(orm)) };
}
