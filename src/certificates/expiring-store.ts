import { addDays, type Day } from '../days.ts';
import type { Sql } from '../db/connect.ts';
import type { CertificateKind } from './types.ts';

/** A certificate whose end is near, or was lately. */
export interface Expiring {
  id: number;
  locality: string;
  kind: CertificateKind;
  holder: string | null;
  serial: string | null;
  /** The last local day on which it is valid. */
  validTo: Day;
}

/** So long after its end a certificate is still spoken of. */
const SPOKEN_OF_DAYS = 30;

/**
 * Certificates in use (neither withdrawn nor self-signed) that end within so many days from today, or have ended
 * no more than 30 days ago; by locality and end, of all localities that have not ended, whatever their programme.
 */
export async function readExpiring(sql: Sql, today: Day, withinDays: number): Promise<Expiring[]> {
  return await sql<Expiring[]>`
    select c.id, c.locality, c.kind, c.holder, c.serial, c.valid_to as "validTo"
    from certificate c join locality l on l.code = c.locality and coalesce(l.valid_to, 'infinity') >= ${today}::date
    where c.withdrawn_on is null and not c.self_signed
      and c.valid_to between ${addDays(today, -SPOKEN_OF_DAYS)} and ${addDays(today, withinDays)}
    order by c.locality, c.valid_to, c.id`;
}
