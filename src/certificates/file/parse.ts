import { X509Certificate } from 'node:crypto';
import * as asn1js from 'asn1js';
import { Certificate } from 'pkijs';
import { type Day, dayOf, isDay } from '../../days.ts';
import { readSerial } from '../serial.ts';
import type { CertificateKind } from '../types.ts';
import { elementAt } from './der.ts';
import { type FileFault, MOST_KEY_BITS } from './faults.ts';
import { guessKind, namesPerson } from './guess-kind.ts';
import { calledOf, nameOf } from './names.ts';
import { usagesOf } from './usages.ts';

/** A certificate as its file says. */
export interface ParsedCertificate {
  der: Buffer;
  serial: string;
  issuer: string;
  /** May be a person's name: shown to whoever brings the file, and kept of other kinds only. */
  subject: string | null;
  /** Whether the subject is a person's by its own attributes, whatever kind it is said to be. */
  namesPerson: boolean;
  /** The position, where the certificate has one. */
  title: string | null;
  kind: CertificateKind;
  validFrom: Day;
  validTo: Day;
  keyUsage: string[];
  /** It issues certificates, and is nobody's of a locality. */
  isAuthority: boolean;
  selfSigned: boolean;
}

const LAST_DAY = '2999-12-31';
const FIRST_DAY = '1900-01-01';

/** Reads one certificate in DER. What it says is believed as far as its form goes: nobody vouches for it here. */
export function parseCertificate(der: Buffer): ParsedCertificate | FileFault {
  const outer = elementAt(der, 0);
  if (!outer) return 'damaged_certificate';
  if (outer.next !== der.length) return 'trailing_bytes';
  try {
    const x509 = new X509Certificate(der);
    // Before any signature is looked at, its own included.
    if (bitsOf(x509) > MOST_KEY_BITS) return 'key_too_large';
    const certificate = Certificate.fromBER(new Uint8Array(der));
    const subject = nameOf(certificate.subject);
    const issuer = calledOf(nameOf(certificate.issuer));
    const serial = readSerial(x509.serialNumber);
    const { usages, isAuthority } = usagesOf(certificate);
    const [validFrom, validTo] = [dayIn(certificate.notBefore.value), dayIn(certificate.notAfter.value)];
    if (issuer === null || serial === undefined || !validFrom || !validTo) return 'damaged_certificate';
    return {
      der,
      serial,
      issuer,
      subject: calledOf(subject),
      namesPerson: namesPerson(subject),
      title: subject.title ?? null,
      kind: guessKind(subject, usages),
      validFrom,
      validTo,
      keyUsage: usages,
      isAuthority,
      selfSigned: isSelfSigned(x509),
    };
  } catch {
    // Whatever the parsers stumble over (each in its own words), it is not a whole certificate.
    return 'damaged_certificate';
  }
}

/** "9999-12-31" says that it never expires, which no day of ours is. */
function dayIn(instant: Date): Day | undefined {
  if (Number.isNaN(instant.getTime())) return undefined;
  const day = dayOf(instant);
  if (isDay(day)) return day;
  return instant.getUTCFullYear() < 1900 ? FIRST_DAY : LAST_DAY;
}

/** Of keys whose length is a matter of choice; 0 of others, which are short, or not known here and so never used. */
function bitsOf(x509: X509Certificate): number {
  try {
    return x509.publicKey.asymmetricKeyDetails?.modulusLength ?? 0;
  } catch {
    return 0;
  }
}

function isSelfSigned(x509: X509Certificate): boolean {
  if (x509.subject !== x509.issuer) return false;
  return fits(x509, x509) ?? true;
}

/** Whether an issuer's key made a certificate's signature; undefined where that cannot be told. */
export function fits(x509: X509Certificate, issuer: X509Certificate): boolean | undefined {
  try {
    return x509.verify(issuer.publicKey);
  } catch {
    // A kind of key that this computer does not know.
    return undefined;
  }
}

/** The certificates inside a PKCS#7 as they stand in it; undefined for what is none, or is damaged. */
export function certificatesInside(der: Buffer): Buffer[] | FileFault {
  try {
    const { result, offset } = asn1js.fromBER(new Uint8Array(der));
    if (offset === -1) return 'damaged_certificate';
    if (offset !== der.length) return 'trailing_bytes';
    const [, content] = inside(result);
    const [signed] = inside(content);
    const set = inside(signed).find(({ idBlock }) => idBlock.tagClass === 3 && idBlock.tagNumber === 0);
    return inside(set)
      .filter(({ idBlock }) => idBlock.tagClass === 1 && idBlock.tagNumber === 16)
      .map((one) => Buffer.from(one.valueBeforeDecodeView));
  } catch {
    // Too deep, or not what it says it is.
    return 'damaged_certificate';
  }
}

function inside(block: asn1js.AsnType | undefined): asn1js.AsnType[] {
  const value: unknown = (block as { valueBlock?: { value?: unknown } } | undefined)?.valueBlock?.value;
  return Array.isArray(value) ? value : [];
}
