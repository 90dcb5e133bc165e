/** Just enough of DER to see what a file is before anything is made of it. Pure. */

export interface Tlv {
  tag: number;
  /** Where the content begins and ends; `next` is where the next element begins. */
  start: number;
  end: number;
  next: number;
}

export const INTEGER = 0x02;
export const OCTET_STRING = 0x04;
export const OBJECT_ID = 0x06;
export const SEQUENCE = 0x30;

/**
 * The element at a place; undefined where there is none, or it is cut off. One of indefinite length, as some
 * programs write the outermost ones, is taken to reach to the end.
 */
export function elementAt(bytes: Uint8Array, at: number, limit = bytes.length): Tlv | undefined {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined || at + 2 > limit) return undefined;
  if (first < 0x80) return within({ tag, start: at + 2, length: first }, limit);
  const count = first & 0x7f;
  if (count === 0) return { tag, start: at + 2, end: limit, next: limit };
  if (count > 4 || at + 2 + count > limit) return undefined;
  const length = bytes.subarray(at + 2, at + 2 + count).reduce((sum, byte) => sum * 256 + byte, 0);
  return within({ tag, start: at + 2 + count, length }, limit);
}

function within(of: { tag: number; start: number; length: number }, limit: number): Tlv | undefined {
  const end = of.start + of.length;
  return end > limit ? undefined : { tag: of.tag, start: of.start, end, next: end };
}

/** The first elements inside another, at most `most`; what is cut off ends the list. */
export function firstInside(bytes: Uint8Array, outer: Tlv, most: number): Tlv[] {
  const found: Tlv[] = [];
  let at = outer.start;
  while (found.length < most && at < outer.end) {
    const one = elementAt(bytes, at, outer.end);
    if (!one) break;
    found.push(one);
    at = one.next;
  }
  return found;
}
