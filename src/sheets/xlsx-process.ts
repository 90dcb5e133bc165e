import { readAside } from '../lib/aside.ts';
import { SheetProblem } from './problem.ts';
import type { Book, Grid, TableLimits } from './table.ts';
import type { ChildMessage } from './xlsx-child.ts';

const HEAP_MB = 256;
const SCRIPT = new URL('./xlsx-child.ts', import.meta.url);

/**
 * Parses a guarded workbook in a process of its own, killed after `timeoutMs` of processor time. Resolves or rejects
 * once the process is gone.
 */
export async function parseInChild(
  body: Buffer,
  { timeoutMs, ...options }: TableLimits & { timeoutMs: number },
): Promise<Book> {
  const grids: (Grid & { kinds: string[] })[] = [];
  let outcome: Extract<ChildMessage, { kind: 'done' | 'problem' }> | undefined;
  const aside = { script: SCRIPT, options, body, heapMb: HEAP_MB, timeoutMs };
  await readAside<ChildMessage>(aside, (message) => {
    if (message.kind === 'sheet') grids.push({ ...message.sheet, rows: [], kinds: [] });
    else if (message.kind === 'rows') {
      grids.at(-1)?.rows.push(...message.rows);
      grids.at(-1)?.kinds.push(...message.kinds);
    } else outcome = message;
  });
  if (outcome?.kind === 'done') return { grids, left: outcome.left };
  if (outcome === undefined) throw new SheetProblem('too_complex');
  throw new SheetProblem(outcome.code, outcome.detail);
}
