import type { Fault } from '../faults.ts';
import { pointerStep } from '../faults.ts';
import { isRatio, type Value, type Values } from '../intake/types.ts';
import type { PlacedValue } from './place-rules.ts';
import { partOf, readDataValue } from './values-rules.ts';

/** Single values of a DHIS2 as records of ours, which say the whole of a day. */

export const STRATEGIES = ['CREATE', 'UPDATE', 'CREATE_AND_UPDATE', 'DELETE'] as const;
export type Strategy = (typeof STRATEGIES)[number];

/** What becomes of a value: `same` changes nothing, `passed` is not what the strategy asks for. */
export type Effect = 'imported' | 'updated' | 'deleted' | 'same' | 'passed';

export interface Merged {
  values: Record<string, unknown>;
  note: string | null;
  effects: Map<number, Effect>;
}

/** What is known of the day already; of none there is no revision. */
export interface Base {
  revision: number;
  values: Values;
  note: string | null;
}

export const NOTHING: Base = { revision: 0, values: {}, note: null };

/**
 * The values of one locality and day laid over its latest revision. What is not sent stays as it was; a value that
 * is deleted is not known any more. Half a ratio takes its other half from what stands, or of `need` from what the
 * department set (`needOf`).
 */
export function mergeOver(
  base: Base,
  placed: readonly PlacedValue[],
  strategy: Strategy,
  needOf: (indicator: string) => number | null,
): Merged {
  const values: Record<string, unknown> = { ...base.values };
  const effects = new Map<number, Effect>();
  const notes = new Set<string>();
  for (const { index, sent, column } of placed) {
    const { indicator, half } = column;
    const before = partOf(column, base.values[indicator.code]);
    const removes = strategy === 'DELETE' || sent.deleted;
    if (removes) {
      effects.set(index, before === undefined ? 'same' : 'deleted');
      if (before !== undefined) values[indicator.code] = null;
      continue;
    }
    const read = sent.value === '' ? before : readDataValue(column, sent.value);
    const passed = before === undefined ? strategy === 'UPDATE' : strategy === 'CREATE';
    if (passed) {
      effects.set(index, 'passed');
      continue;
    }
    if (sent.comment !== '') notes.add(sent.comment);
    const same = before === read && (sent.comment === '' || sent.comment === base.note);
    effects.set(index, same ? 'same' : before === undefined ? 'imported' : 'updated');
    if (read === undefined) continue;
    values[indicator.code] =
      half === null ? read : { ...halvesOf(values[indicator.code], needOf(indicator.code)), [half]: read };
  }
  return { values, note: notes.size > 0 ? [...notes].join('\n') : base.note, effects };
}

function halvesOf(value: unknown, need: number | null): Record<string, unknown> {
  if (isRatio(value as Value)) return value as Record<string, unknown>;
  return need === null ? {} : { need };
}

/** Values that a fault is of: those of its indicator; all of them where it is of the record as a whole. */
export function valuesOfFault({ pointer }: Fault, placed: readonly PlacedValue[]): PlacedValue[] {
  const [, at, step, half] = pointer.split('/');
  if (at !== 'values' || step === undefined) return [...placed];
  const of = placed.filter(({ column }) => pointerStep(column.indicator.code) === step);
  const ofHalf = of.filter(({ column }) => column.half === half);
  return half !== undefined && ofHalf.length > 0 ? ofHalf : of;
}
