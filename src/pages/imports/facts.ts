import { findLocality } from '../../access/localities.ts';
import type { Principal } from '../../access/principal.ts';
import { type Day, dayOf } from '../../days.ts';
import { columnsNamed } from '../../intake/sheet-columns.ts';
import type { Registry } from '../../registry/snapshot.ts';
import type { LocalityName } from '../../registry/types.ts';
import { type PageOf, pageOf } from '../parts/pager.tsx';
import { type DraftRow, draftRow, inOrder, type RowView, rowFinder } from './rows.ts';
import type { Draft } from './store.ts';

/** A row with the locality that it is of, where the code is one of the caller's area. */
export interface NamedRow extends DraftRow {
  named: LocalityName | undefined;
}

export interface DraftFacts {
  draft: Draft;
  /** Rows with something to put right. */
  faulty: number;
  view: RowView;
  page: PageOf<NamedRow>;
}

const PAGE_SIZE = 50;

/** A page of what the check said of a sheet's rows, those to be put right first. */
export function draftFacts(
  draft: Draft,
  asked: { registry: Registry; principal: Principal; page: number; view: RowView; now: Date },
): DraftFacts {
  const { registry, principal, view, now } = asked;
  const { answer, sheet } = draft;
  const found = sheet?.found;
  const columns = columnsNamed(found?.headers ?? [], registry.indicators);
  const rowOf = rowFinder(found);
  const results = answer === null ? [] : inOrder(answer, view);
  const { rows, ...page } = pageOf(results, asked.page, PAGE_SIZE);
  const today: Day = dayOf(now);
  const named = rows.map((result): NamedRow => {
    const row = draftRow(result, rowOf(result), columns);
    const locality = findLocality(registry, principal, row.locality);
    return { ...row, named: locality && registry.nameOn(locality, today) };
  });
  const faulty = answer === null ? 0 : answer.results.filter(({ errors }) => errors !== undefined).length;
  return { draft, faulty, view, page: { ...page, rows: named } };
}
