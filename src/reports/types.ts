import type { Summary } from '../collect/summary.ts';
import type { Colour, IndicatorState, ReportingState } from '../collect/types.ts';
import type { Day } from '../days.ts';
import type { FundingCounts } from '../funding/marks.ts';
import type { FundingState } from '../funding/need-rules.ts';
import type { Totals } from '../plans/state-rules.ts';
import type { LocalityName } from '../registry/types.ts';
import type { Comparator, TargetState } from '../targets/types.ts';

export const REPORT_KINDS = ['daily', 'deadline', 'monthly', 'half_yearly'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];
export const REPORT_STATES = ['draft', 'submitted', 'approved'] as const;
export type ReportState = (typeof REPORT_STATES)[number];

/** Days from `from` through `to`. */
export interface Period {
  from: Day;
  to: Day;
}

/** Parts of a report that people write; each kind shows those that it has. */
export const SECTIONS = ['direction', 'results', 'shortcomings', 'tasks', 'proposals'] as const;
export type SectionCode = (typeof SECTIONS)[number];
export type Narrative = Partial<Record<SectionCode, string>>;

/** A locality in a report. */
export interface LocalityFigures {
  code: string;
  name: string;
  type: LocalityName['type'];
  province: string;
  colour: Colour;
  /** Required met of required, one decimal; null where nothing is known. */
  percent: number | null;
  reporting: ReportingState;
  /** Where it stands on the tile map of its province; null where it has no place. */
  tile?: { column: number; row: number } | null;
  /** Reporting days running without a record. */
  missingStreak: number;
}

/** Who lacks what of an indicator. */
export interface Lacking {
  locality: string;
  state: 'unmet' | 'unknown';
  have: number | null;
  need: number | null;
  /** Units lacking; null where that cannot be known. */
  missing: number | null;
  since: Day;
  promise: { owner: string; reason: string; promisedOn: Day } | null;
  /** How far the money for it has come, in units; absent where none is granted. */
  funding?: { state: FundingState; allocated: number; delivered: number; shown: number };
}

/** How a target of a programme of half-years or years stands: of each locality whose target it is, or of itself. */
export interface TargetFigures {
  programme: string;
  indicator: string;
  nameVi: string;
  unit: string | null;
  comparator: Comparator | null;
  /** What is asked by the end of `year`. */
  target: number | null;
  year: number | null;
  /** As the paper has it. */
  asWritten: string;
  /** How many stand how. */
  counts: Record<TargetState, number>;
  localities: {
    /** Null: of nobody in particular. */
    locality: string | null;
    state: TargetState;
    /** In the unit's points, of the path or of the target; null where there is nothing to compare. */
    difference: number | null;
    /** The latest that was reported, and of which period; both null where nothing was. */
    period: string | null;
    value: number | boolean | null;
  }[];
}

export interface IndicatorFigures {
  code: string;
  group: string;
  nameVi: string;
  unit: string | null;
  agency: string;
  /** Localities. */
  unmet: number;
  unknown: number;
  /** Units lacking in all, of those that are known; null where none is. */
  missing: number | null;
  lacking: Lacking[];
}

export interface ConditionFigures {
  group: string;
  nameVi: string;
  /** Localities, by how the condition stands in them. */
  counts: Record<IndicatorState, number>;
  /** Their codes. */
  localities: Record<IndicatorState, string[]>;
}

/** What differs between a report as it was kept and its figures otherwise. */
export interface Difference {
  /** `summary.green`, `conditions.network.met`, `indicators.certificate.personal.missing`; of a locality `colour`. */
  figure: string;
  /** What that is called in a paper. */
  nameVi: string;
  before: number | string | null;
  after: number | string | null;
}

export interface LocalityDifference {
  locality: LocalityName;
  figures: Difference[];
}

export interface Differences {
  localities: LocalityDifference[];
  figures: Difference[];
}

/**
 * The figures of a report as they were computed: plain JSON, from which all that is shown, written and compared of it
 * is made. Days are local; `asOf` is the instant that the report speaks of.
 */
export interface Snapshot {
  kind: ReportKind;
  asOf: string;
  /** The day whose statuses are told. */
  day: Day;
  period: Period;
  deadline: Day | null;
  area: { code: string; name: string };
  programme: { code: string; nameVi: string };
  settings: { cutoff: string; amberThreshold: number; deadline: Day | null };
  summary: Summary;
  /** The day that it is compared with; null where there is none. */
  before: { day: Day; summary: Summary } | null;
  change: { turned: string[]; fell: string[]; moved: string[] };
  conditions: ConditionFigures[];
  indicators: IndicatorFigures[];
  localities: LocalityFigures[];
  alerts: { open: number; acknowledged: number; byKind: Record<string, number> };
  promises: { open: number; dueToday: number; passed: number };
  /** Tasks of the area's plans at the end of the day, and those that are late; absent where there is none. */
  tasks?: {
    totals: Totals;
    overdue: {
      plan: string;
      no: string;
      title: string;
      /** Names. */
      leads: string[];
      lastDay: Day | null;
      daysLate: number;
    }[];
  };
  /** Targets of the area as they stood at the end of the day; absent where there is none. */
  targets?: TargetFigures[];
  /** How the gaps are paid for, and units of all that was granted by then; absent where nothing ever was. */
  funding?: FundingCounts;
  /** Of a later version: what is otherwise than in the one before. */
  corrects?: Differences & { version: number; asOf: string };
  /** Green of all, by reporting day of the period; empty in a report of one day. */
  trend: { day: Day; green: number; total: number }[];
  /** Documents issued in the period, the earliest first; absent in what was kept before there were any. */
  urged?: { id: number; name: string; day: Day; subject: string; localities: number; lacking: number }[];
}

/** As it is kept, with the version of the registry by which it was worked out. */
export type KeptSnapshot = Snapshot & { registryVersion: number };
