import type { CertificateKind } from '../types.ts';
import type { DistinguishedName } from './names.ts';

/** How units call themselves at the beginning of a name. */
const UNITS =
  /^(ubnd|[uủ][yỷ] ban|h[đđ]nd|hội đồng|đảng [uủ][yỷ]|trung tâm|văn phòng|phòng|sở|chi cục|cục|ban|trường|trạm|công an)\b/iu;
const MACHINE = /^(\*\.)?([a-z\d-]+\.)+[a-z]{2,}$|^\d{1,3}(\.\d{1,3}){3}$/i;
/** Identity numbers as authorities write them into names. */
const PERSON_NUMBER = /\b(CCCD|CMND|CMT|HC|PNO|PID)\b/i;

/**
 * What kind a certificate seems to be, for whoever uploads it to put right. In doubt a person's: of one the name is not
 * kept. Pure.
 */
export function guessKind(name: DistinguishedName, usages: readonly string[]): CertificateKind {
  if (namesPerson(name)) return 'personal';
  const called = name.commonName ?? '';
  if (usages.includes('serverAuth') || MACHINE.test(called)) return 'device';
  if (called === '' || called === name.organisation || UNITS.test(called)) return 'organisation';
  return 'personal';
}

/** Whether a name says by its attributes that it is a person's. */
export function namesPerson({
  surname,
  givenName,
  title,
  userId = '',
  number = '',
}: DistinguishedName): boolean {
  return Boolean(surname || givenName || title) || PERSON_NUMBER.test(userId) || PERSON_NUMBER.test(number);
}
