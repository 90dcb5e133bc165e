import type { Clock } from '../clock.ts';
import type { RootSql } from '../db/connect.ts';
import type { Log } from '../log.ts';
import { storeBeats } from './count.ts';
import { isKnown, readHashes } from './store.ts';

/**
 * Calls are gathered in memory and stored together. One transaction for all that came within two seconds
 * costs the database a small part of what one a call would (`npm run bench` has both). What a killed
 * process had gathered is lost: two seconds of calls, of networks that call again long before they are overdue.
 */
const FLUSH_MS = 2_000;
/** So often it is marked that we serve when nobody calls; well within what would count as an outage of ours. */
const MARK_MS = 10_000;
/** So often it is read anew which addresses there are: another instance may have made some. */
const LEARN_MS = 60_000;

export interface Beats {
  /** Takes a call; false when the address is nobody's. Another instance's change of addresses is heard of at the next flush. */
  take(hash: string, at: Date): Promise<boolean>;
  /** Whether it was somebody's address a while ago, as far as memory alone tells. */
  knows(hash: string): boolean;
  /** Stores what was gathered. Keeps it for the next time when that fails. */
  flush(): Promise<void>;
  /** Marks that we serve, and goes on flushing by itself. */
  start(): void;
  /** Flushes once more, then nothing runs. */
  stop(): Promise<void>;
}

export function createBeats({ sql, clock, log }: { sql: RootSql; clock: Clock; log: Log }): Beats {
  /** Hashes that had an address when they were looked up. */
  const known = new Set<string>();
  /** When each was called last, of what is not stored yet; at most one entry an address. */
  let gathered = new Map<string, Date>();
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let rounds = 0;

  async function learn(): Promise<void> {
    try {
      for (const hash of await readHashes(sql)) known.add(hash);
    } catch (error) {
      log.warn({ err: error }, 'addresses of networks could not be read; each is looked up as it calls');
    }
  }

  async function flushOnce(): Promise<void> {
    const beats = gathered;
    gathered = new Map();
    try {
      for (const gone of await storeBeats(sql, beats, clock.now())) known.delete(gone);
    } catch (error) {
      // What came since is newer.
      gathered = new Map([...beats, ...gathered]);
      log.warn({ err: error, beats: beats.size }, 'calls of networks could not be stored yet');
    }
  }

  async function flush(): Promise<void> {
    // One at a time, and whoever asks while one runs gets all that came before he asked.
    await running;
    running ??= flushOnce().finally(() => {
      running = undefined;
    });
    await running;
  }

  return {
    async take(hash, at) {
      if (!known.has(hash)) {
        if (!(await isKnown(sql, hash))) return false;
        known.add(hash);
      }
      gathered.set(hash, at);
      return true;
    },
    knows: (hash) => known.has(hash),
    flush,
    start() {
      void flush();
      void learn();
      timer = setInterval(() => {
        rounds++;
        if (rounds % (LEARN_MS / FLUSH_MS) === 0) void learn();
        if (gathered.size > 0 || rounds % (MARK_MS / FLUSH_MS) === 0) void flush();
      }, FLUSH_MS);
      timer.unref();
    },
    async stop() {
      clearInterval(timer);
      await flush();
    },
  };
}
