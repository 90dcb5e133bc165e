import { type Day, isDay } from '../days.ts';
import { type Fault, type FaultCode, fault, pointerStep } from '../faults.ts';
import type { Words } from '../i18n/say.ts';
import { type Indicator, type IndicatorKind, LARGEST_COUNT } from '../registry/types.ts';
import { unknownKeys } from '../zod-faults.ts';
import { isObject } from './types.ts';

const EXPECTED: Record<IndicatorKind, Words> = {
  boolean: ['“có” hoặc “không”', 'true or false'],
  ratio: ['hai số nguyên: số hiện có và số cần có', '{have, need}, two whole numbers'],
  number: ['một số từ 0 đến 999.999.999', 'a number from 0 to 999999999'],
  date: ['một ngày, ghi ngày/tháng/năm', 'a day as YYYY-MM-DD'],
};

/**
 * Every fault of a record's values, against the catalogue of the record's day. `known` holds every
 * indicator there ever was, to tell one that is out of force from one that does not exist.
 */
export function valueFaults(
  values: Record<string, unknown>,
  inForce: ReadonlyMap<string, Indicator>,
  known: ReadonlySet<string>,
  day: Day,
): Fault[] {
  const faults: Fault[] = [];
  for (const [code, value] of Object.entries(values)) {
    const pointer = `/values/${pointerStep(code)}`;
    const indicator = inForce.get(code);
    if (!indicator) {
      faults.push(
        fault(pointer, known.has(code) ? 'indicator_not_in_force' : 'unknown_indicator', { code, day }),
      );
    } else if (value !== null) {
      faults.push(...faultsOfKind(pointer, indicator, value));
    }
  }
  return faults;
}

function faultsOfKind(pointer: string, indicator: Indicator, value: unknown): Fault[] {
  const say = (at: string, code: FaultCode, details: Record<string, unknown> = {}) =>
    fault(at, code, { name: indicator.nameEn, nameVi: indicator.nameVi, ...details });
  const [expectedVi, expected] = EXPECTED[indicator.kind];
  const wrongKind = () => [say(pointer, 'wrong_kind', { expected, expectedVi })];
  switch (indicator.kind) {
    case 'boolean':
      return typeof value === 'boolean' ? [] : wrongKind();
    case 'date':
      if (typeof value !== 'string') return wrongKind();
      return isDay(value) ? [] : [say(pointer, 'invalid_day')];
    case 'number':
      return typeof value === 'number' && value >= 0 && value <= LARGEST_COUNT ? [] : wrongKind();
    case 'ratio':
      return isObject(value) ? ratioFaults(pointer, indicator, value, say) : wrongKind();
  }
}

type Say = (at: string, code: FaultCode, details?: Record<string, unknown>) => Fault;

function ratioFaults(
  pointer: string,
  indicator: Indicator,
  value: Record<string, unknown>,
  say: Say,
): Fault[] {
  const others = Object.keys(value).filter((key) => key !== 'have' && key !== 'need');
  const faults = unknownKeys(others, (key) => `${pointer}/${pointerStep(key)}`, pointer);
  for (const [field, fieldVi] of [
    ['have', 'số hiện có'],
    ['need', 'số cần có'],
  ] as const) {
    if (value[field] === undefined) faults.push(say(`${pointer}/${field}`, 'required'));
    else if (!isCount(value[field]))
      faults.push(say(`${pointer}/${field}`, 'not_a_count', { field, fieldVi }));
  }
  const { have, need } = value;
  if (!isCount(have) || !isCount(need)) return faults;
  if (need === 0 && !indicator.allowsZeroNeed) faults.push(say(`${pointer}/need`, 'need_zero'));
  else if (have > need && !indicator.allowsSurplus)
    faults.push(say(pointer, 'have_exceeds_need', { have, need }));
  return faults;
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= LARGEST_COUNT;
}
