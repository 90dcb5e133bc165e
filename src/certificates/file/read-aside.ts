import { readAside } from '../../lib/aside.ts';
import { Busy } from '../../lib/busy.ts';
import { Slots } from '../../lib/slots.ts';
import type { FileRead } from './read-file.ts';

const SCRIPT = new URL('./read-child.ts', import.meta.url);
const HEAP_MB = 128;
const TIMEOUT_MS = 10_000;

const files = new Slots(2, 16);

/**
 * As `readCertificateFile`, in a process of its own: numbers and structures in a file can be made to take long.
 * @throws {Busy} when too many files are being read
 */
export async function readCertificates(body: Buffer): Promise<FileRead> {
  const read = await files.run(async () => {
    let answer: FileRead = { ok: false, fault: 'too_complex_file' };
    await readAside<FileRead>(
      { script: SCRIPT, options: {}, body, heapMb: HEAP_MB, timeoutMs: TIMEOUT_MS },
      (told) => {
        answer = told;
      },
    );
    return answer;
  });
  if (!read) throw new Busy('files of certificates');
  return read;
}
