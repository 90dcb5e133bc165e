import type { Day } from '../days.ts';

/** Whose key a certificate speaks for: a person in a position, the locality itself (its seal), a machine. */
export const CERTIFICATE_KINDS = ['personal', 'organisation', 'device'] as const;
export type CertificateKind = (typeof CERTIFICATE_KINDS)[number];

/** Where what is known of a certificate comes from; a file knows better than whoever types. */
export type CertificateSource = 'hand' | 'sheet' | 'file';

/** Why a certificate is no longer in use; `mistake`: it should never have been in the register. */
export const WITHDRAWALS = ['revoked', 'replaced', 'mistake'] as const;
export type Withdrawal = (typeof WITHDRAWALS)[number];

/**
 * How a certificate stands on a day: `valid` for longer than {@link EXPIRING_DAYS}, `expiring` within them,
 * `self_signed`: nobody issued it, so it never counts.
 */
export const CERTIFICATE_STATES = [
  'valid',
  'expiring',
  'expired',
  'future',
  'self_signed',
  'withdrawn',
] as const;
export type CertificateState = (typeof CERTIFICATE_STATES)[number];

/** The first warning goes out so many days ahead: from then on a certificate counts as expiring. */
export const EXPIRING_DAYS = 60;

/** A certificate to be kept, checked. */
export interface CertificateInput {
  locality: string;
  kind: CertificateKind;
  holder: string | null;
  issuer: string;
  subject: string | null;
  serial: string;
  validFrom: Day;
  /** The last local day on which it is valid. */
  validTo: Day;
  /** Null where no file said so. */
  keyUsage: string[] | null;
  selfSigned: boolean;
  source: CertificateSource;
}

/** A certificate of the register. */
export interface Certificate extends CertificateInput {
  id: number;
  addedBy: string;
  addedAt: Date;
  withdrawnOn: Day | null;
  withdrawnFor: Withdrawal | null;
  withdrawnBy: string | null;
}

/** What figures are made of. */
export type Counted = Pick<
  Certificate,
  'kind' | 'validFrom' | 'validTo' | 'selfSigned' | 'withdrawnOn' | 'withdrawnFor'
>;
