import { X509Certificate } from 'node:crypto';
import { issuerKey } from '../decide.ts';
import { blocksOf } from './blocks.ts';
import { elementAt, firstInside, OBJECT_ID } from './der.ts';
import { type FileFault, MOST_CERTIFICATES, MOST_ISSUERS } from './faults.ts';
import { certificatesInside, fits, type ParsedCertificate, parseCertificate } from './parse.ts';

/** A certificate of a file, as it stands among the others there. */
export interface FoundCertificate extends ParsedCertificate {
  /** Its issuer's certificate is in the file too, and does not bear it out. */
  notByItsIssuer: boolean;
}

export type FileRead = { ok: true; found: FoundCertificate[] } | { ok: false; fault: FileFault };

/**
 * The certificates of an uploaded file in the order in which they stand: DER, PEM or base64, one by one or as PKCS#7;
 * the same one twice is one. Of a file that holds a private key in whatever form nothing is looked at. Nothing of the
 * bytes is kept, and no error of a parser, which might quote them, leaves here.
 */
export function readCertificateFile(bytes: Buffer): FileRead {
  const blocks = blocksOf(bytes);
  if (!Array.isArray(blocks)) return { ok: false, fault: blocks };
  const found = new Map<string, ParsedCertificate>();
  for (const block of blocks) {
    const ders = isPkcs7(block) ? certificatesInside(block) : [block];
    if (!Array.isArray(ders)) return { ok: false, fault: ders };
    if (found.size + ders.length > MOST_CERTIFICATES) return { ok: false, fault: 'too_many_certificates' };
    for (const der of ders) {
      const parsed = parseCertificate(der);
      if (typeof parsed === 'string') return { ok: false, fault: parsed };
      const key = `${issuerKey(parsed.issuer)} ${parsed.serial}`;
      if (!found.has(key)) found.set(key, parsed);
    }
  }
  if (found.size === 0) return { ok: false, fault: 'no_certificate' };
  const all = [...found.values()].map((one) => ({ one, x509: new X509Certificate(one.der) }));
  const issuers = all.map(({ x509 }) => issuersOf(x509, all));
  if (issuers.some(({ length }) => length > MOST_ISSUERS)) return { ok: false, fault: 'too_many_issuers' };
  return {
    ok: true,
    found: all.map(({ one, x509 }, at) => ({
      ...one,
      notByItsIssuer: isContradicted(x509, issuers[at] ?? []),
    })),
  };
}

/**
 * Those whose keys may have made a certificate's signature: of its issuer's name, each key once; of them those alone
 * that it points to, where it points to any.
 */
function issuersOf(x509: X509Certificate, all: readonly { x509: X509Certificate }[]): X509Certificate[] {
  const named = all.map((one) => one.x509).filter((one) => one !== x509 && one.subject === x509.issuer);
  const meant = named.filter((one) => x509.checkIssued(one));
  const byKey = new Map((meant.length > 0 ? meant : named).map((one) => [keyOf(one), one]));
  return [...byKey.values()];
}

/** The key as it stands in the certificate; its own bytes where this computer does not know such keys. */
function keyOf(x509: X509Certificate): string {
  try {
    return x509.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  } catch {
    return x509.fingerprint256;
  }
}

/** Whether certificates of its issuer are there, and none of their keys made its signature. */
function isContradicted(x509: X509Certificate, issuers: readonly X509Certificate[]): boolean {
  return issuers.length > 0 && issuers.every((issuer) => fits(x509, issuer) === false);
}

/** PKCS#7 begins with the name of its content, a certificate with another sequence. */
function isPkcs7(der: Buffer): boolean {
  const outer = elementAt(der, 0);
  return outer !== undefined && firstInside(der, outer, 1)[0]?.tag === OBJECT_ID;
}
