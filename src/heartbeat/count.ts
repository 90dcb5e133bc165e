import type { RootSql } from '../db/connect.ts';
import type { Counted } from './rules.ts';
import { countOn, spansAt, takeBeat } from './rules.ts';
import { lockBeats, markServing, readSpans } from './serving-store.ts';
import { addDayCounts, type BeatFilter, lockRows, type StoredBeat, writeCounts } from './store.ts';
import type { Span } from './types.ts';

/**
 * Stores calls by the hash of their address, and that we serve. Answers the hashes that are nobody's (any more).
 * @param beats when each was called last
 */
export async function storeBeats(
  sql: RootSql,
  beats: ReadonlyMap<string, Date>,
  now: Date,
): Promise<string[]> {
  return await sql.begin(async (tx) => {
    await lockBeats(tx);
    await markServing(tx, now);
    if (beats.size === 0) return [];
    const rows = await lockRows(tx, { hashes: [...beats.keys()] });
    const spans = await spansSince(tx, rows, now);
    await write(
      tx,
      rows.map((row) => takeBeat(row, spans, beats.get(row.tokenHash) ?? now)),
    );
    const found = new Set(rows.map((row) => row.tokenHash));
    return [...beats.keys()].filter((hash) => !found.has(hash));
  });
}

/** Counts rows on until now, without any call. Answers how many. */
export async function countThrough(sql: RootSql, now: Date, filter: BeatFilter = {}): Promise<number> {
  return await sql.begin(async (tx) => {
    await lockBeats(tx);
    return (await countLocked(tx, now, filter)).length;
  });
}

/** The same in a transaction that has {@link lockBeats}; answers the rows as they stand now. */
export async function countLocked(
  tx: Parameters<typeof lockBeats>[0],
  now: Date,
  filter: BeatFilter,
): Promise<StoredBeat[]> {
  const rows = await lockRows(tx, filter);
  const spans = await spansSince(tx, rows, now);
  const counted = rows.map((row) => countOn(row, spans, now));
  await write(tx, counted);
  return rows.map((row, place) => ({ ...row, ...counted[place]?.row }));
}

/** The times over which we served that matter to rows as they are stored. */
export async function spansSince(
  sql: Parameters<typeof readSpans>[0],
  rows: readonly Pick<StoredBeat, 'lastBeatAt' | 'countedUntil'>[],
  now: Date,
): Promise<Span[]> {
  const stand = rows.flatMap(({ lastBeatAt, countedUntil }) =>
    [lastBeatAt, countedUntil].flatMap((at) => (at === null ? [] : [at.getTime()])),
  );
  return spansAt(await readSpans(sql, new Date(Math.min(now.getTime(), ...stand) - 1)), now);
}

async function write(tx: Parameters<typeof lockBeats>[0], counted: readonly Counted[]): Promise<void> {
  await writeCounts(
    tx,
    counted.map(({ row }) => row),
  );
  await addDayCounts(
    tx,
    counted.flatMap(({ row: { locality }, days }) => days.map((one) => ({ ...one, locality }))),
  );
}
