/**
 * Entry of the process that parses one workbook: the body on stdin, options as JSON in the first argument,
 * answers over the IPC channel as `ChildMessage`s. Whatever happens here, the service lives on.
 */
import { runAside, send } from '../lib/aside-child.ts';
import { SheetProblem, type SheetProblemCode } from './problem.ts';
import type { Book, Grid, LeftSheet, TableLimits } from './table.ts';
import { parseWorkbook } from './xlsx-parse.ts';

export type ChildMessage =
  | { kind: 'sheet'; sheet: Omit<Grid, 'rows' | 'kinds'> }
  | { kind: 'rows'; rows: string[][]; kinds: string[] }
  | { kind: 'done'; left: LeftSheet[] }
  | { kind: 'problem'; code: SheetProblemCode; detail?: string | undefined };

const CELLS_PER_MESSAGE = 20_000;

const tell = (message: ChildMessage) => send(message);

/** In pieces, so that neither side holds a sheet twice and the parent's event loop never waits long. */
async function sendBook({ grids, left }: Book): Promise<void> {
  for (const { rows, kinds = [], ...sheet } of grids) {
    await tell({ kind: 'sheet', sheet });
    let from = 0;
    let cells = 0;
    for (const [at, row] of rows.entries()) {
      cells += row.length + 1;
      if (cells < CELLS_PER_MESSAGE && at < rows.length - 1) continue;
      await tell({ kind: 'rows', rows: rows.slice(from, at + 1), kinds: kinds.slice(from, at + 1) });
      from = at + 1;
      cells = 0;
    }
  }
  await tell({ kind: 'done', left });
}

function problemOf(error: unknown): SheetProblem {
  if (error instanceof SheetProblem) return error;
  // hucre tells a sheet that would unfold beyond its own bounds from a broken one only by its words.
  const beyond = error instanceof RangeError || (error instanceof Error && /\blimit\b/.test(error.message));
  return new SheetProblem(beyond ? 'too_complex' : 'damaged');
}

async function read(body: Buffer, limits: TableLimits): Promise<void> {
  try {
    await sendBook(await parseWorkbook(body, limits));
  } catch (error) {
    const problem = problemOf(error);
    await tell({ kind: 'problem', code: problem.code, detail: problem.detail });
  }
}

await runAside(read);
