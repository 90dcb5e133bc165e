import type { Day } from '../days.ts';
import { type Fault, fault, pointerStep } from '../faults.ts';
import { governingProgrammes, type Registry } from '../registry/snapshot.ts';
import { type Locality, PERIODS, type Period, type Programme } from '../registry/types.ts';
import type { KnownRecord } from './store.ts';
import {
  type DayRecord,
  type Firsts,
  firstReceipt,
  type RecordInput,
  sameValue,
  type Values,
} from './types.ts';

/**
 * Figures of a half-year or a year stand in the records of the day that closes it, beside the day's own. Each kind is
 * sent by itself: a record that speaks of one leaves what was said of the others as it was. Pure.
 */

export interface ByPeriods {
  /** The record's values, with those of other periods that the day has already. */
  values: Values;
  firsts: Firsts | null;
  /** Periods whose figures differ from what the day has; at least one. */
  changed: Period[];
}

/** What a record makes of its day. */
export function byPeriods(
  registry: Registry,
  { day, values }: Pick<RecordInput, 'day' | 'values'>,
  before: KnownRecord | undefined,
  receivedAt: Date,
): ByPeriods {
  const inForce = registry.indicatorsOn(day);
  const periodOf = (code: string): Period => inForce.get(code)?.period ?? 'day';
  const spoken = new Set(Object.keys(values).map(periodOf));
  if (!before) {
    const changed = [...spoken];
    return { values, firsts: firstsOf(changed, receivedAt, null), changed };
  }
  const others = Object.entries(before.values).filter(([code]) => !spoken.has(periodOf(code)));
  const whole = others.length === 0 ? values : { ...values, ...Object.fromEntries(others) };
  const codes = new Set([...Object.keys(whole), ...Object.keys(before.values)]);
  const differing = [...codes].filter((code) => !sameValue(whole[code], before.values[code]));
  const changed = new Set(differing.map(periodOf));
  const known = { firsts: before.firsts ?? null, receivedAt: before.firstReceivedAt };
  return {
    values: whole,
    firsts: firstsOf([...spoken], receivedAt, known),
    // Of a note alone, or of nothing, it is as of what it speaks of.
    changed: changed.size > 0 ? [...changed] : [...spoken],
  };
}

function firstsOf(
  spoken: readonly Period[],
  receivedAt: Date,
  known: Pick<DayRecord, 'firsts' | 'receivedAt'> | null,
): Firsts | null {
  const first = (period: Period): Date | null =>
    (known && firstReceipt(known, period)) ?? (spoken.includes(period) ? receivedAt : null);
  const all = PERIODS.flatMap((period) => {
    const at = first(period);
    return at === null ? [] : [[period, at.toISOString()] as const];
  });
  return all.every(([period]) => period === 'day') ? null : Object.fromEntries(all);
}

/** Whether a programme closes a period on a day. */
export const closesOn = ({ closesOn: days }: Pick<Programme, 'closesOn'>, day: Day): boolean =>
  days.includes(day.slice(5));

/** What of a record is of a period that does not close on its day, or that nobody asks the locality for. */
export function periodFaults(
  registry: Registry,
  values: Record<string, unknown>,
  locality: Locality,
  day: Day,
): Fault[] {
  const inForce = registry.indicatorsOn(day);
  return Object.keys(values).flatMap((code): Fault[] => {
    const indicator = inForce.get(code);
    if (!indicator || indicator.period === 'day') return [];
    const asking = governingProgrammes(registry, locality.province).filter(
      ({ period }) => period === indicator.period,
    );
    if (asking.some((programme) => closesOn(programme, day))) return [];
    const days = [...new Set(asking.flatMap((one) => one.closesOn))].sort();
    const details = {
      name: indicator.nameEn,
      nameVi: indicator.nameVi,
      days: days.join(', ') || 'none',
      daysVi: days.map(dayOfYear).join(', ') || 'không có',
    };
    return [fault(`/values/${pointerStep(code)}`, 'not_a_closing_day', details)];
  });
}

/** `06-30` as offices write it. */
export function dayOfYear(text: string): string {
  const [month, day] = text.split('-');
  return `${Number(day)}/${Number(month)}`;
}
