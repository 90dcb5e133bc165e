import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { CsvError, type Options, parse } from 'csv-parse';
import { guardCsv, sniffDelimiter } from './csv-guard.ts';
import { utf8Of } from './csv-text.ts';
import { SheetProblem } from './problem.ts';
import { Budget, cellText, TableBuilder, type TableLimits } from './table.ts';

const SLICE_BYTES = 16 * 1024;
const MAX_RECORD_CHARACTERS = 256 * 1024;

/** By this Excel is told which sign stands between cells; it is no row of the table. */
const SEPARATOR_LINE = /^sep=(.)\r?\n?/i;

/** The rows of a CSV text; throws `SheetProblem`. Blank lines stay as empty rows, so that rows keep their numbers. */
export async function parseCsv(body: Buffer, limits: TableLimits): Promise<string[][]> {
  const whole = utf8Of(body);
  const [first = '', named] = SEPARATOR_LINE.exec(whole.toString('utf8', 0, 16)) ?? [];
  const text = whole.subarray(Buffer.byteLength(first));
  const delimiter = named ?? sniffDelimiter(text);
  const plain = withoutFormulas(text, delimiter);
  guardCsv(plain, delimiter, limits);
  const options: Options = {
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    max_record_size: MAX_RECORD_CHARACTERS,
  };
  const table = new TableBuilder(new Budget(limits));
  if (named !== undefined) table.add([]);
  const records = Readable.from(slices(plain)).pipe(parse(options));
  try {
    for await (const record of records)
      if (!table.add((record as string[]).map(cellText)))
        throw new SheetProblem('too_large', `At most ${limits.maxRows} rows.`);
  } catch (error) {
    if (error instanceof CsvError) throw problemOf(error);
    throw error;
  }
  const rows = table.finish();
  if (rows.length === 0) throw new SheetProblem('empty');
  return rows;
}

/** `="01234"` is how programs keep a spreadsheet from taking a code for a number; the text is what they mean. */
function withoutFormulas(text: Buffer, delimiter: string): Buffer {
  if (!text.includes('="')) return text;
  const cell = /(^|[,;|\t\r\n])(?:="([^"\r\n]*)"|"=""([^"\r\n]*)""")(?=[,;|\t\r\n]|$)/g;
  const plain = text
    .toString('utf8')
    .replace(cell, (whole, before: string, bare = '', quoted = '') =>
      before === '' || before === delimiter || /[\r\n]/.test(before) ? `${before}"${bare}${quoted}"` : whole,
    );
  return Buffer.from(plain, 'utf8');
}

function problemOf(error: CsvError): SheetProblem {
  const line = Number(error.lines);
  return error.code === 'CSV_MAX_RECORD_SIZE'
    ? new SheetProblem('malformed_csv', 'the row is too long.', line)
    : new SheetProblem('lone_quote', undefined, line);
}

/** A large text is parsed between other requests, not before them. */
async function* slices(text: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < text.length; at += SLICE_BYTES) {
    yield text.subarray(at, at + SLICE_BYTES);
    await setImmediate();
  }
}
