import type { Day } from '../days.ts';
import type { LocalityName } from '../registry/types.ts';

export const COMPARATORS = ['>', '≥', '=', '≤', '<', 'done'] as const;
export type Comparator = (typeof COMPARATORS)[number];

export const TARGET_STATES = [
  'met',
  'not_met',
  'ahead',
  'on_path',
  'behind',
  'no_data',
  'qualitative',
] as const;
export type TargetState = (typeof TARGET_STATES)[number];

export interface PathPoint {
  year: number;
  /** What is asked by the end of the year. */
  value: number;
}

/** How the value between two given years is meant. */
export const BETWEEN = ['line', 'steps'] as const;
export type Between = (typeof BETWEEN)[number];

/** What is asked, as it holds on a day. */
export interface TargetRule {
  /** Null: not measurable. */
  comparator: Comparator | null;
  /** Null of what is done or not, and of what is not measurable. */
  value: number | null;
  year: number | null;
  /** As given, oldest first. */
  path: readonly PathPoint[];
  between: Between;
}

/** A target as it is stored, one version of it. */
export interface Target extends TargetRule {
  id: number;
  programme: string;
  indicator: string;
  locality: string | null;
  validFrom: Day;
  validTo: Day | null;
  position: number;
  nameVi: string;
  nameEn: string;
  unit: string | null;
  asWritten: string;
  assumed: string[];
  source: string | null;
}

/** A value of a period: `2027` or `2027-H1`. */
export interface Actual {
  period: string;
  /** In the target's unit; null where it was said not to be known. */
  value: number | boolean | null;
  /** A reviewer doubts it. */
  questioned?: boolean;
}

export interface Judged {
  state: TargetState;
  /** In the unit's points, of the path or, once that is over or there is none, of the target: behind is negative. */
  difference: number | null;
}

/** A target as lists, pages and reports show it. */
export interface TargetView extends Judged {
  target: Target;
  /** Whose values they are; null where nobody's is asked. */
  locality: LocalityName | null;
  /** Year by year. */
  path: PathPoint[];
  actual: Actual[];
}
