import { findLocality, localitiesInArea } from '../access/localities.ts';
import type { Principal } from '../access/principal.ts';
import { type Day, isoLocal } from '../days.ts';
import type { Sql } from '../db/connect.ts';
import { columnsOf } from '../intake/sheet-columns.ts';
import { type RecordRow, readDays } from '../intake/store.ts';
import type { Values } from '../intake/types.ts';
import type { Registry } from '../registry/snapshot.ts';
import type { Locality, Programme } from '../registry/types.ts';
import type { Names } from './names-rules.ts';
import { writePeriod } from './periods-rules.ts';
import { DEFAULT_COMBO } from './types.ts';
import { partOf, writeDataValue } from './values-rules.ts';

/** Records as the values of a DHIS2, each under the identifiers that it has there. */

export interface DataValue {
  dataElement: string;
  period: string;
  orgUnit: string;
  categoryOptionCombo: string;
  attributeOptionCombo: string;
  value: string;
  storedBy: string;
  created: string;
  lastUpdated: string;
  comment?: string;
  followup: boolean;
}

export interface ExportQuery {
  localities: readonly Locality[];
  /** Days, or all from one through another. */
  days: readonly Day[] | null;
  from: Day;
  to: Day;
  /** Values that one of these asks; null: all there are. */
  programmes: readonly Programme[] | null;
  /** Our codes of data elements; null: all. */
  elements: ReadonlySet<string> | null;
  updatedSince: Date | null;
}

/** Records of one answer. */
export const EXPORTED_RECORDS = 5_000;

/** Null where there are more records than one answer holds. */
export async function exportValues(
  sql: Sql,
  registry: Registry,
  names: Names,
  query: ExportQuery,
): Promise<DataValue[] | null> {
  const { localities, from, to, days, updatedSince } = query;
  const codes = localities.map((one) => one.code);
  const rows = await readDays(sql, { localities: codes, from, to, limit: EXPORTED_RECORDS + 1, after: null });
  if (rows.length > EXPORTED_RECORDS) return null;
  return rows
    .filter(({ day }) => days === null || days.includes(day))
    .filter(({ receivedAt }) => updatedSince === null || receivedAt >= updatedSince)
    .flatMap((row) => valuesOf(row, registry, names, query));
}

function valuesOf(row: RecordRow, registry: Registry, names: Names, query: ExportQuery): DataValue[] {
  const locality = registry.localities.get(row.locality);
  if (!locality) return [];
  const { programmes, elements } = query;
  const asked = programmes && new Set(programmes.flatMap((one) => registry.asked(one, locality, row.day)));
  const values = row.values as Values;
  const at = isoLocal(row.receivedAt).replace(/:(\d\d)$/, '$1');
  const found = [...registry.indicatorsOn(row.day).values()]
    .filter((indicator) => asked === null || asked.has(indicator))
    .flatMap(columnsOf)
    .flatMap((column): DataValue[] => {
      const part = partOf(column, values[column.indicator.code]);
      if (part === undefined || (elements && !elements.has(column.header))) return [];
      return [
        {
          dataElement: names.theirs('data_element', column.header),
          period: writePeriod(row.day),
          orgUnit: names.theirs('org_unit', row.locality),
          categoryOptionCombo: DEFAULT_COMBO,
          attributeOptionCombo: DEFAULT_COMBO,
          value: writeDataValue(part),
          storedBy: row.by,
          created: at,
          lastUpdated: at,
          followup: false,
        },
      ];
    });
  // A note is of the whole record; a DHIS2 has comments of values alone.
  const [first, ...others] = found;
  return first && row.note !== null ? [{ ...first, comment: row.note }, ...others] : found;
}

/**
 * The units that were asked for, each with those below it where `children` says so; undefined for one that is not
 * there, or not the caller's.
 */
export function unitsOf(
  registry: Registry,
  principal: Principal,
  code: string,
  children: boolean,
  day: Day,
): Locality[] | undefined {
  const locality = findLocality(registry, principal, code);
  if (locality) return [locality];
  const of = registry.provinces.has(code)
    ? localitiesInArea(registry, principal, day).filter((one) => one.province === code)
    : [];
  if (of.length === 0) return undefined;
  return children ? of : [];
}
