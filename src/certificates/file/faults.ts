import { type Fault, type FaultCode, fault } from '../../faults.ts';

/** Why nothing is taken of a file. */
export type FileFault = Extract<
  FaultCode,
  | 'private_key'
  | 'no_certificate'
  | 'damaged_certificate'
  | 'trailing_bytes'
  | 'too_many_certificates'
  | 'key_too_large'
  | 'too_many_issuers'
  | 'too_complex_file'
>;

/** Certificates and chains are a few kilobytes. */
export const FILE_BYTES = 256 * 1024;
export const MOST_CERTIFICATES = 50;
/** Twice what any authority uses; the work of a check grows with the square. */
export const MOST_KEY_BITS = 8_192;
/** Keys by which one certificate may have been signed: an authority renews its own every few years. */
export const MOST_ISSUERS = 8;

/** In words, for whoever sent the file. */
export function faultOfFile(code: FileFault): Fault {
  return fault('', code, { most: MOST_CERTIFICATES, bits: MOST_KEY_BITS, issuers: MOST_ISSUERS });
}
