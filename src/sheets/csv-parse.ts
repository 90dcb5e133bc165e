import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { CsvError, type Options, parse } from 'csv-parse';
import { guardCsv, sniffDelimiter, utf8Of } from './csv-guard.ts';
import { SheetProblem } from './problem.ts';
import { cellText, type Table, TableBuilder, type TableLimits } from './table.ts';

const SLICE_BYTES = 64 * 1024;
const MAX_RECORD_CHARACTERS = 256 * 1024;

/** The table of a CSV text; throws `SheetProblem`. Blank lines stay as empty rows, so that rows keep their numbers. */
export async function parseCsv(body: Buffer, limits: TableLimits): Promise<Table> {
  const text = utf8Of(body);
  const delimiter = sniffDelimiter(text);
  guardCsv(text, delimiter, limits);
  const options: Options = {
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    max_record_size: MAX_RECORD_CHARACTERS,
  };
  const table = new TableBuilder(limits);
  const records = Readable.from(slices(text)).pipe(parse(options));
  try {
    for await (const record of records) table.add((record as string[]).map(cellText));
  } catch (error) {
    if (error instanceof CsvError) throw problemOf(error);
    throw error;
  }
  return table.finish();
}

function problemOf(error: CsvError): SheetProblem {
  const detail = error.code === 'CSV_MAX_RECORD_SIZE' ? 'the row is too long.' : 'a quote is out of place.';
  return new SheetProblem('malformed_csv', detail, Number(error.lines));
}

/** A large text is parsed between other requests, not before them. */
async function* slices(text: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < text.length; at += SLICE_BYTES) {
    yield text.subarray(at, at + SLICE_BYTES);
    await setImmediate();
  }
}
