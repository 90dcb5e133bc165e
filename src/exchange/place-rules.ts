import { findLocality } from '../access/localities.ts';
import type { Principal } from '../access/principal.ts';
import type { Day } from '../days.ts';
import type { ValueColumn } from '../intake/sheet-columns.ts';
import { composed } from '../lib/composed.ts';
import type { Registry } from '../registry/snapshot.ts';
import type { Locality } from '../registry/types.ts';
import type { Conflicts } from './conflicts.ts';
import { isDefaultCombo, type Names } from './names-rules.ts';
import { isOtherPeriod, readPeriod } from './periods-rules.ts';

/** Where each value of a data value set belongs. */

/** A value as it was sent, all as text. */
export interface SentValue {
  dataElement: string;
  period: string;
  orgUnit: string;
  categoryOptionCombo: string;
  attributeOptionCombo: string;
  value: string;
  comment: string;
  deleted: boolean;
}

/** A value whose place is found. */
export interface PlacedValue {
  /** Among those sent, from 0. */
  index: number;
  sent: SentValue;
  column: ValueColumn;
  locality: Locality;
  day: Day;
}

/** What the set says of all its values; it stands before what a value says of itself. */
export type OfSet = Partial<Pick<SentValue, 'period' | 'orgUnit' | 'attributeOptionCombo'>>;

/** Fields of a value, whatever wrote them: numbers and booleans are text to a DHIS2. */
export function readSent(raw: unknown, set: OfSet): SentValue {
  const fields = typeof raw === 'object' && raw !== null ? (raw as Record<string, unknown>) : {};
  const text = (name: string) => {
    const given = Object.hasOwn(fields, name) ? fields[name] : undefined;
    const scalar = typeof given === 'number' || typeof given === 'boolean' ? String(given) : given;
    return typeof scalar === 'string' ? composed(scalar.trim()) : '';
  };
  return {
    dataElement: text('dataElement'),
    period: set.period || text('period'),
    orgUnit: set.orgUnit || text('orgUnit'),
    categoryOptionCombo: text('categoryOptionCombo'),
    attributeOptionCombo: set.attributeOptionCombo || text('attributeOptionCombo'),
    value: text('value'),
    comment: text('comment'),
    deleted: text('deleted') === 'true',
  };
}

export interface PlaceContext {
  registry: Registry;
  principal: Principal;
  names: Names;
  columns: ReadonlyMap<string, ValueColumn>;
  conflicts: Conflicts;
}

/** Finds where a value belongs, in the order in which a DHIS2 looks; the first thing that is wrong is told. */
export function placeOf(sent: SentValue, index: number, context: PlaceContext): PlacedValue | undefined {
  const { registry, principal, names, columns, conflicts } = context;
  const column = columns.get(names.ours('data_element', sent.dataElement));
  if (!column) return void conflicts.add('E7610', index, [sent.dataElement]);
  const day = readPeriod(sent.period);
  if (day === null) {
    if (isOtherPeriod(sent.period)) conflicts.add('E7632', index, [sent.period, sent.dataElement]);
    else conflicts.add('E7611', index, [sent.period]);
    return undefined;
  }
  const locality = findLocality(registry, principal, names.ours('org_unit', sent.orgUnit));
  if (!locality) return void conflicts.add('E7612', index, [sent.orgUnit]);
  if (sent.categoryOptionCombo !== '' && !isDefaultCombo(sent.categoryOptionCombo))
    return void conflicts.add('E7613', index, [sent.categoryOptionCombo]);
  if (sent.attributeOptionCombo !== '' && !isDefaultCombo(sent.attributeOptionCombo))
    return void conflicts.add('E7615', index, [sent.attributeOptionCombo]);
  return { index, sent, column, locality, day };
}
