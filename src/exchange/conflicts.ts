import { shorten } from '../faults.ts';
import { own } from '../lib/own.ts';

/**
 * What a DHIS2 says of values that it does not take, from its own list: clients look at `errorCode`, `property` and
 * `indexes`. {0}, {1}: the identifiers, as they were sent.
 */
const CONFLICTS = {
  E7600: ['dataSet', ['dataSet'], 'Data set not found or not accessible: `{0}`'],
  E7602: ['dataSet', [], 'A valid dataset is required'],
  E7603: ['orgUnit', ['organisationUnit'], 'Org unit not found or not accessible: `{0}`'],
  E7604: [
    'attributeOptionCombo',
    ['categoryOptionCombo'],
    'Attribute option combo not found or not accessible: `{0}`',
  ],
  E7610: ['dataElement', ['dataElement'], 'Data element not found or not accessible: `{0}`'],
  E7611: ['period', ['period'], 'Period not valid: `{0}`'],
  E7612: ['orgUnit', ['organisationUnit'], 'Organisation unit not found or not accessible: `{0}`'],
  E7613: [
    'categoryOptionCombo',
    ['categoryOptionCombo'],
    'Category option combo not found or not accessible for writing data: `{0}`',
  ],
  E7615: [
    'attributeOptionCombo',
    ['categoryOptionCombo'],
    'Attribute option combo not found or not accessible for writing data: `{0}`',
  ],
  E7618: ['value', ['dataElement'], 'Data value or comment not specified for data element: `{0}`'],
  E7619: ['value', ['dataElement'], 'Value must match value type of data element `{0}`: `{1}`'],
  E7620: ['comment', [], 'Invalid comment: {0}'],
  E7632: [null, ['period', 'dataElement'], 'Period type of period: `{0}` not valid for data element: `{1}`'],
  E7633: ['dataElement', ['dataElement', 'dataSet'], 'Data element: `{0}` is not part of dataset: `{1}`'],
  E7640: [
    'period',
    ['period', 'dataSet'],
    'Current date is past expiry days for period: `{0}` and data set: `{1}`',
  ],
  E7641: [
    'period',
    ['period', 'dataElement'],
    'Period: `{0}` is after latest open future period: `{2}` for data element: `{1}`',
  ],
  E7643: ['period', ['period', 'dataSet'], 'Period: `{0}` is not open for this data set at this time: `{1}`'],
} as const satisfies Record<
  string,
  readonly [property: string | null, objects: readonly string[], text: string]
>;

export type ConflictCode = keyof typeof CONFLICTS;

export interface Conflict {
  object: string;
  objects: Record<string, string>;
  value: string;
  errorCode: string;
  property?: string;
  /** Places of the values that it is of, from 0. */
  indexes: number[];
}

/** Conflicts that are told; what comes after them is still in the list of rejected places. */
const MOST = 1_000;

/** The conflicts of one import, each told once with the places of all values that it is of. */
export class Conflicts {
  readonly #found = new Map<string, Omit<Conflict, 'indexes'> & { indexes: Set<number> }>();
  readonly #rejected = new Set<number>();

  /** `args` fill the text in their order; the first of them are the objects that it speaks of. */
  add(code: ConflictCode, index: number | null, args: readonly string[]): void {
    if (index !== null) this.#rejected.add(index);
    const [property, names, text] = CONFLICTS[code];
    const told = args.map((arg) => shorten(arg, 300));
    const objects = Object.fromEntries(names.map((name, at) => [name, told[at] ?? '']));
    const value = text.replace(/\{(\d)\}/g, (_, at: string) => told[Number(at)] ?? '');
    const key = `${code} ${value}`;
    const known = this.#found.get(key);
    if (known) {
      if (index !== null) known.indexes.add(index);
    } else if (this.#found.size < MOST)
      this.#found.set(key, {
        object: own(objects, names[0]) ?? property ?? 'value',
        objects,
        value,
        errorCode: code,
        ...(property === null ? {} : { property }),
        indexes: new Set(index === null ? [] : [index]),
      });
  }

  /** Not taken by what was asked for, though there is nothing wrong with it. */
  pass(index: number): void {
    this.#rejected.add(index);
  }

  get list(): Conflict[] {
    return [...this.#found.values()].map((one) => ({
      ...one,
      indexes: [...one.indexes].sort((a, b) => a - b),
    }));
  }

  get rejectedIndexes(): number[] {
    return [...this.#rejected].sort((a, b) => a - b);
  }
}
