import { columnsOf, type ValueColumn } from '../intake/sheet-columns.ts';
import type { Registry } from '../registry/snapshot.ts';
import {
  type CodeKind,
  DEFAULT_COMBO,
  type ExchangeCode,
  ID_SCHEMES,
  type IdScheme,
  type IdSchemes,
} from './types.ts';

/** Identifiers of a DHIS2 and ours. What is mapped to nothing is called by our own code, in either scheme. */
export interface Names {
  /** Our code for theirs; as it is where nothing is mapped to it. */
  ours(kind: CodeKind, theirs: string): string;
  theirs(kind: CodeKind, ours: string): string;
}

const OF_KIND = { data_element: 'dataElement', org_unit: 'orgUnit', data_set: 'dataSet' } as const;

export function createNames(codes: readonly ExchangeCode[], schemes: IdSchemes): Names {
  const toOurs = new Map<string, string>();
  const toTheirs = new Map<string, string>();
  for (const { kind, ours, uid, code } of codes) {
    const theirs = schemes[OF_KIND[kind]] === 'UID' ? uid : code;
    if (theirs === null) continue;
    toOurs.set(`${kind} ${theirs}`, ours);
    toTheirs.set(`${kind} ${ours}`, theirs);
  }
  return {
    ours: (kind, theirs) => toOurs.get(`${kind} ${theirs}`) ?? theirs,
    theirs: (kind, ours) => toTheirs.get(`${kind} ${ours}`) ?? ours,
  };
}

/** Every value there ever was, by the code of its data element: a ratio is two. */
export function valueColumns(registry: Registry): Map<string, ValueColumn> {
  return new Map(registry.indicators.flatMap(columnsOf).map((column) => [column.header, column]));
}

/** Whether a category option combo, or an attribute option combo, is the one that there is. */
export const isDefaultCombo = (combo: string): boolean =>
  combo === DEFAULT_COMBO || combo.toLowerCase() === 'default';

/** A scheme by its name, in whatever case; undefined for one that is not taken here. */
export function readScheme(text: string): IdScheme | undefined {
  return ID_SCHEMES.find((scheme) => scheme === text.toUpperCase());
}

/** `uid` as every DHIS2 makes it. */
export const isUid = (text: string): boolean => /^[A-Za-z][A-Za-z0-9]{10}$/.test(text);
