import { addDays, type Day } from '../days.ts';
import { unreachable } from '../lib/unreachable.ts';
import type { Objection } from '../refused.ts';
import { KIND_FACTS } from './indicator-kinds.ts';
import type { Indicator } from './types.ts';

/** How the registry may change. Pure: stores carry it out. */

interface Version {
  validFrom: Day;
  /** Last day; null while none is set. */
  validTo: Day | null;
}

export interface NewVersion<T> {
  /** What the new version starts out as: the one it follows; undefined when it is the first. */
  base: T | undefined;
  /** The version that ends on the day before, if one was in force. */
  ends: T | undefined;
  /** Last day of the new version. */
  validTo: Day | null;
}

/**
 * What a version that starts on `from` does to those there are, oldest first: the one in force then ends
 * the day before and hands on its own last day; one that starts on that very day is replaced; later ones
 * stay as they are.
 */
export function startVersion<T extends Version>(versions: readonly T[], from: Day): NewVersion<T> {
  const base = versions.findLast((one) => one.validFrom <= from);
  const next = versions.find((one) => one.validFrom > from);
  if (base && (base.validTo === null || base.validTo >= from))
    return { base, ends: base.validFrom < from ? base : undefined, validTo: base.validTo };
  return { base, ends: undefined, validTo: next ? addDays(next.validFrom, -1) : null };
}

/** Why an indicator cannot be as it is given, or null when it can. */
export function indicatorFault(one: Pick<Indicator, 'kind' | 'threshold' | 'direction'>): Objection | null {
  const { kind, threshold, direction } = one;
  const takes = KIND_FACTS[kind].threshold;
  if (takes !== 'compared' && direction !== null)
    return objection(
      'direction',
      'Loại chỉ tiêu này không có chiều so sánh.',
      `A ${kind} takes no direction.`,
    );
  switch (takes) {
    case 'compared':
      return (threshold === null) === (direction === null)
        ? null
        : objection(
            threshold === null ? 'threshold' : 'direction',
            'Nhập cả ngưỡng và chiều so sánh, hoặc để trống cả hai.',
            `A ${kind} takes a threshold and a direction together, or neither.`,
          );
    case 'days':
      return threshold !== null && Number.isInteger(threshold)
        ? null
        : objection(
            'threshold',
            'Nhập số ngày, là một số nguyên.',
            `A ${kind} takes a threshold in whole days.`,
          );
    case 'none':
      return threshold === null
        ? null
        : objection('threshold', 'Loại chỉ tiêu này không có ngưỡng.', `A ${kind} takes no threshold.`);
    default:
      return unreachable(takes);
  }
}

const objection = (field: string, vi: string, en: string): Objection => ({ field, vi, en });
