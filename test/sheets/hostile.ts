/** Files that try to exhaust, crash or mislead a reader of workbooks, each with the codes it may be refused with. */
import type { SheetProblemCode } from '../../src/sheets/read.ts';
import {
  deflateRepeated,
  type Part,
  SHEET_HEAD,
  SHEET_TAIL,
  sheetXml,
  text,
  workbook,
  workbookParts,
  zip,
} from './zip.ts';

export interface Hostile {
  name: string;
  codes: SheetProblemCode[];
  body: () => Promise<Buffer> | Buffer;
  timeoutMs?: number;
  /** Where the code alone does not say that the right guard refused it. */
  message?: string;
}

const MB = 1024 * 1024;
const GOOD = workbookParts([{ name: 'A', xml: sheetXml(`<row r="1">${text('A1', 'locality')}</row>`) }]);
const withParts = (...more: Part[]) => zip([...GOOD, ...more]);

async function oneSheet(chunk: string, times: number, head = SHEET_HEAD, tail = SHEET_TAIL): Promise<Buffer> {
  const deflated = await deflateRepeated(chunk, times, head, tail);
  return zip(workbookParts([{ name: 'A', xml: '', deflated }]));
}

function compoundFile(...streams: string[]): Buffer {
  const names = streams.map((name) => Buffer.from(name, 'utf16le'));
  return Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(504),
    ...names,
    Buffer.alloc(2048),
  ]);
}

function patched(body: Buffer, signature: string, offset: number, value: number): Buffer {
  const copy = Buffer.from(body);
  copy.writeUInt16LE(value, copy.lastIndexOf(Buffer.from(signature, 'latin1')) + offset);
  return copy;
}

export const BOMBS: Hostile[] = [
  { name: '400 MB of blanks in one part', codes: ['too_complex'], body: () => oneSheet(' '.repeat(MB), 400) },
  {
    name: '400 MB of blanks that claim to be 1 kB',
    codes: ['damaged', 'too_complex'],
    body: async () => {
      const deflated = await deflateRepeated('<c/>'.repeat(MB / 4), 400);
      return withParts({
        name: 'xl/more.xml',
        data: '',
        claimedSize: 1024,
        ...(deflated ? { deflated } : {}),
      });
    },
  },
  {
    name: '60 MB of blanks, just below the limit',
    codes: ['too_complex'],
    body: () => oneSheet(' '.repeat(MB), 60),
  },
  {
    name: '200 MB in a hundred parts',
    codes: ['too_complex'],
    body: async () => {
      const deflated = await deflateRepeated('<a/>'.repeat(MB / 4), 2);
      const extra = deflated ? { deflated } : {};
      return withParts(
        ...Array.from({ length: 100 }, (_, at) => ({ name: `xl/p${at}.xml`, data: '', ...extra })),
      );
    },
  },
  {
    name: 'a hundred names for the same 2 MB',
    codes: ['too_complex', 'damaged'],
    body: async () => {
      const deflated = await deflateRepeated('<a/>'.repeat(MB / 4), 2);
      const extra = deflated ? { deflated } : {};
      return withParts(
        ...Array.from({ length: 100 }, (_, at) => ({
          name: `xl/p${at}.xml`,
          data: '',
          overlaps: at > 0,
          ...extra,
        })),
      );
    },
  },
  {
    name: '2,001 parts',
    codes: ['too_complex'],
    body: () =>
      withParts(...Array.from({ length: 2001 }, (_, at) => ({ name: `xl/p${at}.xml`, data: '<a/>' }))),
  },
  {
    name: 'an attribute of 20 MB',
    codes: ['too_complex'],
    body: () => oneSheet('x'.repeat(MB), 20, `${SHEET_HEAD}<row r="1"><c r="`, `"/></row>${SHEET_TAIL}`),
  },
  {
    name: '60 MB of cells without a place',
    codes: ['too_complex', 'damaged', 'too_large'],
    body: () => oneSheet('<c/>'.repeat(MB / 4), 60, `${SHEET_HEAD}<row r="1">`, `</row>${SHEET_TAIL}`),
  },
  {
    name: '60 MB of short texts',
    codes: ['too_complex', 'too_large'],
    body: () => oneSheet('<row><c t="str"><v>a</v></c><c t="str"><v>b</v></c></row>'.repeat(1024), 1000),
  },
  {
    name: 'a million rows',
    codes: ['too_large', 'too_complex'],
    body: () => oneSheet('<row><c><v>1</v></c></row>'.repeat(1000), 1000),
  },
  {
    name: 'two cells in opposite corners',
    codes: ['too_complex'],
    body: () =>
      workbook(`<row r="1">${text('A1', 'a')}</row><row r="1048576">${text('XFD1048576', 'z')}</row>`),
  },
  {
    name: 'a cell outside any sheet',
    codes: ['damaged'],
    body: () => workbook(`<row r="1">${text('A99999999999', 'a')}</row>`),
  },
  {
    name: 'a value in column 301',
    codes: ['too_large'],
    body: () => workbook(`<row r="1">${text('KO1', 'a')}</row>`),
  },
  {
    name: 'one long text in a million cells',
    codes: ['too_large', 'too_complex'],
    body: async () => {
      const row = `<row>${'<c t="s"><v>0</v></c>'.repeat(100)}</row>`;
      const deflated = await deflateRepeated(row.repeat(100), 100, SHEET_HEAD, SHEET_TAIL);
      return zip(
        workbookParts(
          [{ name: 'A', xml: '', ...(deflated ? { deflated } : {}) }],
          `<si><t>${'x'.repeat(32_000)}</t></si>`,
        ),
      );
    },
  },
  {
    name: 'column ranges that keep a parser busy for minutes',
    codes: ['too_complex'],
    timeoutMs: 3000,
    body: async () =>
      oneSheet(
        '<col min="1" max="16384" width="9"/>'.repeat(1000),
        300,
        '<worksheet><cols>',
        '</cols></worksheet>',
      ),
  },
  {
    name: 'a million elements inside one another',
    codes: ['too_complex', 'damaged', 'empty'],
    body: async () => {
      const deflated = await deflateRepeated('<a>'.repeat(1000), 1000);
      const parts = GOOD.map((part) =>
        part.name === 'xl/workbook.xml'
          ? { name: part.name, data: '', ...(deflated ? { deflated } : {}) }
          : part,
      );
      return zip(parts);
    },
  },
];

export const FORGERIES: Hostile[] = [
  {
    name: 'a macro project',
    codes: ['macros'],
    body: () => withParts({ name: 'xl/vbaProject.bin', data: 'x' }),
  },
  {
    name: 'an external link',
    codes: ['external_links'],
    body: () => withParts({ name: 'xl/externalLinks/externalLink1.xml', data: '<externalLink/>' }),
  },
  {
    name: 'the same name twice',
    codes: ['damaged'],
    body: () => withParts({ name: 'xl/worksheets/sheet1.xml', data: '<worksheet/>' }),
  },
  {
    name: 'the same name in other letters',
    codes: ['damaged'],
    body: () => withParts({ name: 'XL/Worksheets/Sheet1.xml', data: '<worksheet/>' }),
  },
  {
    name: 'a document type with entities',
    codes: ['damaged'],
    body: () =>
      withParts({
        name: 'xl/e.xml',
        data: '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
      }),
  },
  {
    name: 'a document type hidden in UTF-16',
    codes: ['damaged'],
    body: () =>
      withParts({ name: 'xl/e.xml', data: Buffer.from('<!DOCTYPE a [<!ENTITY b "c">]><a/>', 'utf16le') }),
  },
  {
    name: 'a name that climbs out',
    codes: ['damaged'],
    body: () => withParts({ name: 'xl/../../etc/passwd', data: 'x' }),
  },
  { name: 'an absolute name', codes: ['damaged'], body: () => withParts({ name: '/etc/passwd', data: 'x' }) },
  {
    name: 'a name with backslashes',
    codes: ['damaged'],
    body: () => withParts({ name: 'xl\\..\\x', data: 'x' }),
  },
  {
    name: 'a part under a password',
    codes: ['encrypted'],
    body: () => withParts({ name: 'xl/p.xml', data: 'x', flags: 1 }),
  },
  { name: 'a truncated archive', codes: ['damaged'], body: () => zip(GOOD).subarray(0, 900) },
  {
    name: 'an archive without its first bytes',
    codes: ['malformed_csv'],
    body: () => zip(GOOD).subarray(10),
  },
  {
    name: 'a directory that counts more parts than there are',
    codes: ['damaged'],
    body: () => patched(zip(GOOD), 'PK\x05\x06', 10, 50),
  },
  {
    name: 'a directory that points elsewhere',
    codes: ['damaged'],
    body: () => patched(zip(GOOD), 'PK\x05\x06', 16, 7),
  },
  {
    name: 'a part whose size stands only beside it',
    codes: ['damaged'],
    message: 'The size of a part is missing.',
    body: () => {
      const body = patched(zip(GOOD), 'PK\x01\x02', 8, 8);
      return patched(patched(body, 'PK\x01\x02', 20, 0), 'PK\x01\x02', 24, 0);
    },
  },
  {
    name: 'a second directory by ZIP64, which parsers choose between',
    codes: ['damaged'],
    body: () => {
      const body = zip(GOOD);
      const locator = Buffer.concat([Buffer.from('PK\x06\x07', 'latin1'), Buffer.alloc(16)]);
      return Buffer.concat([body.subarray(0, -22), locator, body.subarray(-22)]);
    },
  },
  { name: 'an old .xls', codes: ['old_format'], body: () => compoundFile('Root Entry', 'Workbook') },
  {
    name: 'a workbook under a password',
    codes: ['encrypted'],
    body: () => compoundFile('Root Entry', 'EncryptedPackage'),
  },
  { name: 'two bytes', codes: ['not_a_workbook'], body: () => Buffer.from('PK') },
  { name: 'nothing', codes: ['empty'], body: () => Buffer.alloc(0) },
  {
    name: 'another kind of archive',
    codes: ['not_a_workbook'],
    body: () => zip([{ name: 'mimetype', data: 'x' }]),
  },
  {
    name: 'a workbook without its workbook part',
    codes: ['damaged'],
    body: () => zip(GOOD.filter(({ name }) => name !== 'xl/workbook.xml')),
  },
  { name: 'an empty sheet', codes: ['empty'], body: () => workbook('') },
  {
    name: 'formatted but blank cells',
    codes: ['empty'],
    body: () => workbook('<row r="3"><c r="B3" s="1"/></row>'),
  },
  { name: 'more than 8 MB', codes: ['too_large'], body: () => Buffer.alloc(8 * MB + 1) },
];
