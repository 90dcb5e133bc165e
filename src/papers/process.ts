import { readAside } from '../lib/aside.ts';
import { Busy } from '../lib/busy.ts';
import { Slots } from '../lib/slots.ts';
import type { LayoutChanges, Letterhead } from './layout.ts';
import type { Paper } from './paper.ts';
import type { TemplateRow } from './template/tag.ts';

export type Rendered = 'docx' | 'xlsx';

export interface ToRender {
  formats: readonly Rendered[];
  paper: Paper;
  letterhead: Letterhead;
  asOf: string;
  layout?: LayoutChanges | undefined;
  /** The document is made by a template of the province in place of ours. */
  template?: { base64: string; values: TemplateRow } | undefined;
}

const SCRIPT = new URL('./child.ts', import.meta.url);
/** A report of the nation is a table of 3,321 rows, each cell of it some kilobytes of objects until it is written. */
const HEAP_MB = 768;
/** Far beyond what the longest takes: on a machine that has no time for it, a paper is late, not refused. */
const TIMEOUT_MS = 180_000;

const renders = new Slots(1, 8);

/**
 * Files of a report by format, written in a process of its own: a table of thousands of rows would hold up everybody
 * else.
 * @throws {Busy} when too many are being written
 */
export async function render(what: ToRender): Promise<Partial<Record<Rendered, Buffer>>> {
  if (what.formats.length === 0) return {};
  const written = await renders.run(async () => {
    const made: Partial<Record<Rendered, Buffer>> = {};
    const body = Buffer.from(JSON.stringify(what));
    await readAside<{ format: Rendered; bytes: Uint8Array }>(
      { script: SCRIPT, options: {}, body, heapMb: HEAP_MB, timeoutMs: TIMEOUT_MS },
      ({ format, bytes }) => {
        made[format] = Buffer.from(bytes);
      },
    );
    const missing = what.formats.find((format) => !made[format]);
    if (missing) throw new Error(`The ${missing} of a report could not be written.`);
    return made;
  });
  if (!written) throw new Busy('files of reports');
  return written;
}
