import type { FaultCode } from '../../faults.ts';

/** Why nothing is taken of a file. */
export type FileFault = Extract<
  FaultCode,
  'private_key' | 'no_certificate' | 'damaged_certificate' | 'trailing_bytes' | 'too_many_certificates'
>;

/** Certificates and chains are a few kilobytes. */
export const FILE_BYTES = 256 * 1024;
export const MOST_CERTIFICATES = 50;
