import type { Day } from '../days.ts';
import type { Programme } from '../registry/types.ts';
import type { Period, ReportKind } from './types.ts';

/** What a report is of. Pure. */

export interface Subject {
  kind: ReportKind;
  /** Code of a province, or `*`. */
  province: string;
  programme: string;
  period: Period;
  deadline: Day | null;
}

/** A report due by a day is of all that has been since the programme began. */
export function deadlinePeriod({ startsOn }: Pick<Programme, 'startsOn'>, deadline: Day): Period {
  return { from: startsOn !== null && startsOn < deadline ? startsOn : deadline, to: deadline };
}

/** Whether a programme knows no day of a period. */
export function isOutside(
  { startsOn, endsOn }: Pick<Programme, 'startsOn' | 'endsOn'>,
  { from, to }: Period,
): boolean {
  return startsOn === null || to < startsOn || (endsOn !== null && from > endsOn);
}
