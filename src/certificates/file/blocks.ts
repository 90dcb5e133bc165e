import { elementAt, SEQUENCE } from './der.ts';
import type { FileFault } from './faults.ts';
import { binaryHoldsKey, textHoldsKey } from './private-key.ts';

const PEM = /-----BEGIN ([A-Z0-9 #]+)-----([\s\S]*?)-----END \1-----/g;
const LABELS = /^((X509|TRUSTED) )?CERTIFICATE$|^PKCS ?#?7$|^CMS$/;
const BASE64 = /^[A-Za-z0-9+/\s]*={0,2}\s*$/;
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
  const runs = [...text.matchAll(RUN_OF_BASE64)].map(([run]) => decode(run));
  if (runs.some(binaryHoldsKey)) return 'private_key';
  const blocks = [...text.matchAll(PEM)].map(([, label = '', body = '']) => ({ label, body }));
  const begun = [...text.matchAll(/-----BEGIN /g)].length;
  if (begun > blocks.length) return 'damaged_certificate';
  if (begun === 0) {
    const [first] = runs;
    return first?.[0] === SEQUENCE && BASE64.test(text) ? [decode(text)] : 'no_certificate';
  }
  // Requests, public keys and parameters may stand beside: they are neither wanted nor harmful.
  const wanted = blocks.filter(({ label }) => LABELS.test(label));
  if (wanted.length === 0) return 'no_certificate';
  return wanted.every(({ body }) => BASE64.test(body))
    ? wanted.map(({ body }) => decode(body))
    : 'damaged_certificate';
}

const decode = (text: string) => Buffer.from(text, 'base64');

/** A file as text, whatever Windows saved it as; undefined for what is none. */
function textOf(bytes: Buffer): string | undefined {
  const mark = bytes.subarray(0, 2).toString('hex');
  if (mark === 'fffe') return bytes.subarray(2).toString('utf16le');
  if (mark === 'feff' && bytes.length % 2 === 0)
    return Buffer.from(bytes.subarray(2)).swap16().toString('utf16le');
  const text = bytes.toString('latin1');
  return text.includes('\0') ? undefined : text;
}
