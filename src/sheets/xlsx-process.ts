import { readAside } from '../aside.ts';
import { SheetProblem } from './problem.ts';
import type { Table } from './table.ts';
import type { ChildMessage } from './xlsx-child.ts';
import type { ParseOptions } from './xlsx-parse.ts';

const HEAP_MB = 256;
const SCRIPT = new URL('./xlsx-child.ts', import.meta.url);

/**
 * Parses a guarded workbook in a process of its own, killed after `timeoutMs`. Resolves or rejects once the
 * process is gone.
 */
export async function parseInChild(
  body: Buffer,
  { timeoutMs, ...options }: ParseOptions & { timeoutMs: number },
): Promise<Table> {
  const rows: string[][] = [];
  let outcome: Extract<ChildMessage, { kind: 'done' | 'problem' }> | undefined;
  const aside = { script: SCRIPT, options, body, heapMb: HEAP_MB, timeoutMs };
  await readAside<ChildMessage>(aside, (message) => {
    if (message.kind !== 'rows') outcome = message;
    else for (const row of message.rows) rows.push(row);
  });
  if (outcome?.kind === 'done') return { rows };
  if (outcome === undefined) throw new SheetProblem('too_complex');
  throw new SheetProblem(outcome.code, outcome.detail);
}
