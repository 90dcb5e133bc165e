import { describe, expect, it } from 'vitest';
import { SheetProblem } from '../../src/sheets/read.ts';
import { readCsv } from '../support/tables.ts';

const rowsOf = async (body: string | Buffer) => (await readCsv(Buffer.from(body))).rows;
const codeOf = (body: Buffer | string) =>
  readCsv(Buffer.from(body)).then(
    () => 'read',
    (error: unknown) => (error instanceof SheetProblem ? error.code : error),
  );

const TABLE = [
  ['locality', 'note'],
  ['00001', 'Phủ xanh'],
];

describe('reading CSV', () => {
  it.each([
    ['comma and LF', 'locality,note\n00001,Phủ xanh\n'],
    ['semicolon and CRLF', 'locality;note\r\n00001;Phủ xanh\r\n'],
    ['tab and CR', 'locality\tnote\r00001\tPhủ xanh\r'],
    ['no line break at the end', 'locality,note\n00001,Phủ xanh'],
    ['a byte order mark', '\uFEFFlocality,note\n00001,Phủ xanh\n'],
    ['text in NFD', 'locality,note\n00001,Phủ xanh\n'.normalize('NFD')],
    ['spaces around', ' locality , note\n00001,Phủ xanh \u00a0\n'],
    ['quotes', '"locality","note"\r\n"00001","Phủ xanh"\r\n'],
    ['empty cells and lines at the end', 'locality,note,,\n00001,Phủ xanh,,\n,,,\n\n'],
  ])('%s', async (_, body) => {
    expect(await rowsOf(body)).toEqual(TABLE);
  });

  it.each([
    ['little', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['big', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
  ])('UTF-16, %s end first', async (_, encode) => {
    expect(await rowsOf(encode('locality\tnote\r\n00001\tPhủ xanh\r\n'))).toEqual(TABLE);
  });

  it('keeps what is inside quotes: delimiters, line breaks, quotes', async () => {
    expect(await rowsOf('a,b\n"x;y,z","one\r\ntwo ""three"""\n')).toEqual([
      ['a', 'b'],
      ['x;y,z', 'one\r\ntwo "three"'],
    ]);
  });

  it('does not count delimiters inside quotes when it looks for the one in use', async () => {
    expect(await rowsOf('"a,b,c";d\n1;2\n')).toEqual([
      ['a,b,c', 'd'],
      ['1', '2'],
    ]);
  });

  it.each<[string, string]>([
    [
      'a title that holds another sign',
      'Báo cáo, ngày 26\n\nlocality;note;day\n00001;a, b, c;1\n00002;d;2\n',
    ],
    ['cells that hold more of another than there are columns', 'locality;note;day\n00001;a, b, c, d, e;1\n'],
    ['decimal commas in every row', 'locality;a;b\n1;2,5;3,5\n2;4,5;6,5\n'],
  ])('by what parts most lines alike: %s', async (_, body) => {
    expect((await rowsOf(body)).find(([first]) => first === 'locality')).toHaveLength(3);
  });

  it.each(['="00001"', '"=""00001"""'])(
    '%s is a text that no spreadsheet may take for a number',
    async (cell) => {
      expect(await rowsOf(`locality,note\n${cell},Phủ xanh\n`)).toEqual(TABLE);
      expect(await rowsOf(`locality;note\n${cell};="Phủ xanh"\n`)).toEqual(TABLE);
    },
  );

  it('drops what takes no room around a cell', async () => {
    expect(await rowsOf('\u200blocality,note\u200b\n00001\u00ad,\ufeffPhủ xanh\u2060\n')).toEqual(TABLE);
  });

  it('keeps headers that stand twice, ragged rows and the numbers of rows', async () => {
    expect(await rowsOf('a,a\n1\n\n1,2,3\n')).toEqual([['a', 'a'], ['1'], [], ['1', '2', '3']]);
  });

  it('reads 100,000 rows without holding up the process', async () => {
    const body = Buffer.from(`locality,day,a,b\n${'00001,2025-09-27,12,true\n'.repeat(100_000)}`);
    let ticks = 0;
    const timer = setInterval(() => {
      ticks += 1;
    }, 5);
    const { rows } = await readCsv(body);
    clearInterval(timer);
    expect(rows).toHaveLength(100_001);
    expect(ticks).toBeGreaterThan(5);
  });

  it('refuses the row after the last it takes', async () => {
    expect(await codeOf(`a\n${'1\n'.repeat(100_001)}`)).toBe('too_large');
  });
});

describe('CSV that is refused, quickly', () => {
  const MB = 1024 * 1024;
  it.each<[string, Buffer | string, string]>([
    ['8 MB of commas', Buffer.alloc(8 * MB, ','), 'malformed_csv'],
    ['20 MB of commas', Buffer.alloc(20 * MB, ','), 'too_large'],
    ['8 MB of commas in short lines', `a,b\n${`${','.repeat(200)}\n`.repeat(40_000)}`, 'too_large'],
    ['8 MB of quotes', Buffer.alloc(8 * MB, '"'), 'malformed_csv'],
    ['8 MB without a line break', Buffer.alloc(8 * MB, 'a'), 'malformed_csv'],
    ['8 MB of line breaks', Buffer.alloc(8 * MB, '\n'), 'too_large'],
    ['line breaks in one quoted cell', `a\n"${'\r\n'.repeat(300_000)}"\n`, 'malformed_csv'],
    ['301 columns', `${'a,'.repeat(300)}a\n`, 'malformed_csv'],
    ['a NUL', 'a,b\n1,\0\n', 'malformed_csv'],
    ['invalid UTF-8', Buffer.from([0x61, 0x0a, 0x81, 0x28]), 'malformed_csv'],
    ['a surrogate as UTF-8', Buffer.from([0x61, 0xed, 0xa0, 0x80]), 'malformed_csv'],
    ['broken UTF-16', Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x61, 0x00]), 'malformed_csv'],
    ['a NUL in UTF-16', Buffer.from('\uFEFFa,\0', 'utf16le'), 'malformed_csv'],
    ['a quote that is never closed', 'a,b\n"1,2\n3,4\n', 'lone_quote'],
    ['a quote inside a bare cell', 'a,b\n1"x",2\n', 'lone_quote'],
    ['text after a closing quote', 'a,b\n"1"x,2\n', 'lone_quote'],
    ['a workbook', Buffer.from('PK\x03\x04'), 'malformed_csv'],
    ['nothing', '', 'empty'],
    ['a byte order mark alone', '\uFEFF', 'empty'],
    ['blanks alone', ' ,\n , \n', 'empty'],
  ])('%s', async (_, body, code) => {
    const started = performance.now();
    expect(await codeOf(body)).toBe(code);
    // What is not guarded against takes minutes; a second more is the machine's.
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('names the line', async () => {
    const reading = readCsv(Buffer.from('a,b\n1,2\n1"x",2\n'));
    await expect(reading).rejects.toThrow('A quotation mark of the CSV text has no partner');
    await expect(reading).rejects.toMatchObject({ messageVi: expect.stringContaining('Xem dòng 3.') });
    await expect(readCsv(Buffer.from('a,b\r\n1,2\r\n1,\0\r\n'))).rejects.toThrow('Line 3: there is a NUL.');
  });
});
