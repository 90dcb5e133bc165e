import { hkdfSync } from 'node:crypto';
import { ConfigError } from '../config.ts';
import type { Sql } from '../db/connect.ts';
import {
  findSecretKey,
  KEY_LOST,
  type KeySettings,
  makeKeyFile,
  readKeyFile,
  readNextKey,
  takeNextKey,
} from '../secrets/secret-key.ts';
import { createVault } from '../secrets/vault.ts';
import { SEALED } from './sealed.ts';
import { putFirstMark, readMark, readSealed, type StoredMark } from './store.ts';

/**
 * Whether a key is the one that the database is sealed with. The database keeps a mark of it: a fingerprint, which
 * tells another key from a mark that is damaged, and a word that opens with this key alone.
 */

const WORD = 'phu-xanh';
const CONTEXT = 'mark of the secret key';

export function markOf(secret: string): StoredMark {
  const fingerprint = Buffer.from(hkdfSync('sha256', secret, '', 'phu-xanh fingerprint', 6)).toString('hex');
  return { fingerprint, sealed: createVault(secret).seal(WORD, CONTEXT) };
}

/** What is wrong with a key for a database of this mark; null when nothing is. */
export function objectionTo(secret: string, mark: StoredMark): string | null {
  const { fingerprint } = markOf(secret);
  const word = opened(secret, mark.sealed, CONTEXT);
  if (word === WORD && fingerprint === mark.fingerprint) return null;
  return word === WORD || fingerprint === mark.fingerprint
    ? `this is the key of this database (${fingerprint}), but the mark of it that the database keeps is damaged. ` +
        'Restore the database, or run “npm run -s admin -- secret-key accept”.'
    : wrong(`sealed with key ${mark.fingerprint}, given ${fingerprint}`);
}

/**
 * The key of the service that is about to serve from this database. None is made where something is sealed
 * already; a change of keys that was cut off after the database had changed is brought to its end.
 * @throws {ConfigError} when there is none, it is damaged, or it is not this database's
 */
export async function keyToServe(settings: KeySettings, sql: Sql): Promise<string> {
  const given = settings.secretKey ?? (await readKeyFile(settings));
  const mark = await readMark(sql);
  if (settings.secretKey === undefined && mark && (!given || objectionTo(given, mark))) {
    const next = await readNextKey(settings);
    if (next !== undefined && objectionTo(next, mark) === null) {
      await takeNextKey(settings);
      return next;
    }
  }
  if (given !== undefined) return given;
  if (mark || (await sealedRows(sql)).length > 0)
    throw new ConfigError(
      `SECRET_KEY: there is no key, neither as setting nor as file secret-key in ${settings.dataDir}, and this ` +
        `database is sealed with one. ${KEY_LOST}`,
    );
  return await makeKeyFile(settings);
}

/**
 * Proves the key before anything is sealed or opened with it. A database without a mark gets one, unless what is
 * sealed in it opens with another key only.
 * @throws {ConfigError} when it is not this database's
 */
export async function proveKey(sql: Sql, secret: string, now: Date): Promise<void> {
  if (!(await readMark(sql))) {
    const rows = await sealedRows(sql);
    if (rows.length > 0 && !rows.some(({ sealed, context }) => opened(secret, sealed, context) !== null))
      throw new ConfigError(`SECRET_KEY: ${wrong('nothing that is sealed opens with it')}`);
    await putFirstMark(sql, markOf(secret), now);
  }
  await checkKey(sql, secret);
}

/** The key of who stands beside the service, at the shell. @throws {ConfigError} when it is not this database's */
export async function keyOfShell(settings: KeySettings, sql: Sql): Promise<string> {
  const secret = await findSecretKey(settings);
  await checkKey(sql, secret);
  return secret;
}

async function checkKey(sql: Sql, secret: string): Promise<void> {
  const mark = await readMark(sql);
  const objection = mark && objectionTo(secret, mark);
  if (objection) throw new ConfigError(`SECRET_KEY: ${objection}`);
}

async function sealedRows(sql: Sql): Promise<{ sealed: string; context: string }[]> {
  const all = await Promise.all(SEALED.map((column) => readSealed(sql, column)));
  return all.flatMap((rows, place) =>
    rows.map(({ key, sealed }) => ({ sealed, context: SEALED[place]?.contextOf(key) ?? '' })),
  );
}

/** Null when it does not open. */
export function opened(secret: string, sealed: string, context: string): string | null {
  try {
    return createVault(secret).open(sealed, context);
  } catch {
    return null;
  }
}

const wrong = (why: string) =>
  `this key is not the one that this database is sealed with: it is another installation’s, or was changed (${why}). ${KEY_LOST}`;
