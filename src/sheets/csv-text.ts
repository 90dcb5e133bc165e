import { isUtf8 } from 'node:buffer';
import { isLegacyFont } from './old-fonts.ts';
import { SheetProblem } from './problem.ts';

const UTF8_BOM = Buffer.from([0xef, 0xbb, 0xbf]);
/** By so many bytes it is told whether a text is UTF-16. */
const SAMPLE_BYTES = 4096;
/** By so many whether it is for a font of before Unicode. */
const LEGACY_BYTES = 64 * 1024;
/** What no text holds. */
const CONTROL = /(?![\t\r\n])\p{Cc}(?<![\x80-\x9f])/u;
/** Letters, marks and signs that a Vietnamese text of one byte a letter may hold. */
const VIETNAMESE_TEXT =
  /^[\t\r\n\x20-\x7e\u00a0°±²³–—‘’“”•…₫àáâãèéêìíòóôõùúýăđĩũơưÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯ\u1ea0-\u1ef9]*$/;

/**
 * The text as UTF-8 without a byte order mark: UTF-16 is known by its mark or by its many zeros, Windows-1258 by
 * its being Vietnamese; everything else has to be UTF-8. Throws `SheetProblem`.
 */
export function utf8Of(body: Buffer): Buffer {
  const utf16 = utf16Of(body);
  if (utf16) {
    try {
      return Buffer.from(new TextDecoder(utf16, { fatal: true }).decode(body), 'utf8');
    } catch {
      throw new SheetProblem('malformed_csv', 'It is not valid UTF-16.');
    }
  }
  if (body[0] === 0x50 && body[1] === 0x4b)
    throw new SheetProblem('malformed_csv', 'It is a workbook, not text.');
  if (isUtf8(body)) return body.subarray(body.subarray(0, 3).equals(UTF8_BOM) ? 3 : 0);
  return Buffer.from(ofOneByte(body), 'utf8');
}

function utf16Of(body: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  if (body[0] === 0xff && body[1] === 0xfe) return 'utf-16le';
  if (body[0] === 0xfe && body[1] === 0xff) return 'utf-16be';
  const sample = body.subarray(0, SAMPLE_BYTES);
  if (body.length % 2 !== 0 || sample.length < 8) return undefined;
  const zeros = [0, 0];
  for (const [at, byte] of sample.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  // Letters of Latin and the signs between cells have a zero beside them, most Vietnamese letters too.
  const many = sample.length / 5;
  if (odd > many && even === 0) return 'utf-16le';
  return even > many && odd === 0 ? 'utf-16be' : undefined;
}

function ofOneByte(body: Buffer): string {
  if (CONTROL.test(body.toString('latin1'))) throw new SheetProblem('malformed_csv', 'It is not text.');
  const text = new TextDecoder('windows-1258').decode(body).normalize('NFC');
  if (VIETNAMESE_TEXT.test(text)) return text;
  const odd = body.findIndex((byte) => byte > 0x7f);
  const sample = body.subarray(Math.max(odd - 20, 0), odd + LEGACY_BYTES);
  if (isLegacyFont(new TextDecoder('windows-1252').decode(sample))) throw new SheetProblem('legacy_font');
  throw new SheetProblem('malformed_csv', 'It is not UTF-8: save it as "CSV UTF-8".');
}
