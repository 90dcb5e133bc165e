import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { SheetProblem } from './problem.ts';

const MAX_ENTRIES = 2_000;
const MAX_PART_BYTES = 64 * 1024 * 1024;
const MAX_TOTAL_BYTES = 128 * 1024 * 1024;
/** A full cell (32,767 characters of Vietnamese, escaped) stays below this; an attribute bomb does not. */
const MAX_BYTES_WITHOUT_TAG_END = 256 * 1024;
const SCAN_BYTES = 64 * 1024;

const LOCAL_HEADER = 0x04034b50;
const END_OF_DIRECTORY = Buffer.from('PK\x05\x06', 'latin1');
const ZIP64_LOCATOR = 0x07064b50;
const ZIP64_LOCATOR_BYTES = 20;
const ZIP64_RECORD = 0x06064b50;
const ZIP64_RECORD_BYTES = 56;

const FLAG_ENCRYPTED = 1;
const FLAG_SIZES_FOLLOW = 8;
const TAG_END = 0x3e;
const DOCTYPE = Buffer.from('<!DOCTYPE');
/** What the parser reads as markup. What stands beside it (pictures, queries, embedded files) is unfolded and no more. */
const PARSED = /^(?:\[content_types\]\.xml|(?:.*\/)?_rels\/[^/]*\.rels|docprops\/[^/]*\.xml|xl\/.*\.xml)$/;
const NOT_PARSED =
  /^xl\/(?:media|embeddings|printersettings|activex|ctrlprops|customdata|model|querytables|webextensions)\//;
/** Of a document every part of markup is looked at, wherever it stands. */
const MARKUP = /\.(?:xml|rels)$/;

/**
 * Reads the whole archive once, in bounded memory, and throws `SheetProblem` unless it is a plain workbook
 * that a parser may be given. It leaves no room for the parser to see another archive than the one
 * checked: no duplicate names, one directory, no sizes that only the local headers know.
 */
export async function guardWorkbook(body: Buffer): Promise<void> {
  const names = await guardParts(body, (name) => {
    if (name.endsWith('vbaproject.bin')) throw new SheetProblem('macros');
    if (name.startsWith('xl/externallinks/')) throw new SheetProblem('external_links');
    return PARSED.test(name) && !NOT_PARSED.test(name);
  });
  if (names.has('word/document.xml') || names.has('ppt/presentation.xml'))
    throw new SheetProblem('not_a_workbook');
  if (names.has('xl/workbook.bin')) throw new SheetProblem('binary_workbook');
  if (!names.has('[content_types].xml') || !names.has('_rels/.rels'))
    throw new SheetProblem('not_a_workbook');
}

/**
 * The same of a Word document, as far as its archive goes: what its parts hold is for who knows documents.
 * @throws {SheetProblem} `not_a_workbook` where it is no document
 */
export async function guardDocument(body: Buffer): Promise<void> {
  const names = await guardParts(body, (name) => MARKUP.test(name));
  for (const needed of ['[content_types].xml', '_rels/.rels', 'word/document.xml'])
    if (!names.has(needed)) throw new SheetProblem('not_a_workbook');
}

/** Names of all parts in lower case; `isMarkup` says of each whether a parser will read it as such. */
async function guardParts(body: Buffer, isMarkup: (name: string) => boolean): Promise<Set<string>> {
  refuseOtherArchives(body);
  const zip = await openZip(body);
  if (zip.entryCount > MAX_ENTRIES) throw new SheetProblem('too_complex', 'It has too many parts.');

  const names = new Set<string>();
  let total = 0;
  for await (const entry of entriesOf(zip)) {
    const name = entry.fileName.toString('utf8').toLowerCase();
    refuseName(name);
    if (names.has(name)) throw new SheetProblem('damaged', 'Two of its parts have the same name.');
    names.add(name);
    refuseEntry(entry, name);
    total += entry.uncompressedSize;
    if (entry.uncompressedSize > MAX_PART_BYTES || total > MAX_TOTAL_BYTES) {
      throw new SheetProblem('too_complex', 'It unfolds to too much data.');
    }
    if (name === 'mimetype') await refuseOpenDocument(zip, entry);
    const scan = isMarkup(name) ? new MarkupScan() : undefined;
    for await (const chunk of bytesOf(zip, entry)) scan?.take(chunk);
  }
  return names;
}

/** Parts of a guarded workbook one by one, those whose name in lower case is wanted. */
export async function* readParts(
  body: Buffer,
  wanted: (name: string) => boolean,
): AsyncGenerator<[name: string, bytes: Buffer]> {
  const zip = await openZip(body);
  for await (const entry of entriesOf(zip)) {
    const name = entry.fileName.toString('utf8').toLowerCase();
    if (!wanted(name)) continue;
    const chunks: Buffer[] = [];
    for await (const chunk of bytesOf(zip, entry)) chunks.push(chunk);
    yield [name, Buffer.concat(chunks)];
  }
}

function refuseOtherArchives(body: Buffer): void {
  if (body.length < 22 || body.readUInt32LE(0) !== LOCAL_HEADER) throw new SheetProblem('not_a_workbook');
  const end = body.lastIndexOf(END_OF_DIRECTORY);
  if (end < 0 || end + 22 > body.length) throw new SheetProblem('damaged', 'Its end is missing.');
  const locator = end - ZIP64_LOCATOR_BYTES;
  if (locator >= 0 && body.readUInt32LE(locator) === ZIP64_LOCATOR) refuseSecondDirectory(body, end, locator);
}

/** Some readers take the directory of ZIP64, some the other one: they have to be the same. */
function refuseSecondDirectory(body: Buffer, end: number, locator: number): void {
  const record = Number(body.readBigUInt64LE(locator + 8));
  const found = record + ZIP64_RECORD_BYTES <= body.length && body.readUInt32LE(record) === ZIP64_RECORD;
  const agrees = (at: number, bytes: 2 | 4, wide: number) => {
    const narrow = body.readUIntLE(end + at, bytes);
    return narrow === 256 ** bytes - 1 || BigInt(narrow) === body.readBigUInt64LE(record + wide);
  };
  if (!found || !agrees(10, 2, 32) || !agrees(12, 4, 40) || !agrees(16, 4, 48))
    throw new SheetProblem('damaged', 'It has two directories of its parts.');
}

function refuseName(name: string): void {
  if (name.startsWith('/') || /[\\\0]/.test(name) || name.split('/').includes('..')) {
    throw new SheetProblem('damaged', 'The name of a part leaves the workbook.');
  }
}

async function refuseOpenDocument(zip: ZipFile, entry: Entry): Promise<void> {
  for await (const chunk of bytesOf(zip, entry))
    if (chunk.includes('opendocument.spreadsheet')) throw new SheetProblem('open_document');
}

function refuseEntry(entry: Entry, name: string): void {
  if (entry.generalPurposeBitFlag & FLAG_ENCRYPTED) throw new SheetProblem('encrypted');
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) throw new SheetProblem('damaged');
  const hiddenSize = entry.compressedSize === 0 && (entry.generalPurposeBitFlag & FLAG_SIZES_FOLLOW) !== 0;
  if (hiddenSize && !name.endsWith('/')) throw new SheetProblem('damaged', 'The size of a part is missing.');
}

async function openZip(body: Buffer): Promise<ZipFile> {
  try {
    return await fromBufferPromise(body, { decodeStrings: false, validateEntrySizes: true });
  } catch {
    throw new SheetProblem('damaged');
  }
}

/** The entries of the central directory; a fault in it becomes a `SheetProblem`. */
async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  const entries = zip.eachEntry();
  for (;;) {
    const next = await entries.next().catch(() => {
      throw new SheetProblem('damaged');
    });
    if (next.done) return;
    yield next.value;
  }
}

/** Inflates one part; yauzl ends the stream as soon as it outgrows the size that was declared. */
async function* bytesOf(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of await zip.openReadStreamPromise(entry)) yield chunk as Buffer;
  } catch (error) {
    if (error instanceof SheetProblem) throw error;
    throw new SheetProblem('damaged');
  }
}

/** What no office program writes into a part, and parsers choke on. Needs the bytes in order. */
class MarkupScan {
  private sinceTagEnd = 0;
  private tail = Buffer.alloc(0);

  take(chunk: Buffer): void {
    for (let at = 0; at < chunk.length; at += SCAN_BYTES) this.takeSome(chunk.subarray(at, at + SCAN_BYTES));
  }

  private takeSome(bytes: Buffer): void {
    if (bytes.includes(0)) throw new SheetProblem('damaged', 'A part is not UTF-8 text.');
    const joined = Buffer.concat([this.tail, bytes]);
    if (joined.includes(DOCTYPE)) throw new SheetProblem('damaged', 'A part declares a document type.');
    this.tail = Buffer.from(joined.subarray(-(DOCTYPE.length - 1)));

    // A run inside one piece is shorter than the limit, so its first and last tag end tell all.
    const first = bytes.indexOf(TAG_END);
    const run = this.sinceTagEnd + (first < 0 ? bytes.length : first);
    if (run > MAX_BYTES_WITHOUT_TAG_END) throw new SheetProblem('too_complex', 'A text or tag is too long.');
    this.sinceTagEnd = first < 0 ? run : bytes.length - 1 - bytes.lastIndexOf(TAG_END);
  }
}
