import { readAside } from '../../lib/aside.ts';
import { Busy } from '../../lib/busy.ts';
import { Slots } from '../../lib/slots.ts';
import type { Paper } from '../paper.ts';
import type { Letterhead } from './layout.ts';

export type Rendered = 'docx' | 'xlsx';

export interface ToRender {
  formats: readonly Rendered[];
  paper: Paper;
  letterhead: Letterhead;
  asOf: string;
}

const SCRIPT = new URL('./child.ts', import.meta.url);
/** A report of the nation is a table of 3,321 rows, each cell of it some kilobytes of objects until it is written. */
const HEAP_MB = 768;
const TIMEOUT_MS = 60_000;

const renders = new Slots(1, 8);

/**
 * Files of a report, in the order of `formats`, written in a process of its own: a table of thousands of rows would hold
 * up everybody else.
 * @throws {Busy} when too many are being written
 */
export async function render(what: ToRender): Promise<Buffer[]> {
  const written = await renders.run(async () => {
    const made = new Map<Rendered, Buffer>();
    const body = Buffer.from(JSON.stringify(what));
    await readAside<{ format: Rendered; bytes: Uint8Array }>(
      { script: SCRIPT, options: {}, body, heapMb: HEAP_MB, timeoutMs: TIMEOUT_MS },
      ({ format, bytes }) => made.set(format, Buffer.from(bytes)),
    );
    return what.formats.map((format) => {
      const bytes = made.get(format);
      if (!bytes) throw new Error(`The ${format} of a report could not be written.`);
      return bytes;
    });
  });
  if (!written) throw new Busy('files of reports');
  return written;
}
