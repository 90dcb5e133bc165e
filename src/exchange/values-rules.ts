import { isDay } from '../days.ts';
import type { ValueColumn } from '../intake/sheet-columns.ts';
import { isRatio, type Value } from '../intake/types.ts';

/** Values as a DHIS2 writes them: text, by the kind of the data element. A ratio is two data elements. */

const YES = ['true', 't', '1'];
const NO = ['false', 'f', '0'];

/** What a text says of a column; as it is where it says nothing of that kind, so that the check refuses it. */
export function readDataValue({ indicator, half }: ValueColumn, text: string): boolean | number | string {
  if (half !== null || indicator.kind === 'number') return readNumber(text) ?? text;
  if (indicator.kind !== 'boolean')
    return isDay(text.slice(0, 10)) && isMidnight(text) ? text.slice(0, 10) : text;
  const word = text.toLowerCase();
  if (YES.includes(word)) return true;
  return NO.includes(word) ? false : text;
}

/** A date may come with the first moment of its day. */
const isMidnight = (text: string) => /^.{10}(T00:00(:00(\.0+)?)?)?$/.test(text);

function readNumber(text: string): number | undefined {
  return /^-?\d{1,15}(\.\d{1,15})?$/.test(text) ? Number(text) : undefined;
}

/** What stands of a column in a value; undefined where nothing does, or it is not known. */
export function partOf(
  { half }: ValueColumn,
  value: Value | undefined,
): boolean | number | string | undefined {
  if (value === undefined || value === null) return undefined;
  if (half === null) return isRatio(value) ? undefined : value;
  return isRatio(value) ? value[half] : undefined;
}

export const writeDataValue = (part: boolean | number | string): string => String(part);
