import { setTimeout } from 'node:timers/promises';
import { insertAuditOf } from '../access/audit-store.ts';
import type { Author } from '../access/author.ts';
import type { RootSql, Sql } from '../db/connect.ts';
import { readSpans } from '../heartbeat/serving-store.ts';
import { Refused } from '../refused.ts';
import {
  type KeySettings,
  loadSecretKey,
  newSecretKey,
  takeNextKey,
  writeNextKey,
} from '../secrets/secret-key.ts';
import { createVault } from '../secrets/vault.ts';
import { keyOfShell, markOf, objectionTo, opened } from './prove.ts';
import { SEALED } from './sealed.ts';
import { putFirstMark, putMark, readMark, readSealed, writeSealed } from './store.ts';

/** A service that serves says so every ten seconds. */
const WATCHED_MS = 25_000;
const RECENT_MS = 60_000;
const SHORTEST = 32;

export interface Rotated {
  resealed: number;
  /** Sealed with a key that is long lost: left as they are. */
  unopened: number;
}

/**
 * Seals everything anew with another key, in one transaction; the old one stays in its file until that is through.
 * Cut off before, nothing has changed; cut off after, the next start takes the new key into use.
 * @param given the key to be: of the setting SECRET_KEY, where that is what holds it; else one is made
 * @throws {Refused} while a service serves from this database, which holds the old key in its memory
 */
export async function rotateKey(
  settings: KeySettings,
  sql: RootSql,
  author: Author,
  given: string | undefined,
  watchedMs = WATCHED_MS,
): Promise<Rotated> {
  const old = await keyOfShell(settings, sql);
  const next = chosen(settings, old, given);
  await refuseServing(sql, author.now, watchedMs);
  const done = await sql.begin(async (tx) => {
    await putFirstMark(tx, markOf(old), author.now);
    const mark = await readMark(tx, { lock: true });
    // Somebody else has changed it meanwhile.
    if (!mark || objectionTo(old, mark)) throw new Refused('The key was changed by somebody else just now.');
    if (settings.secretKey === undefined) await writeNextKey(settings, next);
    const counts = await resealAll(tx, old, next);
    await putMark(tx, markOf(next), author.now);
    const [before, after] = [old, next].map((key) => ({ fingerprint: markOf(key).fingerprint }));
    await insertAuditOf(tx, author, {
      action: 'secret-key.rotate',
      target: 'secret-key',
      area: '*',
      before,
      after,
    });
    return counts;
  });
  if (settings.secretKey === undefined) await takeNextKey(settings);
  return done;
}

/**
 * Takes the key at hand for this database's, though it opens nothing that is sealed there; where there is none, one
 * is made. For a key that is lost.
 */
export async function acceptKey(
  settings: KeySettings,
  sql: RootSql,
  author: Author,
  watchedMs = WATCHED_MS,
): Promise<void> {
  await refuseServing(sql, author.now, watchedMs);
  const secret = await loadSecretKey(settings);
  await sql.begin(async (tx) => {
    const mark = await readMark(tx, { lock: true });
    if (mark && objectionTo(secret, mark) === null)
      throw new Refused('This is the key of this database already.');
    await putMark(tx, markOf(secret), author.now);
    await insertAuditOf(tx, author, {
      action: 'secret-key.accept',
      target: 'secret-key',
      area: '*',
      ...(mark ? { before: { fingerprint: mark.fingerprint } } : {}),
      after: { fingerprint: markOf(secret).fingerprint },
    });
  });
}

/** @throws {Refused} for a key that is none, or the one in use, or given where a file holds it */
function chosen(settings: KeySettings, old: string, given: string | undefined): string {
  if (settings.secretKey === undefined) {
    if (given !== undefined)
      throw new Refused(
        'The key is kept in the file secret-key of DATA_DIR: a new one is made, none is given.',
      );
    return newSecretKey();
  }
  if (given === undefined)
    throw new Refused(
      'SECRET_KEY is set: give the key that it is to be by --new FILE, or --new - for stdin.',
    );
  if (given.length < SHORTEST) throw new Refused(`The new key must have at least ${SHORTEST} characters.`);
  if (given === old) throw new Refused('This is the key that is in use.');
  return given;
}

/** Goes by marks that go on, not by how late it is: clocks differ. */
async function refuseServing(sql: Sql, now: Date, watchedMs: number): Promise<void> {
  const latest = async () => (await readSpans(sql, new Date(now.getTime() - RECENT_MS))).at(-1)?.until;
  const before = await latest();
  if (before === undefined) return;
  for (let waited = 0; waited < watchedMs; waited += 500) {
    await setTimeout(500);
    const since = await latest();
    if (since && since > before)
      throw new Refused('A service serves from this database with the old key: stop every instance first.');
  }
}

async function resealAll(tx: Sql, old: string, next: string): Promise<Rotated> {
  const vault = createVault(next);
  const done: Rotated = { resealed: 0, unopened: 0 };
  for (const column of SEALED) {
    const rows = (await readSealed(tx, column, { lock: true })).flatMap(({ key, sealed }) => {
      const context = column.contextOf(key);
      const text = opened(old, sealed, context);
      if (text === null) done.unopened++;
      return text === null ? [] : [{ key, sealed: vault.seal(text, context) }];
    });
    if (rows.length > 0) await writeSealed(tx, column, rows);
    done.resealed += rows.length;
  }
  return done;
}
