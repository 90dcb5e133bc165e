import type { Author } from '../access/author.ts';
import { type Day, dayOf } from '../days.ts';
import type { RootSql } from '../db/connect.ts';
import { type Fault, fault } from '../faults.ts';
import { checkCertificate, keptSubject } from './check.ts';
import { sameCertificate } from './decide.ts';
import type { FoundCertificate } from './file/read-file.ts';
import { type Kept, keepCertificates } from './keep.ts';
import { readAllOf } from './store.ts';
import type { CertificateInput, CertificateKind } from './types.ts';

/** What is to be said of a certificate of a file, besides what it holds. */
export const NOTES = ['authority', 'self_signed', 'expired', 'future', 'wrong_signature'] as const;
export type Note = (typeof NOTES)[number];

export function notesOf(found: FoundCertificate, today: Day): Note[] {
  const notes: [Note, boolean][] = [
    ['authority', found.isAuthority],
    // Whoever stands at the top of a chain has nobody to sign for him.
    ['self_signed', found.selfSigned && !found.isAuthority],
    ['expired', found.validTo < today],
    ['future', found.validFrom > today],
    ['wrong_signature', found.notByItsIssuer],
  ];
  return notes.flatMap(([note, holds]) => (holds ? [note] : []));
}

/** Whether it may be put into the register: an authority's is nobody's of a locality. */
export function isOffered(found: FoundCertificate): boolean {
  return !found.isAuthority && !found.notByItsIssuer;
}

/** What the file does not say, or says wrongly. */
export interface SaidOfIt {
  kind: CertificateKind;
  holder: string | null;
}

export type FromFile = { ok: true; input: CertificateInput } | { ok: false; faults: Fault[] };

/** A certificate of a file as the register keeps it. Nothing else of the file is kept. */
function inputFrom(locality: string, found: FoundCertificate, { kind, holder }: SaidOfIt): FromFile {
  const { issuer, serial, validFrom, validTo, keyUsage, selfSigned } = found;
  const subject = found.namesPerson ? null : keptSubject(kind, found.subject);
  const checked = checkCertificate({ locality, kind, holder, issuer, subject, serial, validFrom, validTo });
  const faults = [
    ...(checked.ok ? [] : checked.faults),
    // Whatever kind it is said to be, it may not be there.
    ...(found.notByItsIssuer ? [fault('', 'not_issued_by_its_issuer')] : []),
  ];
  if (faults.length > 0 || !checked.ok) return { ok: false, faults };
  return { ok: true, input: { ...checked.certificate, keyUsage, selfSigned, source: 'file' } };
}

/** What became of a certificate of a file. */
export type FileOutcome = {
  found: FoundCertificate;
  notes: Note[];
  kind: CertificateKind;
  holder: string | null;
} & ({ outcome: 'not_offered' } | { outcome: Kept['outcome']; id: number | null; faults: Fault[] });

/**
 * Puts the certificates of a file into the register of a locality, but for those of authorities. `saidOf` has what
 * the file does not say of each; `known` is what the register has of it, where it is there already.
 */
export async function keepFromFile(
  sql: RootSql,
  { locality, all, saidOf }: FileOfLocality,
  author: Author,
  options: { dryRun?: boolean } = {},
): Promise<FileOutcome[]> {
  const today = dayOf(author.now);
  const register = await readAllOf(sql, [locality]);
  const read = all.map((found) => {
    const said = saidOf(
      found,
      register.find((one) => sameCertificate(one, found)),
    );
    const input = found.isAuthority ? null : inputFrom(locality, found, said);
    return { found, said, notes: notesOf(found, today), input };
  });
  const inputs = read.flatMap(({ input }) => (input?.ok ? [input.input] : []));
  const kept = await keepCertificates(sql, inputs, author, options);
  return read.map(({ found, said: { kind, holder }, notes, input }): FileOutcome => {
    const about = { found, notes, kind, holder };
    if (input === null) return { ...about, outcome: 'not_offered' };
    if (!input.ok) return { ...about, outcome: 'rejected', id: null, faults: input.faults };
    const one = kept[inputs.indexOf(input.input)];
    if (!one) throw new Error('It is said of each certificate what became of it.');
    const faults = one.outcome === 'rejected' ? [one.fault] : [];
    return { ...about, outcome: one.outcome, id: one.id, faults };
  });
}

export interface FileOfLocality {
  locality: string;
  all: readonly FoundCertificate[];
  saidOf(found: FoundCertificate, known: SaidOfIt | undefined): SaidOfIt;
}
