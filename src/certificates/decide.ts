import { type Fault, fault } from '../faults.ts';
import { composed } from '../lib/composed.ts';
import type { Certificate, CertificateInput, Withdrawal } from './types.ts';

/** What becomes of a certificate that is brought, beside those that are there. Pure. */
export type Decision =
  | { outcome: 'added' }
  | { outcome: 'unchanged'; id: number }
  | { outcome: 'corrected'; before: Certificate; after: CertificateInput }
  | { outcome: 'rejected'; fault: Fault };

export const WITHDRAWAL_WORDS: Record<Withdrawal, readonly [vi: string, en: string]> = {
  revoked: ['đã thu hồi', 'revoked'],
  replaced: ['đã thay bằng chứng thư khác', 'replaced'],
  mistake: ['ghi nhầm', 'put in by mistake'],
};

/** An issuer as it is compared. */
export function issuerKey(issuer: string): string {
  return composed(issuer).toLowerCase().replace(/\s+/g, ' ').trim();
}

/** Whether two are the same certificate, of one locality. */
export function sameCertificate(
  a: Pick<CertificateInput, 'serial' | 'issuer'>,
  b: Pick<CertificateInput, 'serial' | 'issuer'>,
): boolean {
  return a.serial === b.serial && issuerKey(a.issuer) === issuerKey(b.issuer);
}

/** One serial number of so many digits belongs to one certificate, whoever its issuer is said to be. */
const TELLING_DIGITS = 16;

/** `known` are the certificates of that locality, what was put in by mistake included. */
export function decideCertificate(given: CertificateInput, known: readonly Certificate[]): Decision {
  const ofSerial = known.filter(({ serial }) => serial === given.serial);
  const before = ofSerial.find((one) => sameCertificate(one, given));
  if (!before) {
    const other = ofSerial.find(({ withdrawnFor }) => withdrawnFor !== 'mistake');
    return other && given.serial.length >= TELLING_DIGITS
      ? { outcome: 'rejected', fault: fault('/serial', 'serial_known', { issuer: other.issuer }) }
      : { outcome: 'added' };
  }
  if (before.withdrawnFor === 'mistake') return { outcome: 'corrected', before, after: given };
  if (before.withdrawnFor !== null) return { outcome: 'rejected', fault: withdrawnFault(before) };
  const after = merged(before, given);
  if (!after) return { outcome: 'rejected', fault: ofFileFault(before) };
  return same(before, after)
    ? { outcome: 'unchanged', id: before.id }
    : { outcome: 'corrected', before, after };
}

/** What is known afterwards; undefined where somebody types other days than the file has. */
function merged(before: Certificate, given: CertificateInput): CertificateInput | undefined {
  if (before.source !== 'file' || given.source === 'file') return given;
  if (given.validFrom !== before.validFrom || given.validTo !== before.validTo) return undefined;
  const { keyUsage, selfSigned, source } = before;
  return {
    ...given,
    subject: given.kind === before.kind ? before.subject : null,
    keyUsage,
    selfSigned,
    source,
  };
}

const COMPARED = ['kind', 'holder', 'subject', 'validFrom', 'validTo', 'selfSigned', 'source'] as const;
const same = (a: CertificateInput, b: CertificateInput) =>
  COMPARED.every((key) => a[key] === b[key] || (key === 'source' && b.source !== 'file'));

function withdrawnFault({ withdrawnFor, withdrawnOn }: Certificate): Fault {
  const [reasonVi, reason] = WITHDRAWAL_WORDS[withdrawnFor ?? 'revoked'];
  const day = withdrawnOn ?? '';
  return fault('/serial', 'certificate_withdrawn', { reason, reasonVi, day });
}

function ofFileFault({ validFrom, validTo }: Certificate): Fault {
  return fault('/validTo', 'certificate_of_file', {
    from: validFrom,
    to: validTo,
  });
}
