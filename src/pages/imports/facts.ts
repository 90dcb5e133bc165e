import { findLocality } from '../../access/localities.ts';
import type { Principal } from '../../access/principal.ts';
import { type Day, dayOf } from '../../days.ts';
import type { Sql } from '../../db/connect.ts';
import type { Draft } from '../../intake/draft-store.ts';
import { type Column, columnsNamed } from '../../intake/sheet-columns.ts';
import { readRows } from '../../intake/sheet-rows.ts';
import { readCurrent } from '../../intake/store.ts';
import { type CurrentValues, sameValue, type Value } from '../../intake/types.ts';
import type { Registry } from '../../registry/snapshot.ts';
import type { Indicator, LocalityName } from '../../registry/types.ts';
import type { FoundRow } from '../../sheets/found.ts';
import { type PageOf, pageOf } from '../parts/pager.tsx';
import { type DraftRow, draftRow, inOrder, type RowView, rowFinder } from './rows.ts';

/** A row with the locality that it is of, where the code is one of the caller's area. */
export interface NamedRow extends DraftRow {
  named: LocalityName | undefined;
  /** What is understood of its figures, where it is sound, with what stands now. */
  said: SaidValue[];
}

/** A figure of a row. */
export interface SaidValue {
  indicator: Indicator;
  value: Value;
  /** The latest of before, where it is another. */
  before: Value | undefined;
}

export interface DraftFacts {
  draft: Draft;
  /** Rows with something to put right. */
  faulty: number;
  view: RowView;
  page: PageOf<NamedRow>;
}

/** A page of what the check said of a sheet's rows, those to be put right first. */
export async function draftFacts(
  sql: Sql,
  draft: Draft,
  asked: { registry: Registry; principal: Principal; page: number; size: number; view: RowView; now: Date },
): Promise<DraftFacts> {
  const { registry, principal, view, now } = asked;
  const { answer, sheet } = draft;
  const found = sheet?.found;
  const columns = columnsNamed(found?.headers ?? [], registry.indicators);
  const rowOf = rowFinder(found);
  const results = answer === null ? [] : inOrder(answer, view);
  const { rows, ...page } = pageOf(results, asked.page, asked.size);
  const today: Day = dayOf(now);
  const shown = rows.map((result) => ({
    found: rowOf(result),
    row: draftRow(result, rowOf(result), columns),
  }));
  const current = await readCurrent(
    sql,
    shown.map(({ row }) => row.locality),
  );
  const named = shown.map(({ found: own, row }): NamedRow => {
    const locality = findLocality(registry, principal, row.locality);
    const sound = row.outcome === 'accepted' || row.outcome === 'unchanged';
    const said = sound && own && locality ? saidOf(own, columns, current.get(locality.code) ?? {}) : [];
    return { ...row, said, named: locality && registry.nameOn(locality, today) };
  });
  const faulty = answer === null ? 0 : answer.results.filter(({ errors }) => errors !== undefined).length;
  return { draft, faulty, view, page: { ...page, rows: named } };
}

/** The figures of a sound row as they were understood. */
function saidOf(
  row: FoundRow,
  columns: readonly (Column | undefined)[],
  current: CurrentValues,
): SaidValue[] {
  const [read] = readRows([row], columns);
  const indicators = new Set(
    columns.flatMap((column) => (column?.role === 'value' ? [column.indicator] : [])),
  );
  return [...indicators].flatMap((indicator): SaidValue[] => {
    const value = read?.raw.values[indicator.code] as Value | undefined;
    const before = current[indicator.code]?.value;
    if (value === undefined) return [];
    return [{ indicator, value, before: sameValue(before, value) ? undefined : before }];
  });
}
