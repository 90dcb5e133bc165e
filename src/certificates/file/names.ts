import type { RelativeDistinguishedNames } from 'pkijs';
import { composed } from '../../lib/composed.ts';
import { own } from '../../lib/own.ts';

/** What of a distinguished name is looked at, by the number of its attribute. */
const ATTRIBUTES: Record<string, keyof DistinguishedName> = {
  '2.5.4.3': 'commonName',
  '2.5.4.4': 'surname',
  '2.5.4.5': 'number',
  '2.5.4.10': 'organisation',
  '2.5.4.11': 'unit',
  '2.5.4.12': 'title',
  '2.5.4.42': 'givenName',
  '0.9.2342.19200300.100.1.1': 'userId',
  '1.2.840.113549.1.9.1': 'email',
};

export interface DistinguishedName {
  commonName?: string;
  surname?: string;
  givenName?: string;
  title?: string;
  organisation?: string;
  unit?: string;
  email?: string;
  userId?: string;
  number?: string;
}

const LONGEST = 200;

/** The attributes of a name; of one that stands twice the first. */
export function nameOf(name: RelativeDistinguishedNames): DistinguishedName {
  const found: DistinguishedName = {};
  for (const { type, value } of name.typesAndValues) {
    const key = own(ATTRIBUTES, type);
    const text = key && cleaned((value as { valueBlock?: { value?: unknown } }).valueBlock?.value);
    if (key && text && !found[key]) found[key] = text;
  }
  return found;
}

/** What a name is called in lists: itself, else its organisation. */
export function calledOf({ commonName, organisation, unit }: DistinguishedName): string | null {
  return commonName ?? organisation ?? unit ?? null;
}

/** One line of plain text: a certificate may hold whatever whoever made it liked. */
function cleaned(text: unknown): string {
  if (typeof text !== 'string') return '';
  const plain = composed(text.toWellFormed()).replace(/[\p{C}\u2028\u2029]/gu, ' ');
  return [...plain.replace(/\s+/g, ' ').trim()].slice(0, LONGEST).join('');
}
