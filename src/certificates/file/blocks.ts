import { elementAt, SEQUENCE } from './der.ts';
import type { FileFault } from './faults.ts';
import { binaryHoldsKey, textHoldsKey } from './private-key.ts';

const BEGIN = '-----BEGIN ';
const LABELS = /^((X509|TRUSTED) )?CERTIFICATE$|^PKCS ?#?7$|^CMS$/;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
/** Long enough for the shortest key there is, short enough for no word. */
const RUN_OF_BASE64 = /[A-Za-z0-9+/]{40,}[A-Za-z0-9+/=\s]*/g;

/**
 * The binary blocks of a file: the file itself, or what it holds as PEM or as base64 alone.
 * @returns the first thing that is wrong with it; a private key before all else
 */
export function blocksOf(bytes: Buffer): Buffer[] | FileFault {
  if (textHoldsKey(bytes) || binaryHoldsKey(bytes)) return 'private_key';
  if (bytes[0] === SEQUENCE && elementAt(bytes, 0)) return [bytes];
  const text = textOf(bytes);
  if (text === undefined) return bytes[0] === SEQUENCE ? 'damaged_certificate' : 'no_certificate';
  // Also what stands between the blocks, where a key without its lines would be passed over.
  const runs = [...text.matchAll(RUN_OF_BASE64)].map(([run]) => Buffer.from(run, 'base64'));
  if (runs.some(binaryHoldsKey)) return 'private_key';
  if (text.includes(BEGIN)) return pemBlocks(text);
  const whole = decode(text);
  return whole?.[0] === SEQUENCE && elementAt(whole, 0) ? [whole] : 'no_certificate';
}

/** What stands between the lines of PEM. Requests, public keys and parameters beside are passed over. */
function pemBlocks(text: string): Buffer[] | FileFault {
  const found: Buffer[] = [];
  // Piece by piece: a pattern that looks for the end from each beginning takes a minute for 256 kB of beginnings.
  for (const piece of text.split(BEGIN).slice(1)) {
    const [label = ''] = piece.split('-----', 1);
    const end = piece.indexOf(`-----END ${label}-----`);
    if (end === -1) return 'damaged_certificate';
    if (!LABELS.test(label)) continue;
    const block = decode(piece.slice(label.length + 5, end));
    if (!block) return 'damaged_certificate';
    found.push(block);
  }
  return found.length === 0 ? 'no_certificate' : found;
}

/** Base64 with its line ends; undefined for what is none. */
function decode(text: string): Buffer | undefined {
  const plain = text.replace(/\s/g, '');
  return BASE64.test(plain) ? Buffer.from(plain, 'base64') : undefined;
}

/** A file as text, whatever Windows saved it as; undefined for what is none. */
function textOf(bytes: Buffer): string | undefined {
  const mark = bytes.subarray(0, 2).toString('hex');
  if (mark === 'fffe') return bytes.subarray(2).toString('utf16le');
  if (mark === 'feff' && bytes.length % 2 === 0)
    return Buffer.from(bytes.subarray(2)).swap16().toString('utf16le');
  const text = bytes.toString('latin1').replace(/^ï»¿/, '');
  return text.includes('\0') ? undefined : text;
}
