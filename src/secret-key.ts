import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from './config.ts';

const FILE = 'secret-key';

/**
 * The secret with which the service seals what it must read again: the setting's, or one of a file in
 * `DATA_DIR` that the first start makes and only its user can read. Without it second factors are lost.
 */
export async function loadSecretKey({
  secretKey,
  dataDir,
}: Pick<Config, 'secretKey' | 'dataDir'>): Promise<string> {
  if (secretKey !== undefined) return secretKey;
  const file = join(dataDir, FILE);
  const kept = await readFile(file, 'utf8').catch(ifMissing);
  if (kept !== undefined) return kept.trim();
  await mkdir(dataDir, { recursive: true });
  // Whoever starts at the same moment writes it first or finds it there: one of the two is read by both.
  await writeFile(file, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' }).catch(
    ifThere,
  );
  return (await readFile(file, 'utf8')).trim();
}

function ifMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

function ifThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
