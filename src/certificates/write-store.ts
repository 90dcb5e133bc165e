import type { Day } from '../days.ts';
import type { Tx } from '../db/connect.ts';
import { issuerKey } from './decide.ts';
import type { CertificateInput, Withdrawal } from './types.ts';

/** What is written of the register. Whoever writes holds the locks of the localities, and writes the audit. */

const fieldsOf = (tx: Tx, rows: readonly object[]) => tx`
  jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as x(place int, id bigint, locality text, kind text,
    holder text, issuer text, "issuerKey" text, subject text, serial text, "validFrom" date, "validTo" date,
    "keyUsage" text[], "selfSigned" boolean, source text)`;

/** Stores new certificates. Returns their ids in the same order. */
export async function insertCertificates(
  tx: Tx,
  given: readonly CertificateInput[],
  { by, at }: { by: string; at: Date },
): Promise<number[]> {
  if (given.length === 0) return [];
  const rows = given.map((one, place) => ({ ...one, place, issuerKey: issuerKey(one.issuer) }));
  // Identities are given in the order of the rows.
  const ids = await tx<{ id: number }[]>`
    insert into certificate (locality, kind, holder, issuer, issuer_key, subject, serial, valid_from, valid_to,
      key_usage, self_signed, source, added_by, added_at)
    select locality, kind, holder, issuer, "issuerKey", subject, serial, "validFrom", "validTo", "keyUsage",
      "selfSigned", source, ${by}, ${at.toISOString()}::timestamptz
    from ${fieldsOf(tx, rows)} order by place
    returning id`;
  return ids.map(({ id }) => id);
}

/** Replaces what is known of certificates; one that was put in by mistake is in use again. */
export async function correctCertificates(
  tx: Tx,
  given: readonly (CertificateInput & { id: number })[],
): Promise<void> {
  if (given.length === 0) return;
  await tx`
    update certificate c set kind = x.kind, holder = x.holder, subject = x.subject, valid_from = x."validFrom",
      valid_to = x."validTo", key_usage = x."keyUsage", self_signed = x."selfSigned", source = x.source,
      withdrawn_on = null, withdrawn_for = null, withdrawn_by = null, revision = revision + 1
    from ${fieldsOf(tx, given)} where c.id = x.id`;
}

/** Takes a certificate out of use from a day on. */
export async function markWithdrawn(
  tx: Tx,
  id: number,
  { on, reason, by }: { on: Day; reason: Withdrawal; by: string },
): Promise<void> {
  await tx`
    update certificate set withdrawn_on = ${on}::date, withdrawn_for = ${reason}, withdrawn_by = ${by},
      revision = revision + 1
    where id = ${id}`;
}
