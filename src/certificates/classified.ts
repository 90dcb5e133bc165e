import { composed } from '../lib/composed.ts';

/**
 * Signatures for classified work are told of in counts alone, in the report: nothing of one may stand in the
 * register, least of all a serial number. Pure.
 */

/** How one is written; "bảo mật" and "mật mã" are in the names of authorities that issue ordinary ones. */
const WORDS = [
  /chữ ký (số )?mật/,
  /chứng thư (số )?mật/,
  /\b(tối|tuyệt) mật\b/,
  /độ mật/,
  /bí mật nhà nước/,
  /^mật$/,
  /\(mật\)/,
  /\bclassified\b/,
];

/** Whether a text speaks of something classified. */
export function isClassified(text: string): boolean {
  const plain = composed(text).toLowerCase().replace(/\s+/g, ' ').trim();
  return WORDS.some((word) => word.test(plain));
}
