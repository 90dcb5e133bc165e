import { insertAuditsOf } from '../access/audit-store.ts';
import type { Author, Change } from '../access/author.ts';
import type { RootSql, Tx } from '../db/connect.ts';
import { lockCurrent } from '../intake/store.ts';
import { groupBy } from '../lib/group-by.ts';
import { type Decision, decideCertificate } from './decide.ts';
import { readAllOf } from './store.ts';
import type { CertificateInput } from './types.ts';
import { correctCertificates, insertCertificates } from './write-store.ts';

/** What became of a certificate that was brought. */
export type Kept = { id: number | null } & (
  | { outcome: 'added' | 'unchanged' | 'corrected' }
  | { outcome: 'rejected'; fault: Extract<Decision, { outcome: 'rejected' }>['fault'] }
);

/**
 * Puts certificates into the register, each once by (locality, issuer, serial number), no two of `given` being the
 * same. One transaction, an audit row a change; with `dryRun` it is only said what would be. With `atomic` nothing
 * is stored as soon as one is rejected.
 */
export async function keepCertificates(
  sql: RootSql,
  given: readonly CertificateInput[],
  author: Author,
  { dryRun = false, atomic = false } = {},
): Promise<Kept[]> {
  return (await sql.begin(async (tx) => {
    const codes = [...new Set(given.map(({ locality }) => locality))];
    await lockCurrent(tx, codes);
    const known = groupBy(await readAllOf(tx, codes), (one) => one.locality);
    const decided = given.map((one) => decideCertificate(one, known.get(one.locality) ?? []));
    const refused = atomic && decided.some(({ outcome }) => outcome === 'rejected');
    const ids = dryRun || refused ? [] : await store(tx, given, decided, author);
    return decided.map((one): Kept => {
      if (one.outcome === 'rejected') return { ...one, id: null };
      if (one.outcome === 'unchanged') return one;
      const id = one.outcome === 'corrected' ? one.before.id : (ids.shift() ?? null);
      return { outcome: one.outcome, id };
    });
  })) as Kept[];
}

/** Returns the ids of those added, in their order. */
async function store(
  tx: Tx,
  given: readonly CertificateInput[],
  decided: readonly Decision[],
  author: Author,
): Promise<number[]> {
  const added = given.filter((_, at) => decided[at]?.outcome === 'added');
  const corrected = decided.flatMap((one) => (one.outcome === 'corrected' ? [one] : []));
  const ids = await insertCertificates(tx, added, { by: author.name ?? author.actor, at: author.now });
  await correctCertificates(
    tx,
    corrected.map(({ before, after }) => ({ ...after, id: before.id })),
  );
  await insertAuditsOf(tx, author, [
    ...added.map((one, at): Change => {
      const after = toldOf({ ...one, id: ids[at] });
      return { action: 'certificate.add', target: targetOf(one), area: one.locality, after };
    }),
    ...corrected.map(({ before, after }): Change => {
      const { id } = before;
      return {
        action: 'certificate.correct',
        target: targetOf(before),
        area: before.locality,
        before: toldOf(before),
        after: toldOf({ ...after, id }),
      };
    }),
  ]);
  return ids;
}

/** A certificate as the audit names it. */
export const targetOf = ({ locality, serial }: Pick<CertificateInput, 'locality' | 'serial'>) =>
  `${locality} ${serial}`;

/** What the audit keeps of one. */
export function toldOf(one: CertificateInput & { id?: number | undefined }) {
  const { id, kind, holder, issuer, subject, validFrom, validTo, selfSigned, source } = one;
  return { id, kind, holder, issuer, subject, validFrom, validTo, selfSigned, source };
}
