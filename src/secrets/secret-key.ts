import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Config, ConfigError } from '../config.ts';

/** Where the secret key is: the setting's own, else a file of `DATA_DIR`. */
export type KeySettings = Pick<Config, 'secretKey' | 'dataDir'>;

const FILE = 'secret-key';
/** The key that a change of keys was about to take into use. */
const NEXT = 'secret-key.next';
const BYTES = 32;
/** Base64url of so many bytes, without padding. */
const LETTERS = Math.ceil((BYTES * 8) / 6);

export const newSecretKey = (): string => randomBytes(BYTES).toString('base64url');

/**
 * The secret with which the service seals what it must read again: the setting's, or one of a file in
 * `DATA_DIR` that the first start makes and only its user can read. Without it second factors are lost.
 * @throws {ConfigError} when there is neither, and none can be made; when the file is damaged
 */
export async function loadSecretKey(settings: KeySettings): Promise<string> {
  return settings.secretKey ?? (await readKeyFile(settings)) ?? (await makeKeyFile(settings));
}

/**
 * The same for who stands beside the service, at the shell: nothing is made, since what is sealed with a key
 * of one's own opens for nobody.
 * @throws {ConfigError} when there is neither; when the file is damaged
 */
export async function findSecretKey(settings: KeySettings): Promise<string> {
  const key = settings.secretKey ?? (await readKeyFile(settings));
  if (key !== undefined) return key;
  const file = join(settings.dataDir, FILE);
  throw new ConfigError(`SECRET_KEY, or DATA_DIR, must be those of the service (there is no file ${file}).`);
}

/** The key of the file; undefined where there is none. @throws {ConfigError} when it is damaged */
export async function readKeyFile({ dataDir }: KeySettings): Promise<string | undefined> {
  const file = join(dataDir, FILE);
  const kept = await readFile(file, 'utf8').catch(absentOr(file));
  return kept === undefined ? undefined : checked(file, kept);
}

/** The key that a change of keys left behind when it was cut off; undefined where there is none, or not all of it. */
export async function readNextKey({ dataDir }: KeySettings): Promise<string | undefined> {
  const file = join(dataDir, NEXT);
  const kept = await readFile(file, 'utf8').catch(absentOr(file));
  return kept !== undefined && faultOf(kept) === null ? kept.trim() : undefined;
}

/** Whole or not at all: whoever starts at the same moment makes it first, or finds it there. */
export async function makeKeyFile(settings: KeySettings): Promise<string> {
  const { dataDir } = settings;
  const file = join(dataDir, FILE);
  try {
    await mkdir(dataDir, { recursive: true });
    const own = `${file}.${randomBytes(8).toString('hex')}`;
    await writeDurably(own, newSecretKey());
    await link(own, file).catch(unless('EEXIST'));
    await rm(own);
    await syncFolder(dataDir);
  } catch (cause) {
    throw unusable(cause);
  }
  const made = await readKeyFile(settings);
  if (made === undefined)
    throw new ConfigError(`SECRET_KEY: the file ${file} was taken away as it was made.`);
  return made;
}

/** Lays down the key that is to be taken into use, beside the one in use. */
export async function writeNextKey({ dataDir }: KeySettings, key: string): Promise<void> {
  await rm(join(dataDir, NEXT), { force: true });
  await writeDurably(join(dataDir, NEXT), key);
  await syncFolder(dataDir);
}

/** Puts that key in the place of the one that was in use. */
export async function takeNextKey({ dataDir }: KeySettings): Promise<void> {
  await rename(join(dataDir, NEXT), join(dataDir, FILE));
  await syncFolder(dataDir);
}

/** What can be done about a key that is lost, as it stands at the end of every message about one. */
export const KEY_LOST =
  'Put back the one of your backup. Only when it is lost for good: without the file, or with another SECRET_KEY, run ' +
  '“npm run -s admin -- secret-key accept”; second factors, channels, webhooks and browsers are then set up anew.';

function checked(file: string, text: string): string {
  const fault = faultOf(text);
  if (fault === null) return text.trim();
  throw new ConfigError(
    `SECRET_KEY: the file ${file} is damaged: ${fault}. ${KEY_LOST} A key of your own is set as SECRET_KEY.`,
  );
}

/** What is wrong with the content of a key file; null when nothing is. Says nothing of the key itself. */
function faultOf(text: string): string | null {
  const key = text.trim();
  if (text.length === 0) return 'it is empty';
  if (!/^[\w-]*$/.test(key)) return `it holds what is no key (${Buffer.byteLength(text)} bytes)`;
  if (key.length < LETTERS) return `it is cut off (${key.length} of ${LETTERS} letters)`;
  return key.length > LETTERS ? `it is too long (${key.length} letters, not ${LETTERS})` : null;
}

/** For its user alone, and on the disk before this returns. */
async function writeDurably(file: string, key: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(`${key}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A name in a folder is kept only once the folder is on the disk, too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const unusable = (cause: unknown) =>
  new ConfigError(
    `SECRET_KEY: set it, or let the service keep one in DATA_DIR (${cause instanceof Error ? cause.message : cause}).`,
    { cause },
  );

const absentOr =
  (file: string) =>
  (error: NodeJS.ErrnoException): undefined => {
    // A folder that is none, or is not there, has no file either: whoever makes one says so.
    if (error.code === 'ENOENT') return undefined;
    throw new ConfigError(`SECRET_KEY: the file ${file} cannot be read (${error.message}).`, {
      cause: error,
    });
  };

const unless =
  (code: string) =>
  (error: NodeJS.ErrnoException): undefined => {
    if (error.code !== code) throw error;
  };
