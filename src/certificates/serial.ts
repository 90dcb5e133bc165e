/** Serial numbers as they are compared: hexadecimal, upper case, without leading zeros. Pure. */

/** 20 octets are allowed; some authorities use more. */
const LONGEST_DIGITS = 128;

/**
 * A serial number however it is copied (`0x4a:00 1b`, spaces, colons, dashes between pairs); undefined for what
 * is none.
 */
export function readSerial(text: string): string | undefined {
  const [, sign = '', digits = ''] =
    /^(-?)(?:0x)?([\da-f]+)$/i.exec(text.replace(/[\s:\u200e\u200f]/g, '')) ?? [];
  if (digits === '' || digits.length > LONGEST_DIGITS) return undefined;
  const short = digits.toUpperCase().replace(/^0+(?=.)/, '');
  return short === '0' ? short : sign + short;
}
