import { insertAuditOf } from '../access/audit-store.ts';
import type { Author } from '../access/author.ts';
import { settleStored } from '../collect/after-store.ts';
import { insertMarks } from '../collect/store.ts';
import { dayOf } from '../days.ts';
import type { Tx } from '../db/connect.ts';
import type { CurrentValues, ReportedValue } from '../intake/types.ts';
import type { Registry } from '../registry/snapshot.ts';
import { decideMarked } from './mark-store.ts';

/** A reviewer's word. */
export interface Decision {
  state: 'questioned' | 'verified';
  /** Blank where a verified value needs none. */
  reason: string;
}

export interface MarkedValue extends ReportedValue {
  locality: string;
  indicator: string;
}

export const AUDIT_WORDS = { questioned: 'question', verified: 'verify' } as const;

/**
 * Marks values that stand, and settles what that does to their localities from today on. `current` is what
 * the localities hold; the caller has their locks. The flags that wait on these values are decided with it.
 */
export async function markValues(
  tx: Tx,
  registry: Registry,
  marked: readonly MarkedValue[],
  { state, reason }: Decision,
  current: Map<string, CurrentValues>,
  author: Author,
): Promise<void> {
  if (marked.length === 0) return;
  const { now, actor, name: by = actor } = author;
  const from = dayOf(now);
  const marks = marked.map(({ locality, indicator, value }) => ({
    locality,
    indicator,
    value,
    state,
    reason,
  }));
  await insertMarks(tx, marks, { setOn: from, by, at: now });
  await decideMarked(tx, marks, { by, at: now });
  for (const { locality, indicator, value, day, revision } of marked)
    await insertAuditOf(tx, author, {
      action: `mark.${AUDIT_WORDS[state]}`,
      target: `${locality} ${indicator}`,
      area: locality,
      after: { value, day, revision, reason },
    });
  const localities = [...new Set(marked.map(({ locality }) => locality))].flatMap((code) => {
    const locality = registry.localities.get(code);
    return locality ? [{ locality, from }] : [];
  });
  await settleStored(tx, registry, { localities, current }, now);
}
