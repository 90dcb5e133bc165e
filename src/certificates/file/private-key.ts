import { elementAt, firstInside, INTEGER, OCTET_STRING, SEQUENCE, type Tlv } from './der.ts';

/**
 * Whether bytes are a private key, or hold one, in any form in which keys are kept. Asked of the whole file before
 * anything else is done with it, so that nothing of a key is ever stored, logged or answered. Rather once too often:
 * a certificate never looks like this. Pure.
 */

/** How files of keys that are no ASN.1 begin: Java's stores and Microsoft's PVK. */
const BEGINNINGS = ['feedfeed', 'cececece', '1ef1b5b0'];
/** Bounded, since the file may hold nothing but the beginning of this, over and over. */
const TEXTS = [/BEGIN[\w -]{0,40}PRIVATE[\w -]{0,20}KEY/i, /PuTTY-User-Key-File/i];
/** Words that are a key where all of them stand: a JSON Web Key with its private part, the same in XML. */
const TOGETHER = [
  [/"kty"/, /"d"\s{0,100}:/],
  [/<RSAKeyValue>/i, /<D>/i],
];
/** Bags of PKCS#12 for keys, plain and shrouded; and how an RSA key in PKCS#8 names its algorithm. */
const INSIDE = ['2a864886f70d010c0a0101', '2a864886f70d010c0a0102', '06092a864886f70d010101050004'];

/** Of text: by the words around a key. NULs are passed over, so that UTF-16 is seen through. */
export function textHoldsKey(bytes: Buffer): boolean {
  const text = bytes.toString('latin1').replaceAll('\0', '');
  return TEXTS.some((one) => one.test(text)) || TOGETHER.some((all) => all.every((one) => one.test(text)));
}

/** Of binary content: by its structure, one element after the other. */
export function binaryHoldsKey(bytes: Buffer): boolean {
  if (BEGINNINGS.some((hex) => bytes.subarray(0, hex.length / 2).toString('hex') === hex)) return true;
  if (INSIDE.some((hex) => bytes.includes(Buffer.from(hex, 'hex')))) return true;
  let at = 0;
  while (at < bytes.length) {
    // What is cut off at its end still shows what it began as.
    const one = elementAt(bytes, at) ?? cutOff(bytes, at);
    if (!one) return false;
    if (isKey(bytes, one)) return true;
    at = one.next;
  }
  return false;
}

/**
 * PKCS#8, PKCS#1, SEC1, DSA and PKCS#12 begin with their version, which neither a certificate nor a PKCS#7 does;
 * an encrypted PKCS#8 is an algorithm and an octet string. A public key (PKCS#1) is two integers and no more.
 */
function isKey(bytes: Buffer, outer: Tlv): boolean {
  if (outer.tag !== SEQUENCE) return false;
  const [first, second, third] = firstInside(bytes, outer, 3);
  if (first?.tag === INTEGER) {
    const publicKey = second?.tag === INTEGER && second.next === outer.end && third === undefined;
    return !publicKey;
  }
  return first?.tag === SEQUENCE && second?.tag === OCTET_STRING;
}

/** The element as it would be, had it all come. */
function cutOff(bytes: Buffer, at: number): Tlv | undefined {
  const tag = bytes[at];
  const length = bytes[at + 1];
  if (tag === undefined || length === undefined || length > 0x84) return undefined;
  const start = at + 2 + (length > 0x80 ? length & 0x7f : 0);
  return { tag, start, end: bytes.length, next: bytes.length };
}
