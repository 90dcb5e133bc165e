/**
 * Entry of the process that parses one workbook: the body on stdin, options as JSON in the first argument,
 * answers over the IPC channel as `ChildMessage`s. Whatever happens here, the service lives on.
 */
import { buffer } from 'node:stream/consumers';
import { Worker } from 'node:worker_threads';
import { SheetProblem, type SheetProblemCode } from './problem.ts';
import type { Table } from './table.ts';
import { type ParseOptions, parseWorkbook } from './xlsx-parse.ts';

export type ChildMessage =
  | { kind: 'rows'; rows: string[][] }
  | { kind: 'done' }
  | { kind: 'problem'; code: SheetProblemCode; detail?: string | undefined };

export type ChildOptions = ParseOptions & { timeoutMs: number };

const CELLS_PER_MESSAGE = 20_000;

function send(message: ChildMessage): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send?.(message, undefined, undefined, (error) => (error ? reject(error) : resolve()));
  });
}

/** In pieces, so that neither side holds the table twice and the parent's event loop never waits long. */
async function sendTable({ rows }: Table): Promise<void> {
  let piece: string[][] = [];
  let cells = 0;
  for (const row of rows) {
    piece.push(row);
    cells += row.length + 1;
    if (cells < CELLS_PER_MESSAGE) continue;
    await send({ kind: 'rows', rows: piece });
    piece = [];
    cells = 0;
  }
  await send({ kind: 'rows', rows: piece });
  await send({ kind: 'done' });
}

function problemOf(error: unknown): SheetProblem {
  if (error instanceof SheetProblem) return error;
  // hucre tells a sheet that would unfold beyond its own bounds from a broken one only by its words.
  const beyond = error instanceof RangeError || (error instanceof Error && /\blimit\b/.test(error.message));
  return new SheetProblem(beyond ? 'too_complex' : 'damaged');
}

/**
 * Ends this process after `ms` even if the parser never yields and the service, which would end it, is
 * gone: only another thread still runs then.
 */
function endAfter(ms: number): void {
  const code = `setTimeout(() => process.kill(process.pid, 'SIGKILL'), ${ms})`;
  new Worker(code, { eval: true, execArgv: [] }).unref();
}

async function main(): Promise<void> {
  const { timeoutMs, ...options }: ChildOptions = JSON.parse(process.argv[2] ?? '');
  endAfter(timeoutMs);
  try {
    await sendTable(await parseWorkbook(await buffer(process.stdin), options));
  } catch (error) {
    const problem = problemOf(error);
    await send({ kind: 'problem', code: problem.code, detail: problem.detail });
  }
  process.disconnect();
}

await main();
