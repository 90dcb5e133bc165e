import { type Fault, fault } from '../../faults.ts';
import { readAside } from '../../lib/aside.ts';
import { Busy } from '../../lib/busy.ts';
import { Slots } from '../../lib/slots.ts';
import { SheetProblem, type SheetProblemCode } from '../../sheets/problem.ts';
import { guardDocument } from '../../sheets/zip-guard.ts';
import type { TagName, TemplateRow } from './tag.ts';

/** Bytes of a template: one with a coat of arms as a picture has less than a tenth. */
export const TEMPLATE_BYTES = 5 * 1024 * 1024;

export interface ToCheck {
  tags: readonly TagName[];
  /** What it is filled with to see that it can be; short lists, since an option is an argument of a process. */
  sample: TemplateRow;
}

const SCRIPT = new URL('./child.ts', import.meta.url);
const HEAP_MB = 256;
const TIMEOUT_MS = 20_000;

const checks = new Slots(1, 8);

/** What the guard of archives says, of a document. */
const OF_ARCHIVE: Partial<Record<SheetProblemCode, Parameters<typeof fault>[1]>> = {
  not_a_workbook: 'template_not_word',
  encrypted: 'template_encrypted',
  too_complex: 'template_too_complex',
};
const OLD_OR_LOCKED = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const LOCKED = Buffer.from('EncryptedPackage', 'utf16le');

/**
 * Everything that is wrong with a document as a template; empty for one that can be used. Its archive is looked at
 * first, in bounded memory, and what it holds in a process of its own.
 * @throws {Busy} when too many are being checked
 */
export async function faultsOfTemplate(body: Buffer, how: ToCheck): Promise<Fault[]> {
  if (body.length > TEMPLATE_BYTES) return [fault('', 'template_too_complex')];
  if (body.subarray(0, OLD_OR_LOCKED.length).equals(OLD_OR_LOCKED))
    return [fault('', body.includes(LOCKED) ? 'template_encrypted' : 'template_not_word')];
  try {
    await guardDocument(body);
  } catch (error) {
    if (!(error instanceof SheetProblem)) throw error;
    return [fault('', OF_ARCHIVE[error.code] ?? 'template_damaged')];
  }
  const faults = await checks.run(async () => {
    let told: Fault[] = [fault('', 'template_too_complex')];
    await readAside<{ faults: Fault[] }>(
      { script: SCRIPT, options: how, body, heapMb: HEAP_MB, timeoutMs: TIMEOUT_MS },
      (message) => {
        told = message.faults;
      },
    );
    return told;
  });
  if (!faults) throw new Busy('templates');
  return faults;
}
