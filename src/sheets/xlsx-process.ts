import { type ChildProcess, fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { SheetProblem } from './problem.ts';
import type { Table } from './table.ts';
import type { ChildMessage, ChildOptions } from './xlsx-child.ts';

const HEAP_MB = 256;
const FROM_SOURCE = import.meta.url.endsWith('.ts');
const CHILD = fileURLToPath(new URL(FROM_SOURCE ? './xlsx-child.ts' : './xlsx-child.js', import.meta.url));

/**
 * Parses a guarded workbook in a process of its own, killed after `timeoutMs`. A process, not a worker
 * thread: running out of memory ends a whole process. Resolves or rejects once the process is gone.
 */
export async function parseInChild(body: Buffer, options: ChildOptions): Promise<Table> {
  const child = fork(CHILD, [JSON.stringify(options)], {
    execArgv: [`--max-old-space-size=${HEAP_MB}`, ...loader()],
    // No settings and secrets of the service for a process that reads strangers' files.
    env: {},
    stdio: ['pipe', 'ignore', 'ignore', 'ipc'],
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), options.timeoutMs);
  try {
    // A child that is killed early closes its stdin; the reason is told by how it ends.
    child.stdin?.on('error', () => {});
    child.stdin?.end(body);
    return await answerOf(child);
  } finally {
    clearTimeout(timer);
  }
}

function answerOf(child: ChildProcess): Promise<Table> {
  const rows: string[][] = [];
  let outcome: Extract<ChildMessage, { kind: 'done' | 'problem' }> | undefined;
  // The process may be gone before its last message is read, so both ends are waited for.
  let open = 2;
  return new Promise((resolve, reject) => {
    const close = () => {
      open -= 1;
      if (open > 0) return;
      if (outcome?.kind === 'done') resolve({ rows });
      else if (outcome === undefined) reject(new SheetProblem('too_complex'));
      else reject(new SheetProblem(outcome.code, outcome.detail));
    };
    child.on('message', (message: ChildMessage) => {
      if (message.kind !== 'rows') outcome = message;
      else for (const row of message.rows) rows.push(row);
    });
    child.once('error', reject);
    child.once('disconnect', close);
    child.once('exit', close);
  });
}

function loader(): string[] {
  if (!FROM_SOURCE) return [];
  const tsx = createRequire(import.meta.url).resolve('tsx');
  return ['--import', pathToFileURL(tsx).href];
}
