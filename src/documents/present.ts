import type { z } from 'zod';
import { type Day, dayOf, isoLocal } from '../days.ts';
import type { Sql } from '../db/connect.ts';
import { groupBy } from '../lib/group-by.ts';
import type { Registry } from '../registry/snapshot.ts';
import { type Effect, effectOf } from './effect-rules.ts';
import { factsOf } from './facts.ts';
import { referenceOfDocument } from './paper.ts';
import type { documentAnswer, documentItem } from './schema.ts';
import { type DocumentDetail, type DocumentHead, readUrged } from './store.ts';
import { REPORT } from './types.ts';

/** What came of issued documents, by number. */
export async function readEffects(
  sql: Sql,
  rows: readonly Pick<DocumentHead, 'id' | 'state' | 'day'>[],
  today: Day,
): Promise<Map<number, Effect>> {
  const issued = rows.filter(({ state }) => state === 'issued');
  const urged = await readUrged(
    sql,
    issued.map(({ id }) => id),
    today,
  );
  return new Map(issued.map(({ id, day }) => [id, effectOf(urged.get(id) ?? [], day ?? today, today)]));
}

const at = (instant: Date | null) => (instant ? isoLocal(instant) : null);

/** A document as lists have it. */
export function presentHead(
  registry: Registry,
  row: DocumentHead,
  effect: Effect | undefined,
): z.infer<typeof documentItem> {
  return {
    id: row.id,
    kind: row.kind,
    province: row.province,
    programme: row.programme,
    subject: row.subject,
    state: row.state,
    revision: row.revision,
    asOf: isoLocal(row.asOf),
    addressees: row.addressees,
    number: row.number,
    reference: referenceOfDocument(registry, row),
    day: row.day,
    signerTitle: row.signerTitle,
    createdAt: isoLocal(row.createdAt),
    createdBy: row.createdBy,
    issuedAt: at(row.issuedAt),
    issuedBy: row.issuedBy,
    localities: row.localities,
    lacking: row.lacking,
    sha256: row.sha256,
    signed: row.signed && { ...row.signed, at: isoLocal(new Date(row.signed.at)) },
    effect: effect ?? null,
  };
}

/** A document with its text and annexes, and what came of it. */
export async function presentDocument(
  sql: Sql,
  registry: Registry,
  row: DocumentDetail,
  now: Date,
): Promise<z.infer<typeof documentAnswer>> {
  const effects = await readEffects(sql, [row], dayOf(now));
  const rows = groupBy(row.rows, ({ locality }) => locality);
  return {
    ...presentHead(registry, row, effects.get(row.id)),
    text: row.text,
    annexes: factsOf(registry, row).localities.map((locality) => ({
      locality,
      rows: (rows.get(locality.code) ?? []).map(({ indicator, state, have, need, missing, since }) => ({
        indicator: indicator === REPORT ? null : indicator,
        ...{ state, have, need, missing, since },
      })),
    })),
  };
}
