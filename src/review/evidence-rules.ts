import { composed } from '../lib/composed.ts';

/** What is taken as evidence, told by what a file holds and never by what it is called. Pure. */

const TYPES = {
  'image/jpeg': { extension: 'jpg', is: (bytes: Buffer) => begins(bytes, 'ffd8ff') },
  'image/png': { extension: 'png', is: (bytes: Buffer) => begins(bytes, '89504e470d0a1a0a') },
  'image/webp': {
    extension: 'webp',
    is: (bytes: Buffer) => begins(bytes, '52494646') && begins(bytes.subarray(8), '57454250'),
  },
  'application/pdf': { extension: 'pdf', is: (bytes: Buffer) => begins(bytes, '255044462d') },
} as const;

export type EvidenceType = keyof typeof TYPES;
export const EVIDENCE_TYPES = Object.keys(TYPES) as EvidenceType[];

const MB = 1024 * 1024;
export const FILE_BYTES = 5 * MB;
/** Of one locality and day, all indicators together. */
export const FILES_A_DAY = 20;
export const BYTES_A_DAY = 40 * MB;
/** With what was removed, whose bytes stay for a while: else sending and removing in turn would fill the disk. */
export const STORED_BYTES_A_DAY = 2 * BYTES_A_DAY;

const NAME_LENGTH = 80;

function begins(bytes: Buffer, hex: string): boolean {
  return bytes.subarray(0, hex.length / 2).toString('hex') === hex;
}

/** The type that the first bytes show; undefined for what is not taken. */
export function evidenceType(bytes: Buffer): EvidenceType | undefined {
  return EVIDENCE_TYPES.find((type) => TYPES[type].is(bytes));
}

/**
 * The name under which a file is kept: no path, nothing invisible, of a bounded length, and with the extension of
 * what it is, so that no computer takes it for something else.
 */
export function evidenceName(given: string, type: EvidenceType): string {
  const base = composed(given.toWellFormed()).split(/[/\\]/).at(-1) ?? '';
  const stem = base
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}"<>|:*?]/gu, ' ')
    .replace(/\.[^.]{0,10}$/, '')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  const short = [...stem].slice(0, NAME_LENGTH).join('');
  return `${short === '' ? 'minh-chung' : short}.${TYPES[type].extension}`;
}
