import type { RecordRow } from '../../intake/store.ts';
import type { RecordInput, Value } from '../../intake/types.ts';
import type { Indicator } from '../../registry/types.ts';
import { changesBetween } from './changes.ts';
import { questionsOf, type ReportFacts, shownOf } from './facts.ts';
import { readValue, type Typed } from './fields.ts';

/** What somebody typed over a report that others have changed meanwhile. */
export interface Merged {
  /** By indicator: his own where he changed it, else as it was sent meanwhile. */
  typed: Map<string, Typed>;
  note: string;
  /** Where his own differs from what was sent meanwhile. */
  differences: { indicator: Indicator; theirs: Value | undefined; mine: Value | undefined }[];
  /** Both notes, when he wrote one of his own. */
  notes: { theirs: string; mine: string } | null;
}

/**
 * Puts what was typed over revision `replaces` (0: none) onto the latest one of `facts`. What he left as
 * his page showed it is not his word against the other's. Pure.
 */
export function mergeReports(
  facts: Pick<ReportFacts, 'groups' | 'revisions'>,
  mine: { typed: ReadonlyMap<string, Typed>; note: string },
  replaces: number,
): Merged {
  const base = facts.revisions.find((one) => one.revision === replaces);
  const theirNote = facts.revisions.at(-1)?.note ?? '';
  const typed = new Map<string, Typed>();
  const differences: Merged['differences'] = [];
  for (const question of questionsOf(facts)) {
    const { indicator, shown } = question;
    const before = shownOf(question, base?.values ?? {});
    const own = mine.typed.get(indicator.code) ?? before;
    const changed = !same(own, before) && !same(own, shown);
    typed.set(indicator.code, changed ? own : shown);
    if (changed) {
      const read = (fields: Typed, was: Typed) =>
        readValue(indicator, fields, was).value as Value | undefined;
      differences.push({ indicator, theirs: read(shown, shown), mine: read(own, before) });
    }
  }
  const wrote = mine.note !== (base?.note ?? '') && mine.note !== theirNote;
  return {
    typed,
    note: wrote ? mine.note : theirNote,
    differences,
    notes: wrote ? { theirs: theirNote, mine: mine.note } : null,
  };
}

/**
 * Whether a report that now meets a newer one had been received before that, its answer lost on the way:
 * the revision it would have become is his and says the same. Pure.
 */
export function receivedBefore(
  revisions: readonly RecordRow[],
  { values, note, replaces }: RecordInput,
  by: string,
): boolean {
  const own = revisions.find((one) => one.revision === (replaces ?? 0) + 1);
  if (!own || own.by !== by || own.note !== note) return false;
  return changesBetween(own.values, values, Object.keys({ ...own.values, ...values })).length === 0;
}

function same(a: Typed, b: Typed): boolean {
  return a.text === b.text && a.need === b.need && a.unknown === b.unknown;
}
