import { type Day, isDay } from '../days.ts';
import { type Fault, fault } from '../faults.ts';
import { composed } from '../lib/composed.ts';
import { isClassified } from './classified.ts';
import { readSerial } from './serial.ts';
import { CERTIFICATE_KINDS, type CertificateInput, type CertificateKind } from './types.ts';

/** A certificate as somebody typed it, in a form, a sheet or a request. */
export interface RawCertificate {
  locality: string;
  kind?: string | null | undefined;
  holder?: string | null | undefined;
  issuer?: string | null | undefined;
  subject?: string | null | undefined;
  serial?: string | null | undefined;
  validFrom?: string | null | undefined;
  validTo?: string | null | undefined;
}

export type Typed = Omit<CertificateInput, 'keyUsage' | 'selfSigned' | 'source'>;
export type Checked = { ok: true; certificate: Typed } | { ok: false; faults: Fault[] };

export const LONGEST_TEXT = 200;
/** Identity numbers have 9 or 12 digits, telephones 10: none of them is part of a position. */
const PERSONAL_NUMBER = /\d{9}/;

/** Checks what was typed; every fault at once, `/holder` and the like being where it is. Pure. */
export function checkCertificate(raw: RawCertificate): Checked {
  const faults: Fault[] = [];
  const kind = CERTIFICATE_KINDS.find((one) => one === raw.kind);
  const text = (field: 'holder' | 'issuer' | 'subject'): string | null => {
    const clean = composed(raw[field] ?? '')
      .replace(/\s+/g, ' ')
      .trim();
    faults.push(...objectionTo(`/${field}`, clean));
    return clean === '' ? null : clean;
  };
  if (!kind && isClassified(raw.kind ?? '')) faults.push(fault('/kind', 'classified_certificate'));
  else if (!kind)
    faults.push(raw.kind ? fault('/kind', 'invalid_value', KINDS_ARE) : fault('/kind', 'required'));
  const holder = text('holder');
  if (kind === 'personal' && holder === null) faults.push(fault('/holder', 'holder_missing'));
  if (holder !== null && PERSONAL_NUMBER.test(holder.replace(/[\s.-]/g, '')))
    faults.push(fault('/holder', 'holder_has_number'));
  const issuer = text('issuer');
  if (issuer === null) faults.push(fault('/issuer', 'required'));
  const subject = text('subject');
  const serial = serialOf(raw.serial ?? '', faults);
  const validFrom = dayOf('validFrom', raw.validFrom, faults);
  const validTo = dayOf('validTo', raw.validTo, faults);
  if (validFrom && validTo && validTo < validFrom) faults.push(fault('/validTo', 'ends_before_it_begins'));
  if (faults.length > 0 || !kind || issuer === null || !serial || !validFrom || !validTo)
    return { ok: false, faults };
  const kept = keptSubject(kind, subject);
  const { locality } = raw;
  return {
    ok: true,
    certificate: { locality, kind, holder, issuer, subject: kept, serial, validFrom, validTo },
  };
}

/**
 * The subject as it is kept. Of a person it would be his name, and the law lets no more be kept of him than the
 * work needs: his position, the issuer and the serial number tell his certificate from every other.
 */
export function keptSubject(kind: CertificateKind, subject: string | null): string | null {
  return kind === 'personal' ? null : subject;
}

const KINDS_ARE = {
  why: `one of ${CERTIFICATE_KINDS.join(', ')}`,
  whyVi: 'chỉ nhận cá nhân, tổ chức hoặc thiết bị',
};

function objectionTo(pointer: string, clean: string): Fault[] {
  if (isClassified(clean)) return [fault(pointer, 'classified_certificate')];
  if (/\p{C}|[\u2028\u2029]/u.test(clean) || !clean.isWellFormed()) return [fault(pointer, 'malformed_text')];
  if (clean.length <= LONGEST_TEXT) return [];
  const why = `at most ${LONGEST_TEXT} characters`;
  return [fault(pointer, 'invalid_value', { why, whyVi: `nhiều nhất ${LONGEST_TEXT} ký tự` })];
}

function serialOf(text: string, faults: Fault[]): string | undefined {
  const trimmed = text.trim();
  const serial = readSerial(trimmed);
  if (trimmed === '') faults.push(fault('/serial', 'required'));
  else if (serial === undefined) faults.push(fault('/serial', 'not_a_serial'));
  return serial;
}

function dayOf(
  field: 'validFrom' | 'validTo',
  text: string | null | undefined,
  faults: Fault[],
): Day | undefined {
  if (!text) faults.push(fault(`/${field}`, 'required'));
  else if (!isDay(text)) faults.push(fault(`/${field}`, 'invalid_day'));
  else return text;
  return undefined;
}
