import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Config, ConfigError } from './config.ts';

const FILE = 'secret-key';

/**
 * The secret with which the service seals what it must read again: the setting's, or one of a file in
 * `DATA_DIR` that the first start makes and only its user can read. Without it second factors are lost.
 * @throws {ConfigError} when there is neither, and none can be made
 */
export async function loadSecretKey({
  secretKey,
  dataDir,
}: Pick<Config, 'secretKey' | 'dataDir'>): Promise<string> {
  if (secretKey !== undefined) return secretKey;
  const file = join(dataDir, FILE);
  try {
    const kept = (await readFile(file, 'utf8').catch(unless('ENOENT'))) ?? (await make(dataDir, file));
    return kept.trim();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigError(`SECRET_KEY: set it, or let the service keep one in DATA_DIR (${why}).`, { cause });
  }
}

/**
 * The same for who stands beside the service, at the shell: nothing is made, since what is sealed with a key
 * of one's own opens for nobody.
 * @throws {ConfigError} when there is neither
 */
export async function findSecretKey({
  secretKey,
  dataDir,
}: Pick<Config, 'secretKey' | 'dataDir'>): Promise<string> {
  if (secretKey !== undefined) return secretKey;
  try {
    return (await readFile(join(dataDir, FILE), 'utf8')).trim();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigError(`SECRET_KEY, or DATA_DIR, must be those of the service (${why}).`, { cause });
  }
}

/** Whole or not at all: whoever starts at the same moment makes it first, or finds it there. */
async function make(dataDir: string, file: string): Promise<string> {
  await mkdir(dataDir, { recursive: true });
  const own = `${file}.${randomBytes(8).toString('hex')}`;
  await writeFile(own, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  await link(own, file).catch(unless('EEXIST'));
  await rm(own);
  return await readFile(file, 'utf8');
}

const unless =
  (code: string) =>
  (error: NodeJS.ErrnoException): undefined => {
    if (error.code !== code) throw error;
  };
