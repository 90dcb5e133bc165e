import { insertAuditOf } from '../access/audit-store.ts';
import type { Author } from '../access/author.ts';
import { type Day, dayOf, formatDay } from '../days.ts';
import type { RootSql } from '../db/connect.ts';
import { type Fault, fault } from '../faults.ts';
import { lockCurrent } from '../intake/store.ts';
import { targetOf, toldOf } from './keep.ts';
import { readCertificate } from './store.ts';
import type { Certificate, Withdrawal } from './types.ts';
import { markWithdrawn } from './write-store.ts';

/**
 * Takes a certificate of the register out of use from a day on (today where none is given), or says why not. Said
 * again with another day or reason, the latter holds; the same again changes nothing.
 */
export async function withdrawCertificate(
  sql: RootSql,
  { locality, id }: Pick<Certificate, 'locality' | 'id'>,
  { reason, on = null }: { reason: Withdrawal; on?: Day | null },
  author: Author,
): Promise<Fault | null> {
  return (await sql.begin(async (tx) => {
    await lockCurrent(tx, [locality]);
    const before = await readCertificate(tx, id);
    if (!before) throw new Error('A certificate never goes away.');
    const today = dayOf(author.now);
    const day = on ?? before.withdrawnOn ?? today;
    if (day > today) return fault('/on', 'future_day', { day, today });
    if (reason !== 'mistake' && day < before.validFrom)
      return fault('/on', 'invalid_value', {
        why: `it begins on ${before.validFrom}`,
        whyVi: `chứng thư bắt đầu ngày ${formatDay(before.validFrom)}`,
      });
    if (before.withdrawnFor === reason && before.withdrawnOn === day) return null;
    await markWithdrawn(tx, id, { on: day, reason, by: author.name ?? author.actor });
    await insertAuditOf(tx, author, {
      action: 'certificate.withdraw',
      target: targetOf(before),
      area: locality,
      before: { ...toldOf(before), withdrawnOn: before.withdrawnOn, reason: before.withdrawnFor },
      after: { withdrawnOn: day, reason },
    });
    return null;
  })) as Fault | null;
}
