import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Draft, Queued } from './types.ts';

interface Kept extends DBSchema {
  drafts: { key: [string, string, string]; value: Draft };
  queue: { key: number; value: Queued };
}

let opened: Promise<IDBPDatabase<Kept>> | undefined;

/**
 * What this browser keeps for people.
 * @throws where it keeps nothing, as in some private windows: forms are then sent as without scripts
 */
export function database(): Promise<IDBPDatabase<Kept>> {
  opened ??= openDB<Kept>('phu-xanh', 1, {
    upgrade(db) {
      db.createObjectStore('drafts', { keyPath: ['sender', 'action', 'day'] });
      db.createObjectStore('queue', { keyPath: 'id', autoIncrement: true });
    },
    // Another version of the page waits for this one to let go: what comes later opens it anew.
    blocking: (_old, _new, event) => {
      (event.target as IDBDatabase).close();
      opened = undefined;
    },
    terminated: () => {
      opened = undefined;
    },
  });
  return opened;
}
