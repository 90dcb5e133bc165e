import { setTimeout } from 'node:timers/promises';
import type { RootSql, Tx } from '../db/connect.ts';
import { chunks } from '../lib/chunks.ts';
import { lockFree } from './store.ts';
import type { CurrentValues } from './types.ts';

/** Localities whose locks one transaction takes at most, so that intake never waits long. */
export const CHUNK = 200;
/** Waits before those that others held are tried again (ms): twelve seconds in all. */
const AGAIN_AFTER_MS = [50, 100, 200, 400, 800, 1_500, 2_500, 3_000, 3_500];

/**
 * Works through localities in chunks of a transaction each, under their locks. One that somebody else holds
 * stops none of the others: it is passed over and comes once they are done.
 * @throws {StillLocked} when some are held for longer than that takes; all others are done by then
 */
export async function inLockedChunks<T extends { code: string }>(
  sql: RootSql,
  localities: readonly T[],
  work: (tx: Tx, chunk: readonly T[], current: Map<string, CurrentValues>) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  let left = localities;
  for (let turn = 0; left.length > 0; turn++) {
    if (turn > 0) {
      const wait = AGAIN_AFTER_MS[turn - 1];
      if (wait === undefined) throw new StillLocked(left.map(({ code }) => code));
      await setTimeout(wait, undefined, signal ? { signal } : {});
    }
    const held: T[] = [];
    for (const chunk of chunks(left, CHUNK)) {
      signal?.throwIfAborted();
      await sql.begin(async (tx) => {
        const codes = chunk.map(({ code }) => code);
        const locked = await lockFree(tx, codes);
        const free = chunk.filter(({ code }) => locked.has(code));
        held.push(...chunk.filter(({ code }) => !locked.has(code)));
        const current = new Map([...locked].map(([code, { values }]) => [code, values]));
        if (free.length > 0) await work(tx, free, current);
      });
    }
    left = held;
  }
}

/** Somebody holds the lock of these localities and does not let go. */
export class StillLocked extends Error {
  constructor(codes: readonly string[]) {
    const some = codes.slice(0, 5).join(', ');
    super(
      `${codes.length} localities are locked by another session: ${some}${codes.length > 5 ? ', …' : ''}`,
    );
  }
}
