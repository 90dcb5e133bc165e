import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { Refused } from './errors.ts';

/** A file that the operator names. @throws {Refused} when it cannot be read */
export async function readOperatorFile(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new Refused(`${file} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

/** Secrets as lines `name=value`, of a file or, for `-`, of stdin: arguments are seen by whoever lists processes. */
export async function readSecrets(file: string): Promise<Record<string, string>> {
  const all = file === '-' ? await text(process.stdin) : (await readOperatorFile(file)).toString('utf8');
  const lines = all.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.startsWith('#'));
  return Object.fromEntries(
    lines.map((line, place) => {
      const [, name, value] = /^\s*([a-z-]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
      if (name === undefined || value === undefined)
        throw new Refused(`Line ${place + 1} of the secrets is not NAME=VALUE.`);
      return [name, value];
    }),
  );
}
