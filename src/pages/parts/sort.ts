/** Orders of tables as an address names them: a column, with `-` before it for descending. Pure. */

export interface Sort<K extends string> {
  key: K;
  descending: boolean;
}

/** The order that a text asks for; `otherwise` where it names no column of the table. */
export function readSort<K extends string>(
  text: string | undefined,
  keys: readonly K[],
  otherwise: Sort<K>,
): Sort<K> {
  const descending = text?.startsWith('-') ?? false;
  const key = keys.find((one) => one === (descending ? text?.slice(1) : text));
  return key === undefined ? otherwise : { key, descending };
}

export function sortText<K extends string>({ key, descending }: Sort<K>): string {
  return `${descending ? '-' : ''}${key}`;
}

const collator = new Intl.Collator('vi');

/**
 * Items in the order of a value, those of one value as they came; what has no value stands last
 * whichever way it goes.
 */
export function sortedBy<T>(
  items: readonly T[],
  keyOf: (item: T) => number | string | null,
  descending: boolean,
): T[] {
  const valued = items.map((item) => ({ item, value: keyOf(item) }));
  const sign = descending ? -1 : 1;
  return valued.sort((a, b) => compare(a.value, b.value, sign)).map(({ item }) => item);
}

function compare(a: number | string | null, b: number | string | null, sign: 1 | -1): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
  return sign * collator.compare(String(a), String(b));
}
