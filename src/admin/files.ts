import { readFile } from 'node:fs/promises';
import { Refused } from './errors.ts';

/** A file that the operator names. @throws {Refused} when it cannot be read */
export async function readOperatorFile(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new Refused(`${file} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}
