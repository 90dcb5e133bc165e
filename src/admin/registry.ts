import { createRegistry, type Registry } from '../registry/snapshot.ts';
import { readRegistry } from '../registry/store.ts';
import type { Shell } from './shell.ts';

/** The registry as it is stored now. */
export async function loadRegistry({ db }: Pick<Shell, 'db'>): Promise<Registry> {
  return createRegistry(await readRegistry(db.orm));
}
