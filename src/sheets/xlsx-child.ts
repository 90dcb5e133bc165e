/**
 * Entry of the process that parses one workbook: the body on stdin, options as JSON in the first argument,
 * answers over the IPC channel as `ChildMessage`s. Whatever happens here, the service lives on.
 */
import { runAside, send } from '../aside-child.ts';
import { SheetProblem, type SheetProblemCode } from './problem.ts';
import type { Table } from './table.ts';
import { type ParseOptions, parseWorkbook } from './xlsx-parse.ts';

export type ChildMessage =
  | { kind: 'rows'; rows: string[][] }
  | { kind: 'done' }
  | { kind: 'problem'; code: SheetProblemCode; detail?: string | undefined };

const CELLS_PER_MESSAGE = 20_000;

const tell = (message: ChildMessage) => send(message);

/** In pieces, so that neither side holds the table twice and the parent's event loop never waits long. */
async function sendTable({ rows }: Table): Promise<void> {
  let piece: string[][] = [];
  let cells = 0;
  for (const row of rows) {
    piece.push(row);
    cells += row.length + 1;
    if (cells < CELLS_PER_MESSAGE) continue;
    await tell({ kind: 'rows', rows: piece });
    piece = [];
    cells = 0;
  }
  await tell({ kind: 'rows', rows: piece });
  await tell({ kind: 'done' });
}

function problemOf(error: unknown): SheetProblem {
  if (error instanceof SheetProblem) return error;
  // hucre tells a sheet that would unfold beyond its own bounds from a broken one only by its words.
  const beyond = error instanceof RangeError || (error instanceof Error && /\blimit\b/.test(error.message));
  return new SheetProblem(beyond ? 'too_complex' : 'damaged');
}

async function read(body: Buffer, options: ParseOptions): Promise<void> {
  try {
    await sendTable(await parseWorkbook(body, options));
  } catch (error) {
    const problem = problemOf(error);
    await tell({ kind: 'problem', code: problem.code, detail: problem.detail });
  }
}

await runAside(read);
