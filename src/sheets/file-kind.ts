import type { SheetFormat } from './formats.ts';
import { SheetProblem, type SheetProblemCode } from './problem.ts';

const COMPOUND_FILE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const ENCRYPTED_STREAM = Buffer.from('EncryptedPackage', 'utf16le');
/** Old workbooks that stand in no compound file begin with a record of their own (BIFF2 to BIFF5). */
const OLD_RECORDS = ['0900', '0902', '0904', '0908'];
const START_BYTES = 1024;

/** How files that are no sheets begin, in Latin-1, with what they are. */
const OTHERS: readonly [RegExp, SheetProblemCode][] = [
  [/^%PDF-|^\x89PNG|^\xff\xd8\xff|^GIF8/, 'document'],
  [/^\W*MIME-Version:/i, 'web_page'],
  [/^[^<,;\t\w]*<.*<(?:ss:)?workbook[\s>]/is, 'xml_spreadsheet'],
  [/^[^<,;\t\w]*<(?:.*<)?office:document[\s>]/is, 'open_document'],
  // SYLK and DIF, which Excel opens as well.
  [/^ID;P|^TABLE\r?\n0,1\r?\n/, 'not_a_workbook'],
  [/^[^<,;\t\w]*<(?:.*<)?(?:!doctype html|html|head|body|table|meta|style|div)[\s>]/is, 'web_page'],
];

/**
 * What to read a file as, whatever it is called: programs give web pages and texts the names of workbooks.
 * Throws `SheetProblem` for what is neither, each with what to do.
 */
export function formatOfFile(body: Buffer): SheetFormat {
  if (body.subarray(0, 2).toString('latin1') === 'PK') return 'xlsx';
  if (body.subarray(0, COMPOUND_FILE.length).equals(COMPOUND_FILE))
    throw new SheetProblem(body.includes(ENCRYPTED_STREAM) ? 'encrypted' : 'old_format');
  if (OLD_RECORDS.includes(body.subarray(0, 2).toString('hex')) && body.subarray(0, 16).includes(0))
    throw new SheetProblem('old_format');
  const start = body.subarray(0, START_BYTES).toString('latin1').replaceAll('\0', '');
  for (const [begins, problem] of OTHERS) if (begins.test(start)) throw new SheetProblem(problem);
  return 'csv';
}
