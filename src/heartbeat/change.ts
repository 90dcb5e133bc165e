import { insertAuditOf } from '../access/audit-store.ts';
import type { Author } from '../access/author.ts';
import { hashToken, newToken } from '../access/tokens.ts';
import type { RootSql } from '../db/connect.ts';
import { readInteger } from '../fields.ts';
import { refuse } from '../refused.ts';
import { countLocked } from './count.ts';
import { countOf } from './rules.ts';
import { lockBeats } from './serving-store.ts';
import { addDayCounts, deleteBeat, insertBeat, replaceToken, writeRhythm } from './store.ts';
import type { Rhythm } from './types.ts';

/** How a new address is called where nothing else is said: every five minutes, two calls may be missed. */
export const DEFAULT_RHYTHM: Rhythm = { everyMinutes: 5, graceMinutes: 10 };
/** A day at most: a network that may be silent for longer is not watched. */
export const LONGEST_MINUTES = 1_440;

/** What is left out stays. */
export type RhythmChange = { [K in keyof Rhythm]?: number | undefined };

export const RHYTHM_FIELDS = {
  everyMinutes: (text: string, field: string) => ({
    everyMinutes: readInteger(field, text, 1, LONGEST_MINUTES),
  }),
  graceMinutes: (text: string, field: string) => ({
    graceMinutes: readInteger(field, text, 1, LONGEST_MINUTES),
  }),
};

/**
 * Gives a locality an address to call, or a new one in place of the old, which then is nobody's. What was
 * counted stays. Answers the secret, this once: only its hash is stored.
 */
export async function setUpHeartbeat(
  sql: RootSql,
  author: Author,
  locality: string,
  asked: RhythmChange = {},
): Promise<{ token: string; isNew: boolean }> {
  const token = newToken();
  return await sql.begin(async (tx) => {
    await lockBeats(tx);
    const [row] = await countLocked(tx, author.now, { localities: [locality] });
    const before = row && { everyMinutes: row.everyMinutes, graceMinutes: row.graceMinutes };
    const rhythm = changed(before ?? DEFAULT_RHYTHM, asked);
    if (row) {
      await replaceToken(tx, locality, hashToken(token), author.now);
      await writeRhythm(tx, locality, rhythm);
    } else await insertBeat(tx, { locality, tokenHash: hashToken(token), ...rhythm, now: author.now });
    const action = row ? 'heartbeat.rotate' : 'heartbeat.create';
    await insertAuditOf(tx, author, { action, target: locality, area: locality, before, after: rhythm });
    return { token, isNew: !row };
  });
}

/**
 * Sets how often the network calls; until now it is judged by what held until now.
 * @throws {Refused} where there is no address
 */
export async function changeRhythm(
  sql: RootSql,
  author: Author,
  locality: string,
  asked: RhythmChange,
): Promise<void> {
  await sql.begin(async (tx) => {
    await lockBeats(tx);
    const [row] = await countLocked(tx, author.now, { localities: [locality] });
    if (!row) refuseNone();
    const before = { everyMinutes: row.everyMinutes, graceMinutes: row.graceMinutes };
    const after = changed(before, asked);
    await writeRhythm(tx, locality, after);
    await insertAuditOf(tx, author, {
      action: 'heartbeat.set',
      target: locality,
      area: locality,
      before,
      after,
    });
  });
}

/**
 * Takes the address away; the days that were counted stay.
 * @throws {Refused} where there is none
 */
export async function removeHeartbeat(sql: RootSql, author: Author, locality: string): Promise<void> {
  await sql.begin(async (tx) => {
    await lockBeats(tx);
    const [row] = await countLocked(tx, author.now, { localities: [locality] });
    if (!row) refuseNone();
    const today = countOf(row);
    if (today && today.watchedMs > 0) await addDayCounts(tx, [{ locality, ...today }]);
    await deleteBeat(tx, locality);
    const { everyMinutes, graceMinutes } = row;
    const before = { everyMinutes, graceMinutes };
    await insertAuditOf(tx, author, { action: 'heartbeat.remove', target: locality, area: locality, before });
  });
}

function changed(before: Rhythm, asked: RhythmChange): Rhythm {
  return {
    everyMinutes: asked.everyMinutes ?? before.everyMinutes,
    graceMinutes: asked.graceMinutes ?? before.graceMinutes,
  };
}

function refuseNone(): never {
  refuse('', [
    'Đơn vị này chưa có địa chỉ theo dõi đường truyền.',
    'This locality has no address for its network to call.',
  ]);
}
