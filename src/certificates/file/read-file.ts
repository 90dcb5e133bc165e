import { X509Certificate } from 'node:crypto';
import { issuerKey } from '../decide.ts';
import { blocksOf } from './blocks.ts';
import { elementAt, firstInside, OBJECT_ID } from './der.ts';
import { type FileFault, MOST_CERTIFICATES } from './faults.ts';
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
  return {
    ok: true,
    found: all.map(({ one, x509 }) => ({ ...one, notByItsIssuer: isContradicted(x509, all) })),
  };
}

/** Whether certificates of its issuer's name are there, and none of their keys made its signature. */
function isContradicted(x509: X509Certificate, all: readonly { x509: X509Certificate }[]): boolean {
  const issuers = all.filter((other) => other.x509 !== x509 && other.x509.subject === x509.issuer);
  return issuers.length > 0 && issuers.every((other) => fits(x509, other.x509) === false);
}

/** PKCS#7 begins with the name of its content, a certificate with another sequence. */
function isPkcs7(der: Buffer): boolean {
  const outer = elementAt(der, 0);
  return outer !== undefined && firstInside(der, outer, 1)[0]?.tag === OBJECT_ID;
}
